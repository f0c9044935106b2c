import { describe, expect, test } from '@jest/globals';
import { messages, TerseCluster } from './model-builder';
import { overlappingRangesInCluster } from '../../../lib/fleet/rules/overlapping-ranges-in-cluster';

type Ranges = TerseCluster['ranges'];

const subnet = (cidr: string) => ({ cidr, within: 'nodes' });

test.each<[string, Ranges]>([
  ['ranges that touch', { pods: '10.0.0.0/16', services: '10.1.0.0/16', nodes: '10.2.0.0/16' }],
  ['subnets inside their network', { 'nodes': '10.0.0.0/16', 'subnet/a': subnet('10.0.0.0/24'), 'subnet/b': subnet('10.0.1.0/24') }],
  ['a subnet as large as its network', { 'nodes': '10.0.0.0/16', 'subnet/a': subnet('10.0.0.0/16') }],
  ['parts of parts', { 'nodes': '10.0.0.0/16', 'subnet/a': subnet('10.0.0.0/20'), 'hosts': { cidr: '10.0.0.0/24', within: 'subnet/a' } }],
  ['pods that live in the network of the nodes', { nodes: '10.0.0.0/16', pods: subnet('10.0.128.0/17') }],
])('passes: %s', (_, ranges) => {
  expect(messages(overlappingRangesInCluster, { clusters: { eu: { ranges } } })).toEqual([]);
});

test('passes: ranges of two clusters, which other rules compare', () => {
  expect(messages(overlappingRangesInCluster, { clusters: { eu: { ranges: { pods: '10.0.0.0/16' } }, us: { ranges: { pods: '10.0.0.0/16' } } } })).toEqual([]);
});

test('passes: a part of a range that the plan could not provide', () => {
  const unmet = [{ cluster: 'eu', name: 'nodes', path: 'acme/eu', prefix: 16, pools: [] }];
  expect(messages(overlappingRangesInCluster, { clusters: { eu: { ranges: { 'subnet/a': subnet('10.0.0.0/24') } } }, unmet })).toEqual([]);
});

describe('fails', () => {
  test.each<[string, Ranges, string]>([
    ['fails when services lie inside pods', { pods: '10.96.0.0/12', services: '10.96.0.0/16' },
      'eu pods 10.96.0.0/12 overlaps eu services 10.96.0.0/16, and addresses of one cluster have one use each: '
      + 'move eu services to another block (10.0.0.0/16 is free in the plan)'],
    ['fails when two blocks of pods are the same', { 'pods': '10.0.0.0/16', 'pods-2': '10.0.0.0/16' },
      'eu pods 10.0.0.0/16 overlaps eu pods-2 10.0.0.0/16, and addresses of one cluster have one use each: '
      + 'move eu pods-2 to another block (10.1.0.0/16 is free in the plan)'],
    ['fails when a global block lies in the pods of its own cluster', { pods: '242.0.0.0/15', globalnet: { cidr: '242.0.0.0/16', pools: ['242.0.0.0/8'] } },
      'eu globalnet 242.0.0.0/16 overlaps eu pods 242.0.0.0/15, and addresses of one cluster have one use each: '
      + 'move eu pods to another block (10.0.0.0/15 is free in the plan)'],
    ['fails when imported services have addresses of the global block', {
      clusterset: '242.0.0.0/8', globalnet: { cidr: '242.0.0.0/16', pools: ['242.0.0.0/8', '243.0.0.0/16'] },
    }, 'eu clusterset 242.0.0.0/8 overlaps eu globalnet 242.0.0.0/16, and addresses of one cluster have one use each: '
      + 'move eu globalnet to another block (243.0.0.0/16 is free in 242.0.0.0/8 and 243.0.0.0/16)'],
    ['fails when two subnets overlap', { 'nodes': '10.0.0.0/16', 'subnet/a': subnet('10.0.0.0/23'), 'subnet/b': subnet('10.0.1.0/24') },
      'eu subnet/a 10.0.0.0/23 overlaps eu subnet/b 10.0.1.0/24, and addresses of one cluster have one use each: '
      + 'move eu subnet/b to another block of eu nodes (10.0.2.0/24 is free there)'],
    ['fails when a subnet is outside of its network', { 'nodes': '10.0.0.0/16', 'subnet/a': subnet('10.1.0.0/24') },
      'eu subnet/a 10.1.0.0/24 is not inside eu nodes 10.0.0.0/16, which it is a part of: '
      + 'move eu subnet/a to another block of eu nodes (10.0.0.0/24 is free there)'],
    ['fails when a subnet is larger than its network', { 'nodes': '10.0.0.0/16', 'subnet/a': subnet('10.0.0.0/15') },
      'eu subnet/a 10.0.0.0/15 is not inside eu nodes 10.0.0.0/16, which it is a part of: move eu subnet/a to another block of eu nodes'],
    ['fails when the network moved away from a subnet of the lock',
      { 'nodes': '10.1.0.0/16', 'subnet/a': { cidr: '10.0.0.0/24', within: 'nodes', origin: 'lock' } },
      'eu subnet/a 10.0.0.0/24 is not inside eu nodes 10.1.0.0/16, which it is a part of: '
      + 'run `npx cdk8s-fleet lock release eu range/subnet/a` and it is given another block of eu nodes'],
    ['fails when the whole is misspelt', { 'nodes': '10.0.0.0/16', 'subnet/a': { cidr: '10.0.0.0/24', within: 'node' } },
      "eu subnet/a 10.0.0.0/24 is a part of 'node', which is no range of eu (did you mean 'nodes'?): let within name one of nodes, or leave it out"],
    ['fails when a range is a part of itself', { nodes: subnet('10.0.0.0/16') },
      'eu nodes 10.0.0.0/16 is a part of eu nodes 10.0.0.0/16, and in the end of itself: leave out within of the range that is divided'],
  ])('%s', (_, ranges, message) => {
    expect(messages(overlappingRangesInCluster, { clusters: { eu: { ranges } }, pools: ['10.0.0.0/8'] })).toEqual([message]);
  });

  test('fails for each range of a circle, and not for its parts', () => {
    const ranges = { a: { cidr: '10.0.0.0/16', within: 'b' }, b: { cidr: '10.0.0.0/16', within: 'a' }, c: { cidr: '10.0.0.0/24', within: 'a' } };
    expect(messages(overlappingRangesInCluster, { clusters: { eu: { ranges } } }).map(message => message.split(',')[0])).toEqual([
      'eu b 10.0.0.0/16 overlaps eu c 10.0.0.0/24',
      'eu a 10.0.0.0/16 is a part of eu b 10.0.0.0/16',
      'eu b 10.0.0.0/16 is a part of eu a 10.0.0.0/16',
    ]);
  });

  test('cannot be accepted', () => {
    const ranges = { pods: '10.96.0.0/12', services: '10.96.0.0/16' };
    expect(messages(overlappingRangesInCluster, { clusters: { eu: { ranges } }, accepted: [['eu pods', 'eu services']] })).toHaveLength(1);
  });
});

test('says nothing of the parts of a range that was just changed against the lock, which has a finding of its own', () => {
  const ranges = { nodes: '10.9.0.0/16', a: { cidr: '10.1.0.0/24', within: 'nodes', origin: 'lock' } } as const;
  expect(messages(overlappingRangesInCluster, { clusters: { eu: { ranges } }, lock: { eu: { 'range/nodes': '10.1.0.0/16' } } })).toEqual([]);
  expect(messages(overlappingRangesInCluster, { clusters: { eu: { ranges } } })).toHaveLength(1);
});
