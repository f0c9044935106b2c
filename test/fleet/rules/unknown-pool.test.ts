import { describe, expect, test } from '@jest/globals';
import { buildModel, messages, TerseCluster, TerseFleet } from './model-builder';
import { unknownPool } from '../../../lib/fleet/rules/unknown-pool';

const GATEWAY = { 'submariner.io/gateway': 'true' };
const fleet = (nodeLabels: TerseCluster['nodeLabels'], ...pools: string[]): TerseFleet => ({
  clusters: { eu: { nodeLabels, groups: Object.fromEntries(['control-plane', ...pools].map(name => [name, { largest: 1 }])) }, us: { groups: { edge: { largest: 1 } } } },
});

describe('passes', () => {
  test.each<[string, TerseFleet]>([
    ['no labels', fleet({}, 'workers')],
    ['labels for a pool of the cluster', fleet({ workers: GATEWAY }, 'workers', 'gateways')],
    ['labels for every pool', fleet({ gateways: GATEWAY, workers: { a: 'b' } }, 'workers', 'gateways')],
    ['a fleet without clusters', {}],
  ])('%s', (_, terse) => {
    expect(messages(unknownPool, terse)).toEqual([]);
  });
});

describe('fails', () => {
  test('with the whole finding', () => {
    expect(unknownPool.check(buildModel(fleet({ gateway: GATEWAY }, 'workers', 'gateways')))).toEqual([{
      code: 'unknown-pool',
      severity: 'error',
      clusters: ['eu'],
      paths: ['acme/eu'],
      message: "eu: nodes of pool 'gateway' are to have submariner.io/gateway=true, and eu has no such pool (did you mean 'gateways'?): name one of gateways, workers",
    }]);
  });

  test('with all labels, sorted, and without a guess when no name is near', () => {
    expect(messages(unknownPool, fleet({ gateways: { b: '2', a: '' } }, 'md-0'))).toEqual([
      "eu: nodes of pool 'gateways' are to have a=, b=2, and eu has no such pool: name one of md-0",
    ]);
  });

  test('for a pool of another cluster, and for the control plane, which is none', () => {
    expect(messages(unknownPool, fleet({ 'edge': GATEWAY, 'control-plane': GATEWAY }, 'workers'))).toEqual([
      "eu: nodes of pool 'edge' are to have submariner.io/gateway=true, and eu has no such pool: name one of workers",
      "eu: nodes of pool 'control-plane' are to have submariner.io/gateway=true, and eu has no such pool: name one of workers",
    ]);
  });

  test.each<[string, TerseFleet]>([
    ['nothing but a control plane', fleet({ workers: GATEWAY })],
    ['no machines that are known', { clusters: { eu: { origin: 'existing', nodeLabels: { workers: GATEWAY } } } }],
  ])('for a cluster with %s', (_, terse) => {
    expect(messages(unknownPool, terse)).toEqual([
      "eu: nodes of pool 'workers' are to have submariner.io/gateway=true, and eu has no pool that this program makes",
    ]);
  });

  test('once for each pool that does not exist, and says nothing of those that do', () => {
    expect(messages(unknownPool, fleet({ a: GATEWAY, workers: GATEWAY, b: GATEWAY }, 'workers'))).toHaveLength(2);
  });
});
