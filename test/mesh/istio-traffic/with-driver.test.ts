import { describe, expect, test } from '@jest/globals';
import { PRODUCTION } from './samples';
import { FleetMesh, FleetProps, ICluster, IMesh, Istio, IstioAuthorizationPolicy, IstioMember, LocalityFailover } from '../../../lib';
import { recording } from '../../fleet/deliveries';
import { existing, found, newFleet, objectIn, objectsOf, thrown } from '../samples';

const BASICS = { meshId: 'mesh1', apiServer: ({ name }: ICluster) => `https://${name}.example.com:6443` } as const;
const FLEET: Partial<FleetProps> = { delivery: recording() };

/** A fleet whose mesh this library installs. */
function installed(mesh: (us: ICluster) => IMesh<IstioMember>, options: Partial<IstioMember> = {}) {
  const fleet = newFleet(FLEET);
  const us = existing(fleet, 'us', 1, { region: 'us-east-1' });
  const eu = existing(fleet, 'eu', 2, { region: 'eu-west-1' });
  return { fleet, us, eu, mesh: new FleetMesh(fleet, 'mesh', { members: [us, { cluster: eu, ...options }], mesh: mesh(us) }) };
}

describe('with Istio of this library', () => {
  test('identifiers are those of the control planes, and their charts serve the kinds', () => {
    const { fleet, us, mesh } = installed(() => Istio.multiPrimary({ ...BASICS, trustDomain: 'acme.example' }));
    new LocalityFailover(fleet, 'ledger', { mesh, ...PRODUCTION, service: 'ledger', mode: 'active-passive', active: us });
    new IstioAuthorizationPolicy(fleet, 'policy', { mesh, ...PRODUCTION, rules: [{ from: [{ namespace: 'production', serviceAccount: 'web' }] }] });
    expect(found(fleet)).toEqual([]);
    for (const cluster of ['us', 'eu']) {
      expect(objectIn(fleet, cluster, 'DestinationRule', 'ledger').spec.trafficPolicy.loadBalancer.localityLbSetting.failoverPriority).toEqual(['topology.istio.io/cluster=us']);
      expect(objectIn(fleet, cluster, 'AuthorizationPolicy', 'policy').spec.rules[0].from[0].source.principals).toEqual(['acme.example/ns/production/sa/web']);
    }
  });

  test('policies name no cluster: its trust domain is an alias of the others, or theirs', () => {
    const refusal = (options: Partial<IstioMember>) => {
      const { fleet, eu, mesh } = installed(() => Istio.multiPrimary(BASICS), options);
      return thrown(() => new IstioAuthorizationPolicy(fleet, 'policy', { mesh, ...PRODUCTION, rules: [{ from: [{ namespace: 'shop', cluster: eu }] }] }));
    };
    expect(refusal({ trustDomain: 'eu.example' })).toContain('control planes take trust domains of acme/mesh for aliases of each other, so no policy tells its clusters apart');
    expect(refusal({})).toContain('eu has the trust domain of us, cluster.local, and identities name no cluster');
  });

  test('clusterset.local is known where a controller makes ServiceImports, and refused elsewhere', () => {
    const hostOf = (multiClusterServices: boolean | { readonly controller: string }) => {
      const { fleet, mesh } = installed(() => Istio.multiPrimary({ ...BASICS, multiClusterServices }));
      return new LocalityFailover(fleet, 'ledger', { mesh, ...PRODUCTION, service: 'ledger', mode: 'active-active', clusterset: true }).host;
    };
    expect(hostOf({ controller: 'the MCS controller' })).toBe('ledger.production.svc.clusterset.local');
    for (const without of [false, true]) {
      expect(thrown(() => hostOf(without))).toBe('acme/ledger: clusterset: control planes of acme/mesh know no names of clusterset.local: leave it out, or write'
        + " multiClusterServices: { controller: '<who makes ServiceImports>' } there");
    }
  });

  test('remotes get no objects', () => {
    const { fleet, mesh } = installed(primary => Istio.primaryRemote({ ...BASICS, primary, primaryAddress: '203.0.113.10' }));
    new LocalityFailover(fleet, 'ledger', { mesh, ...PRODUCTION, service: 'ledger', mode: 'active-active' });
    expect(objectIn(fleet, 'us', 'DestinationRule', 'ledger').spec.host).toBe('ledger.production.svc.cluster.local');
    expect(objectsOf(fleet, 'eu').filter(({ kind }) => kind === 'DestinationRule')).toEqual([]);
  });
});
