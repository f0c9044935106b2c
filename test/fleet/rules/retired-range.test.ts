import { describe, expect, test } from '@jest/globals';
import { messages, TerseFleet } from './model-builder';
import { retiredRange } from '../../../lib/fleet/rules/retired-range';

const fleet: TerseFleet = {
  clusters: { us: { ranges: { pods: '10.0.0.0/16' } } }, lock: { eu: { 'range/pods': '10.0.0.0/16' } }, retired: ['eu'], pools: ['10.0.0.0/8'],
};

test.each<[string, TerseFleet]>([
  ['another block', { ...fleet, clusters: { us: { ranges: { pods: '10.1.0.0/16' } } } }],
  ['a cluster that is not retired', { ...fleet, retired: [] }],
  ['a retired name that is used again, which another rule reports', { ...fleet, clusters: { ...fleet.clusters, eu: { ranges: { pods: '10.0.0.0/16' } } } }],
  ['a part, because the whole is compared', { ...fleet, clusters: { us: { ranges: { a: { cidr: '10.0.0.0/24', within: 'nodes' } } } } }],
])('passes: %s', (_, model) => {
  expect(messages(retiredRange, model)).toEqual([]);
});

describe('fails', () => {
  test('fails when a range overlaps what a retired cluster holds', () => {
    expect(messages(retiredRange, fleet)).toEqual([
      'us pods 10.0.0.0/16 overlaps eu pods 10.0.0.0/16, which is reserved since eu was retired: '
      + 'move us pods to another block (10.1.0.0/16 is free in the plan), or run `npx cdk8s-fleet lock release eu` when nothing uses its ranges any more',
    ]);
  });

  test('fails when it contains or is contained', () => {
    expect(messages(retiredRange, { ...fleet, clusters: { us: { ranges: { pods: '10.0.0.0/8' } } } })).toHaveLength(1);
    expect(messages(retiredRange, { ...fleet, clusters: { us: { ranges: { pods: '10.0.3.0/24' } } } })).toHaveLength(1);
  });
});
