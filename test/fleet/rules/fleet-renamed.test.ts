import { describe, expect, test } from '@jest/globals';
import { messages, TerseFleet } from './model-builder';
import { fleetRenamed } from '../../../lib/fleet/rules/fleet-renamed';

const clusters = { eu: {}, us: {} };

test.each<[string, TerseFleet]>([
  ['a lock that holds nothing', { clusters }],
  ['a lock that knows the fleet', { clusters, otherFleets: { old: ['eu'] }, lock: { eu: { 'range/pods': '10.0.0.0/16' } } }],
  ['a fleet that the program has too', { clusters, otherFleets: { stage: ['eu', 'us'] }, fleets: ['acme', 'stage'] }],
  ['a fleet with other clusters', { clusters, otherFleets: { old: ['asia'] } }],
])('passes: %s', (_, model) => {
  expect(messages(fleetRenamed, model)).toEqual([]);
});

describe('fails', () => {
  test('fails for a fleet whose clusters stand in the lock under another name', () => {
    expect(messages(fleetRenamed, { clusters, otherFleets: { old: ['asia', 'eu', 'us'] } })).toEqual([
      'fleet acme is new to fleet.lock.json, which holds fleet old with eu and us too, and the program has no fleet old: '
      + 'if it was renamed, take the name old again, or every cluster is made a second time',
    ]);
  });
});
