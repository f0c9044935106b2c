import { expect, test } from '@jest/globals';
import { ApiObject, JsonPatch } from 'cdk8s';
import { IstioServiceEntry, LocalityFailover } from '../../../../lib';
import { foundBy, PRODUCTION, raw, sample } from '../samples';

const CODE = 'istio-host-conflict';
const API = { ...PRODUCTION, service: 'api' } as const;
const PORTS = [{ number: 80, name: 'http', protocol: 'HTTP' }] as const;

test('passes where all clusters say the same, whoever says it and in whatever order', () => {
  const { fleet, mesh, us, eu, asia } = sample();
  new LocalityFailover(fleet, 'here', { mesh, ...API, mode: 'active-active', clusters: [us] });
  new LocalityFailover(fleet, 'there', { mesh, ...API, mode: 'active-active', clusters: [eu] });
  raw(asia, 'DestinationRule', 'api', {
    trafficPolicy: {
      outlierDetection: { maxEjectionPercent: 100, baseEjectionTime: '30s', interval: '10s', consecutive5xxErrors: 5 }, loadBalancer: { localityLbSetting: { enabled: true } },
    },
    host: 'api.production.svc.cluster.local',
  });
  expect(foundBy(CODE, fleet)).toEqual([]);
});

test('passes for one construct whose object people have patched in one cluster', () => {
  const { fleet, mesh, us } = sample();
  const failover = new LocalityFailover(fleet, 'api', { mesh, ...API, mode: 'active-active' });
  (failover.on(us).node.findChild('Resource') as ApiObject).addJsonPatch(JsonPatch.replace('/spec/trafficPolicy/outlierDetection/interval', '1s'));
  expect(foundBy(CODE, fleet)).toEqual([]);
});

test('passes for other hosts, for clusters outside, and for VirtualServices of gateways', () => {
  const { fleet, mesh, us, eu, other } = sample();
  new LocalityFailover(fleet, 'api', { mesh, ...API, mode: 'active-active' });
  raw(other, 'DestinationRule', 'api', { host: 'api', trafficPolicy: {} });
  raw(eu, 'DestinationRule', 'web', { host: 'web', trafficPolicy: {} });
  for (const [cluster, host] of [[us, 'a'], [eu, 'b']] as const) {
    raw(cluster, 'VirtualService', 'edge', { hosts: ['*'], gateways: ['edge'], http: [{ route: [{ destination: { host } }] }] });
  }
  expect(foundBy(CODE, fleet)).toEqual([]);
});

test('warns of a host that two constructs configure differently', () => {
  const { fleet, mesh, us, eu } = sample();
  new LocalityFailover(fleet, 'here', { mesh, ...API, mode: 'active-active', clusters: [us] });
  new LocalityFailover(fleet, 'there', { mesh, ...API, mode: 'active-passive', active: us, clusters: [eu] });
  expect(foundBy(CODE, fleet)).toEqual([
    'warning istio-host-conflict: the mesh of others: DestinationRule for api.production.svc.cluster.local differs between eu (acme/there) and us (acme/here): callers of one'
    + ' cluster are sent elsewhere than those of another; write one for all',
  ]);
});

test('warns of one host of several of a ServiceEntry', () => {
  const { fleet, mesh, us, eu } = sample();
  new IstioServiceEntry(fleet, 'one', { mesh, ...PRODUCTION, hosts: ['a.global', 'b.global'], ports: PORTS, clusters: [us] });
  new IstioServiceEntry(fleet, 'two', { mesh, ...PRODUCTION, hosts: ['b.global'], ports: [{ ...PORTS[0], number: 81 }], clusters: [eu] });
  expect(foundBy(CODE, fleet)).toEqual([expect.stringContaining('ServiceEntry for b.global differs between eu (acme/two) and us (acme/one)')]);
});

test('leaves two in one cluster to their own rule', () => {
  const { fleet, mesh, us } = sample();
  new LocalityFailover(fleet, 'one', { mesh, ...API, mode: 'active-active' });
  new LocalityFailover(fleet, 'two', { mesh, ...API, mode: 'active-passive', active: us });
  expect(foundBy(CODE, fleet)).toEqual([]);
  expect(foundBy('istio-destination-rule-twice', fleet)).toHaveLength(3);
});
