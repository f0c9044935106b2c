import { describe, expect, test } from '@jest/globals';
import { App, Testing } from 'cdk8s';
import { AddressPlan, Cidr, ExistingCluster, Fleet, FleetProps, formatFinding, Lock, ReleaseClaim } from '../../lib';

// What a program that no compiler checked, or a settings file, may hold.
const untyped = (value: unknown): never => value as never;
const network = { pods: '10.244.0.0/16', services: '10.245.0.0/20' };
const hub = () => ExistingCluster.hub({ name: 'hub', version: '1.34.1', network });
const fleetWith = (props: Partial<FleetProps> = {}) => new Fleet(new App({ outdir: Testing.app().outdir }), 'acme', { hub: hub(), lock: Lock.memory(), ...props });
const existing = (props: object) => new ExistingCluster(fleetWith(), 'x', untyped({ version: '1.34.1', network: { pods: '10.0.0.0/16', services: '10.1.0.0/20' }, ...props }));

describe('a wrong prop throws at the call, with its path', () => {
  test.each<[string, () => unknown, string]>([
    ['a fleet without a hub', () => fleetWith({ hub: untyped(undefined) }), 'acme: hub is missing; write a hub, ExistingCluster.hub(...) or ManagedCluster.hub(...)'],
    ['a hub that is none', () => fleetWith({ hub: untyped({ name: 'hub' }) }), 'acme: hub: write a hub, ExistingCluster.hub(...) or ManagedCluster.hub(...), got {"name":"hub"}'],
    ['a mirror that is text', () => fleetWith({ mirror: untyped('registry.example.com/m') }), "acme: mirror: write a Mirror, Mirror.registry('registry.example.com/mirror'), got 'reg"],
    ['a prop that is none', () => fleetWith(untyped({ mirrors: {} })), 'acme: mirrors is no option; write one of hub, addresses,'],
    ['a fleet without props', () => new Fleet(new App({ outdir: Testing.app().outdir }), 'acme', untyped(undefined)), 'acme: write an object of options, got undefined'],
    ['routing domains that are a list', () => fleetWith({ routingDomains: untyped(['eu']) }), 'acme: routingDomains: write an object, got ["eu"]'],
    ['a routing domain that is text', () => fleetWith({ routingDomains: untyped({ eu: 'hub' }) }), "acme: routingDomains.eu: write a list of texts that are not empty, got 'hub'"],
    ['a member that is no text', () => fleetWith({ routingDomains: untyped({ eu: [null] }) }), 'acme: routingDomains.eu: write a list of texts'],
    ['an accepted overlap of one party', () => fleetWith({ acceptedOverlaps: untyped([{ between: ['hub pods'], reason: 'x' }]) }), 'acme: acceptedOverlaps[0].between: write the two parties'],
    ['an accepted overlap without a reason', () => fleetWith({ acceptedOverlaps: untyped([{ between: ['hub pods', 'x pods'] }]) }), "acme: acceptedOverlaps: 'hub pods' and 'x pods' has no reason"],
    ['a hub without props', () => ExistingCluster.hub(untyped(undefined)), 'ExistingCluster.hub: write an object of options, got undefined'],
    ['a cluster without ranges', () => existing({ network: undefined }), 'acme/x: network is missing; write an object'],
    ['a range that is a number', () => existing({ network: { ...network, pods: 10 } }), 'acme/x: network.pods: write text or a list of texts, got 10'],
    ['a name that is a number', () => existing({ name: 5 }), 'acme/x: name: write text, got 5'],
    ['a label that is no text', () => existing({ labels: { a: 1 } }), 'acme/x: labels: write an object of texts, got {"a":1}'],
    ['a network plug-in that is text', () => existing({ networkPlugin: 'calico' }), "acme/x: networkPlugin: write an object, got 'calico'"],
    ['a network plug-in without a name', () => existing({ networkPlugin: { apiServer: true } }), 'acme/x: networkPlugin.name is missing; write text that is not empty'],
    ['a mode of kube-proxy that is no text', () => existing({ kubeProxyMode: 1 }), 'acme/x: kubeProxyMode: write text that is not empty, got 1'],
    ['a mode of kube-proxy that is none', () => existing({ kubeProxyMode: 'eBPF' }), "acme/x: kubeProxyMode: write one of iptables, ipvs, nftables, none, got 'eBPF'"],
    ['a plan without pools', () => AddressPlan.within(untyped(undefined)), 'AddressPlan.within: pools is missing; write text or a list of texts'],
    ['a reserved range that is missing', () => AddressPlan.explicit({ reserved: untyped({ office: undefined }) }), 'reserved.office is missing; write text or a list of texts'],
  ])('fails on %s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

describe('a function for Helm values', () => {
  test('fails with the construct, the release and the cluster when it throws', () => {
    const fleet = fleetWith();
    const values = () => { throw new Error('no such key'); };
    const claim: ReleaseClaim = { type: 'release', cluster: 'hub', path: 'acme/mine', name: 'mine', namespace: 'x', repository: 'https://x', chart: 'x', defaultVersion: '1', values, installer: 'delivery' };
    fleet.claim(claim);
    expect(() => fleet.settle()).toThrow('acme/mine: the values of Helm release mine for hub: no such key');
  });
});

test('an overlap with a cluster made elsewhere is not solved by moving that', () => {
  const fleet = fleetWith();
  fleet.addCluster(new ExistingCluster(fleet, 'z', { version: '1.34.1', network: { pods: '10.0.0.0/16', services: '10.1.0.0/20' } }), {
    name: 'a-new', origin: 'managed', version: 'v1.34.1',
  });
  fleet.claim({ type: 'range', cluster: 'a-new', path: 'acme/a-new', space: 'pods', name: 'pods', cidr: Cidr.parse('10.244.0.0/16') });
  expect(fleet.findings().map(formatFinding)).toEqual([
    'error overlapping-ranges: a-new pods 10.244.0.0/16 overlaps hub pods 10.244.0.0/16, and both are in routing domain fleet: move a-new pods to another block',
  ]);
});
