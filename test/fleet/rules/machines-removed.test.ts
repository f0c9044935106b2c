import { describe, expect, test } from '@jest/globals';
import { messages, TerseFleet } from './model-builder';
import { machinesRemoved } from '../../../lib/fleet/rules/machines-removed';

const LOCK = { eu: { 'machines/eu-workers-a': 'workers', 'machines/eu-workers-b': 'workers' } };
const fleet = (deployments: readonly string[], more: Partial<TerseFleet> = {}): TerseFleet => (
  { clusters: { eu: { groups: { workers: { largest: 3, deployments } } } }, lock: LOCK, ...more }
);

test.each<[string, TerseFleet]>([
  ['the recorded machines', fleet(['eu-workers-a', 'eu-workers-b'])],
  ['further machines', fleet(['eu-workers-a', 'eu-workers-b', 'eu-workers-c'])],
  ['a cluster that is gone, of which another rule speaks', { clusters: {}, lock: LOCK }],
  ['a retired cluster', fleet([], { retired: ['eu'] })],
  ['other facts', fleet([], { lock: { eu: { 'range/pods': '10.0.0.0/16' } } })],
])('passes: %s', (_, model) => {
  expect(messages(machinesRemoved, model)).toEqual([]);
});

describe('fails', () => {
  test('fails for a zone that left a pool', () => {
    expect(messages(machinesRemoved, fleet(['eu-workers-a']))).toEqual([
      'machines eu-workers-b of pool workers of eu are in fleet.lock.json and no longer in the program, which deletes them: put the pool back, '
      + 'or run `npx cdk8s-fleet lock release eu machines/eu-workers-b` if they are to go',
    ]);
  });

  test('fails for each of a pool that left, also where another cluster has machines of that name', () => {
    const clusters = { eu: {}, us: { groups: { workers: { largest: 3, deployments: ['eu-workers-a', 'eu-workers-b'] } } } };
    expect(messages(machinesRemoved, { clusters, lock: LOCK })).toHaveLength(2);
  });
});
