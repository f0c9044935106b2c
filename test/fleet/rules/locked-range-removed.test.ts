import { describe, expect, test } from '@jest/globals';
import { messages, TerseFleet } from './model-builder';
import { lockedRangeRemoved } from '../../../lib/fleet/rules/locked-range-removed';

const fleet: TerseFleet = {
  clusters: { eu: { ranges: { pods: '10.0.0.0/16' } } },
  lock: { eu: { 'range/pods': '10.0.0.0/16', 'range/subnet/a': '10.1.0.0/24', 'chart/cilium': '1.18.2' } },
};

test.each<[string, TerseFleet]>([
  ['a range that is there', { ...fleet, lock: { eu: { 'range/pods': '10.0.0.0/16', 'chart/cilium': '1.18.2' } } }],
  ['a range with another value, which another rule reports', { ...fleet, lock: { eu: { 'range/pods': '10.7.0.0/16' } } }],
  ['a cluster that disappeared, which another rule reports', { ...fleet, clusters: {} }],
  ['a retired name that is used again, which another rule reports', { ...fleet, retired: ['eu'] }],
  ['a range that the plan could not provide', { ...fleet, unmet: [{ cluster: 'eu', name: 'subnet/a', path: 'acme/eu', prefix: 24, pools: [] }] }],
])('passes: %s', (_, model) => {
  expect(messages(lockedRangeRemoved, model)).toEqual([]);
});

describe('fails', () => {
  test('fails for a range that its cluster no longer has', () => {
    expect(messages(lockedRangeRemoved, fleet)).toEqual([
      'eu subnet/a 10.1.0.0/24 is in fleet.lock.json and no longer in the program: put it back, '
      + 'or run `npx cdk8s-fleet lock release eu range/subnet/a` when nothing uses it any more',
    ]);
  });
});
