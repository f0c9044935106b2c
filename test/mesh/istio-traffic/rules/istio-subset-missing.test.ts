import { expect, test } from '@jest/globals';
import { IstioVirtualService, LocalityFailover } from '../../../../lib';
import { foundBy, PRODUCTION, raw, sample } from '../samples';

const CODE = 'istio-subset-missing';
const HOST = 'api.production.svc.cluster.local';

test('passes for subsets of the cluster, with short names of hosts', () => {
  const { fleet, mesh, us, eu } = sample();
  new LocalityFailover(fleet, 'failover', { mesh, ...PRODUCTION, service: 'api', mode: 'active-active', clusterSubsets: true });
  new IstioVirtualService(fleet, 'api', { mesh, ...PRODUCTION, hosts: [HOST], http: [{ route: [{ cluster: us }] }], tcp: [{ route: [{}] }] });
  raw(eu, 'VirtualService', 'web', { hosts: ['web'], http: [{ route: [{ destination: { host: 'web', subset: 'v1' } }] }] });
  raw(eu, 'DestinationRule', 'web', { host: 'web.production.svc.cluster.local', subsets: [{ name: 'v1' }] });
  expect(foundBy(CODE, fleet)).toEqual([]);
});

test('fails in each cluster whose objects do not have it', () => {
  const { fleet, mesh, us, eu } = sample();
  new LocalityFailover(fleet, 'failover', { mesh, ...PRODUCTION, service: 'api', mode: 'active-active', clusterSubsets: true, clusters: [us] });
  new IstioVirtualService(fleet, 'api', {
    mesh, ...PRODUCTION, hosts: [HOST], clusters: [us, eu], http: [{ route: [{ cluster: us }] }, { route: [{ cluster: us }] }], tls: [{ sniHosts: [HOST], route: [{ subset: 'v1' }] }],
  });
  expect(foundBy(CODE, fleet)).toEqual([
    `error istio-subset-missing: eu: VirtualService production/api (acme/api) routes to subset us of ${HOST}, which no DestinationRule has there: add it`
    + ' (LocalityFailover: clusterSubsets), or take it out of the route',
    `error istio-subset-missing: eu: VirtualService production/api (acme/api) routes to subset v1 of ${HOST}, which no DestinationRule has there: add it`
    + ' (LocalityFailover: clusterSubsets), or take it out of the route',
    `error istio-subset-missing: us: VirtualService production/api (acme/api) routes to subset v1 of ${HOST}, which no DestinationRule has there: add it`
    + ' (LocalityFailover: clusterSubsets), or take it out of the route',
  ]);
});
