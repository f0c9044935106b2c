import { describe, expect, test } from '@jest/globals';
import { messages, TerseCluster } from './model-builder';
import { nodeCapacity } from '../../../lib/fleet/rules/node-capacity';

const check = (cluster: TerseCluster) => messages(nodeCapacity, { clusters: { eu: cluster }, pools: ['10.0.0.0/8'] });
const aws = (cidr: string) => ({ cidr, within: 'nodes', unusable: 5 });
const RANGES = { nodes: '10.0.0.0/24', a: aws('10.0.0.0/28'), b: aws('10.0.0.16/28') };

test.each<[string, TerseCluster]>([
  ['as many addresses as machines', { ranges: RANGES, groups: { workers: { largest: 10, subnets: ['a'] } } }],
  ['two subnets for more machines than one takes', { ranges: RANGES, groups: { workers: { largest: 21, subnets: ['a', 'b'] } } }],
  ['groups in different subnets', { ranges: RANGES, groups: { x: { largest: 10, subnets: ['a'] }, y: { largest: 10, subnets: ['b'] } } }],
  ['machines whose subnets are not known to the program', { ranges: RANGES, groups: { workers: { largest: 1000 } } }],
  ['an unknown subnet, which another rule reports', { ranges: RANGES, groups: { workers: { largest: 1000, subnets: ['a', 'c'] } } }],
  ['a dual-stack subnet', { ranges: { a: '10.0.0.0/28', a6: 'fd00::/64' }, groups: { workers: { largest: 13, subnets: ['a', 'a6'] } } }],
])('passes: %s', (_, cluster) => {
  expect(check(cluster)).toEqual([]);
});

describe('fails', () => {
  test.each<[string, TerseCluster, readonly string[]]>([
    ['fails when machines outnumber the addresses that the cloud leaves', { ranges: RANGES, groups: { workers: { largest: 11, subnets: ['a'] } } },
      ['eu a 10.0.0.0/28: 11 machines fit, 12 needed (workers 11 + 1); write a /27 (10.0.0.32/27 is free there)']],
    ['fails for two subnets together', { ranges: RANGES, groups: { workers: { largest: 22, subnets: ['b', 'a'] } } },
      ['eu a 10.0.0.0/28 and eu b 10.0.0.16/28: 22 machines fit, 23 needed (workers 22 + 1); write larger subnets or add one']],
    ['fails when groups that share a subnet do not fit together', {
      ranges: RANGES, groups: { 'control-plane': { largest: 5, subnets: ['a'] }, 'workers': { largest: 5, subnets: ['a'] } },
    }, ['eu a 10.0.0.0/28: 11 machines fit, 12 needed (control-plane 5 + 1, workers 5 + 1); write a /27 (10.0.0.32/27 is free there)']],
    ['fails when a group that has a part of the subnets of another takes them away', {
      ranges: RANGES, groups: { 'control-plane': { largest: 9, subnets: ['a'] }, 'workers': { largest: 12, subnets: ['a', 'b'] } },
    }, ['eu a 10.0.0.0/28 and eu b 10.0.0.16/28: 22 machines fit, 23 needed (control-plane 9 + 1, workers 12 + 1); write larger subnets or add one']],
    ['fails for a whole network, with a block of the plan', { ranges: { nodes: '10.0.0.0/30' }, groups: { workers: { largest: 2, subnets: ['nodes'] } } },
      ['eu nodes 10.0.0.0/30: 2 machines fit, 3 needed (workers 2 + 1); write a /29 (10.0.0.8/29 is free in the plan)']],
    ['fails for the smaller family of a dual-stack subnet', { ranges: { a: '10.0.0.0/24', a6: 'fd00::/127' }, groups: { workers: { largest: 1, subnets: ['a', 'a6'] } } },
      ['eu a6 fd00::/127: 0 machines fit, 2 needed (workers 1 + 1); write a /126']],
    ['fails where nothing is left at all', { ranges: { a: { cidr: '10.0.0.0/31', unusable: 5 } }, groups: { workers: { largest: 1, surge: 0, subnets: ['a'] } } },
      ['eu a 10.0.0.0/31: 0 machines fit, 1 needed (workers 1 + 0); write a /29 (10.0.0.8/29 is free in the plan)']],
  ])('%s', (_, cluster, expected) => {
    expect(check(cluster)).toEqual(expected);
  });

  test('says "1 machine fits"', () => {
    expect(check({ ranges: { a: { cidr: '10.0.0.0/30', unusable: 3 } }, groups: { workers: { largest: 1, subnets: ['a'] } } })[0]).toContain(': 1 machine fits, 2 needed');
  });
});
