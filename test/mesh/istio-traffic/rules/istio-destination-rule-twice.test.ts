import { expect, test } from '@jest/globals';
import { LocalityFailover } from '../../../../lib';
import { foundBy, PRODUCTION, raw, sample } from '../samples';

const CODE = 'istio-destination-rule-twice';
const HOST = 'api.production.svc.cluster.local';
const POLICY = { trafficPolicy: { connectionPool: { tcp: { maxConnections: 10 } } } };

function withFailover(more: Partial<ConstructorParameters<typeof LocalityFailover>[2]> = {}) {
  const program = sample();
  new LocalityFailover(program.fleet, 'failover', { mesh: program.mesh, ...PRODUCTION, service: 'api', mode: 'active-active', ...more });
  return program;
}

test('passes for one, for other hosts, namespaces and callers, and for subsets beside a policy', () => {
  const { fleet, us, eu } = withFailover();
  raw(us, 'DestinationRule', 'subsets', { host: HOST, subsets: [{ name: 'v1', labels: { version: 'v1' } }] });
  raw(us, 'DestinationRule', 'other', { host: 'web.production.svc.cluster.local', ...POLICY });
  raw(us, 'DestinationRule', 'elsewhere', { host: HOST, ...POLICY }, 'shop');
  raw(us, 'DestinationRule', 'web-only', { host: HOST, ...POLICY, workloadSelector: { matchLabels: { app: 'web' } } });
  raw(us, 'DestinationRule', 'own', { host: HOST, ...POLICY, exportTo: ['.'] });
  raw(eu, 'VirtualService', 'api', { hosts: [HOST], http: [{ route: [{ destination: { host: HOST } }] }] });
  expect(foundBy(CODE, fleet)).toEqual([]);
});

test('fails for two policies, with the short name of the host as well', () => {
  const { fleet, us, eu } = withFailover();
  raw(us, 'DestinationRule', 'pool', { host: 'api', ...POLICY });
  raw(eu, 'DestinationRule', 'api', { host: 'api', ...POLICY }, 'shop');
  const path = us.chart.node.children.at(-1)!.node.path;
  expect(foundBy(CODE, fleet)).toEqual([
    `error istio-destination-rule-twice: us: DestinationRules production/failover (acme/failover) and production/pool (${path}) each have a traffic policy for ${HOST}, of which Istio`
    + ' keeps one: write one with all that they say',
  ]);
});

test('fails for two constructs in each cluster that has both', () => {
  const { fleet, mesh, us, eu } = withFailover();
  new LocalityFailover(fleet, 'again', { mesh, ...PRODUCTION, service: 'api', mode: 'active-passive', active: us, clusters: [us, eu] });
  expect(foundBy(CODE, fleet).map(text => text.split(':')[1])).toEqual([' eu', ' us']);
  expect(foundBy(CODE, fleet)[0]).toContain('DestinationRules production/again (acme/again) and production/failover (acme/failover)');
});

test('fails for a subset of one name', () => {
  const { fleet, us } = withFailover({ clusterSubsets: true });
  raw(us, 'DestinationRule', 'subsets', { host: HOST, subsets: [{ name: 'us', labels: { version: 'v1' } }] });
  expect(foundBy(CODE, fleet)).toEqual([expect.stringContaining(`each have a subset us for ${HOST}`)]);
});
