import { describe, expect, test } from '@jest/globals';
import { findingsOf, messagesOf } from './findings';
import { meshOnEc2 } from './managed';

const CODE = 'submariner-gateway-pool-empty';
const message = (pool: string, cluster = 'east') =>
  `acme/mesh: pool ${pool} of ${cluster} holds its gateways and has no machines: give it one at least, or name another pool in gateways`;

describe('passes', () => {
  test.each<[string, Parameters<typeof meshOnEc2>[0], object]>([
    ['one machine', { east: { pools: { gateways: 1 } } }, {}],
    ['another pool without machines', { east: { pools: { gateways: 2, spare: 0 } } }, {}],
    ['gateways in another pool', { east: { pools: { gateways: 0, spare: 1 }, member: { gateways: { pool: 'spare' } } } }, {}],
    ['nodes by their labels', { east: { pools: { gateways: 0 }, member: { gateways: { nodeSelector: { role: 'gateway' } } } } }, {}],
    ['nodes that something else labels', { east: { pools: { gateways: 0 }, member: { gateways: { labelledBy: 'Terraform' } } } }, {}],
    ['no tunnels', { east: { pools: { gateways: 0 } } }, { connectivity: false }],
    ['a pool that is not there, which is another finding', { east: { pools: { spare: 0 }, member: { gateways: { pool: 'gateways' } } } }, {}],
  ])('%s', (_, clusters, props) => {
    expect(findingsOf(CODE, meshOnEc2(clusters, props))).toEqual([]);
  });

  test('clusters that run already', () => {
    expect(messagesOf(CODE)).toEqual([]);
  });
});

describe('fails for a pool without machines', () => {
  test('that is the only one', () => {
    const fleet = meshOnEc2({ east: { pools: { workers: 0 } } });
    const [group] = fleet.clusterModel('east').nodeGroups.filter(({ name }) => name === 'workers');
    expect(findingsOf(CODE, fleet)).toEqual([
      { code: CODE, severity: 'error', clusters: ['east'], paths: ['acme/mesh', group.path].sort(), message: message('workers') },
    ]);
  });

  test.each<[string, Parameters<typeof meshOnEc2>[0], object]>([
    ['that is named gateways', { east: { pools: { gateways: 0, workers: 3 } } }, {}],
    ['that the member names', { east: { pools: { gateways: 0, workers: 3 }, member: { gateways: { pool: 'gateways' } } } }, {}],
    ['that the mesh names', { east: { pools: { gateways: 0, workers: 3 } } }, { gateways: { pool: 'gateways' } }],
    ['behind load balancers', { east: { pools: { gateways: 0, workers: 3 } } }, { loadBalancer: true }],
  ])('%s', (_, clusters, props) => {
    expect(findingsOf(CODE, meshOnEc2(clusters, props)).map(finding => finding.message)).toEqual([message('gateways')]);
  });

  test('once for each member', () => {
    const fleet = meshOnEc2({ east: { pools: { gateways: 0 } }, north: { pools: { gateways: 0 } }, south: {} });
    expect(findingsOf(CODE, fleet).map(finding => finding.message)).toEqual([message('gateways', 'east'), message('gateways', 'north')]);
  });
});
