import { describe, expect, test } from '@jest/globals';
import { messages, TerseCluster } from './model-builder';
import { unknownProfile } from '../../../lib/fleet/rules/unknown-profile';

test.each<[string, TerseCluster]>([
  ['a known set', { profile: '2026-1', knownProfiles: ['2026-1', '2026-2'] }],
  ['the newest set', { profile: '2026-2', knownProfiles: ['2026-1', '2026-2'] }],
  ['a cluster without defaults of this library', {}],
])('passes: %s', (_, eu) => {
  expect(messages(unknownProfile, { clusters: { eu } })).toEqual([]);
});

describe('fails', () => {
  test('fails for a set of a newer release', () => {
    expect(messages(unknownProfile, { clusters: { eu: { profile: '2031-1', knownProfiles: ['2026-1', '2026-2'] } } })).toEqual([
      "eu was made with the defaults '2031-1' (fleet.lock.json), which this release of cdk8s-fleet does not know (it knows '2026-1', '2026-2'): "
      + 'use the release that wrote the lock, or a newer one',
    ]);
  });
});
