import { describe, expect, test } from '@jest/globals';
import { messages, TerseCluster, TerseFleet } from './model-builder';
import { lockConflict } from '../../../lib/fleet/rules/lock-conflict';

const locked = (pods: string, within?: string): TerseCluster => ({ ranges: { pods: { cidr: pods, within, origin: 'lock' } } });
const fleet = (eu: TerseCluster, us: TerseCluster): TerseFleet => ({ clusters: { us, eu }, pools: ['10.0.0.0/8'] });
const SETTLE = 'as a git merge leaves it: run `npx cdk8s-fleet lock settle --base main`, where main is the branch whose values stay';

test.each<[string, TerseFleet]>([
  ['blocks that differ', fleet(locked('10.0.0.0/16'), locked('10.1.0.0/16'))],
  ['a block that the program repeats, which overlapping-ranges reports', fleet(locked('10.0.0.0/16'), { ranges: { pods: '10.0.0.0/16' } })],
  ['blocks outside of the pools, which the plan never handed out', fleet(locked('192.168.0.0/16'), locked('192.168.0.0/16'))],
  ['parts', fleet(locked('10.0.0.0/16', 'nodes'), locked('10.0.0.0/16', 'nodes'))],
  ['ranges of one cluster, which another rule reports',
    fleet({ ranges: { pods: { cidr: '10.0.0.0/16', origin: 'lock' }, services: { cidr: '10.0.0.0/20', origin: 'lock' } } }, {})],
])('passes: %s', (_, model) => {
  expect(messages(lockConflict, model)).toEqual([]);
});

describe('fails', () => {
  test.each<[string, TerseFleet, readonly string[]]>([
    ['fails when two branches were given the same block', fleet(locked('10.0.0.0/16'), locked('10.0.0.0/16')),
      [`fleet.lock.json gives 10.0.0.0/16 to eu pods and 10.0.0.0/16 to us pods, ${SETTLE}`]],
    ['fails in the second of two pools', { ...fleet(locked('11.0.0.0/16'), locked('11.0.0.0/16')), pools: ['10.0.0.0/8', '11.0.0.0/8'] },
      [`fleet.lock.json gives 11.0.0.0/16 to eu pods and 11.0.0.0/16 to us pods, ${SETTLE}`]],
    ['fails when one block contains the other', fleet(locked('10.0.0.0/16'), locked('10.0.0.0/12')),
      [`fleet.lock.json gives 10.0.0.0/16 to eu pods and 10.0.0.0/12 to us pods, ${SETTLE}`]],
    ['fails for clusters that nobody routes between as well, since a plan gives each its own', { ...fleet(locked('10.0.0.0/16'), locked('10.0.0.0/16')), domains: {} },
      [`fleet.lock.json gives 10.0.0.0/16 to eu pods and 10.0.0.0/16 to us pods, ${SETTLE}`]],
    ['fails when a fact has two values', { clusters: { eu: {} }, lockConflicts: [{ owner: 'eu', fact: 'range/pods', values: ['10.0.0.0/16', '10.1.0.0/16'] }] },
      [`fleet.lock.json gives eu range/pods 2 values, 10.0.0.0/16 and 10.1.0.0/16, ${SETTLE}`]],
    ['fails when a fact of a cluster that is gone has two values', { lockConflicts: [{ owner: 'eu', fact: 'chart/cilium', values: ['1.18.1', '1.18.2'] }] },
      [`fleet.lock.json gives eu chart/cilium 2 values, 1.18.1 and 1.18.2, ${SETTLE}`]],
  ])('%s', (_, model, expected) => {
    expect(messages(lockConflict, model)).toEqual(expected);
  });
});
