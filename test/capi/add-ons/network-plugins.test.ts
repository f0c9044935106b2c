import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { Calico, Cilium, Docker, HelmAddOn, ManagedClusterProps } from '../../../lib';
import { fleetWith } from '../infrastructure-contract';

const make = (networkPlugin: HelmAddOn, more: Partial<ManagedClusterProps<any, any>> = {}) =>
  fleetWith({ infrastructure: Docker.dev(), controlPlane: { machine: {} }, pools: {}, networkPlugin, ...more });
const values = (...args: Parameters<typeof make>) => parse(make(...args).objects().find(o => o.kind === 'HelmChartProxy')!.spec.valuesTemplate);
const DUAL = { network: { pods: ['10.64.0.0/16', 'fd00:64::/48'], services: ['10.65.0.0/20', 'fd00:65::/112'] } };

describe('Calico.vxlan', () => {
  test('has a pool for each pod range, inside which its blocks fit', () => {
    expect(values(Calico.vxlan(), DUAL).installation.calicoNetwork).toEqual({
      bgp: 'Disabled',
      ipPools: [
        { name: 'default-ipv4-ippool', cidr: '10.64.0.0/16', blockSize: 26, encapsulation: 'VXLAN', natOutgoing: 'Enabled', nodeSelector: 'all()' },
        { name: 'default-ipv6-ippool', cidr: 'fd00:64::/48', blockSize: 122, encapsulation: 'VXLAN', natOutgoing: 'Enabled', nodeSelector: 'all()' },
      ],
    });
    const small = { network: { pods: '10.64.0.0/27', services: '10.65.0.0/24' } };
    const masked = { ...small, controlPlane: { machine: {}, replicas: 1, nodeMask: { ipv4: 28 } } };
    expect(values(Calico.vxlan(), masked).installation.calicoNetwork.ipPools[0].blockSize).toBe(27);
  });

  test('keeps what the user sets in the chart', () => {
    expect(values(Calico.vxlan({ values: { installation: { registry: 'registry.example.com/' }, whisker: { enabled: true } } }))).toMatchObject({
      installation: { registry: 'registry.example.com/', calicoNetwork: { bgp: 'Disabled' } }, whisker: { enabled: true }, goldmane: { enabled: false },
    });
  });
});

describe('Cilium.vxlan', () => {
  test('takes pod addresses from the ranges of the Cluster, never from the 10.0.0.0/8 of its chart', () => {
    expect(values(Cilium.vxlan(), DUAL)).toMatchObject({ ipam: { mode: 'kubernetes' }, ipv4: { enabled: true }, ipv6: { enabled: true }, tunnelProtocol: 'vxlan' });
    expect(values(Cilium.vxlan())).toMatchObject({ ipv4: { enabled: true }, ipv6: { enabled: false } });
  });

  test('has one operator on a cluster of one node, since two never share one', () => {
    expect(values(Cilium.vxlan(), { controlPlane: { machine: {}, replicas: 1 } }).operator.replicas).toBe(1);
    expect(values(Cilium.vxlan()).operator.replicas).toBe(2);
  });
});

describe.each([['Calico', Calico.vxlan(), '1.31.4'], ['Cilium', Cilium.vxlan(), '1.31.4']])('%s', (_, plugin, tooOld) => {
  test('gives a fleet without findings, with one family and with two', () => {
    expect(make(plugin).fleet.check()).toEqual([]);
    expect(make(plugin, DUAL).fleet.check()).toEqual([]);
  });

  test('fails the synth on a Kubernetes version that it does not support', () => {
    expect(make(plugin, { version: tooOld }).fleet.check().map(f => f.code)).toEqual(['unsupported-version']);
  });

  test('opens ports between nodes, each described', () => {
    const { openings } = make(plugin).fleet.settle().clusters.find(c => c.name === 'one')!;
    expect(openings.length).toBeGreaterThan(1);
    expect(openings.every(o => /^(tcp|udp|icmp)$/.test(o.protocol) && o.description !== '')).toBe(true);
  });
});
