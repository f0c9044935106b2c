import { describe, expect, test } from '@jest/globals';
import { messages, TerseFleet } from './model-builder';
import { unknownSubnet } from '../../../lib/fleet/rules/unknown-subnet';

const fleet = (...subnets: string[]): TerseFleet => ({
  clusters: { eu: { ranges: { 'nodes': '10.0.0.0/16', 'subnet/a': { cidr: '10.0.0.0/24', within: 'nodes' } }, groups: { workers: { largest: 1, subnets } } } },
});

test('passes: ranges of the cluster, and machines without known subnets', () => {
  expect(messages(unknownSubnet, fleet('subnet/a', 'nodes'))).toEqual([]);
  expect(messages(unknownSubnet, { clusters: { eu: { groups: { workers: { largest: 1 } } } } })).toEqual([]);
});

test.each(['subnet/b', 'nodes'])('passes: the plan could not provide %s, and so not its parts', name => {
  expect(messages(unknownSubnet, { ...fleet('subnet/b'), unmet: [{ cluster: 'eu', name, path: 'acme/eu', prefix: 24, pools: [] }] })).toEqual([]);
});

describe('fails', () => {
  test('fails for a slip, with the name that was meant', () => {
    expect(messages(unknownSubnet, fleet('subnet/b', 'subnet/b'))).toEqual([
      "workers of eu lives in 'subnet/b', which is no range of eu (did you mean 'subnet/a'?): name one of nodes, subnet/a, or add the subnet",
    ]);
  });

  test('fails for a subnet of another cluster', () => {
    expect(messages(unknownSubnet, { clusters: { eu: { groups: { workers: { largest: 1, subnets: ['a'] } } }, us: { ranges: { a: '10.0.0.0/24' } } } })).toEqual([
      "workers of eu lives in 'a', which is no range of eu: name one of its ranges, or add the subnet",
    ]);
  });
});
