import { describe, expect, test } from '@jest/globals';
import { messages, TerseFleet } from './model-builder';
import { versionJump } from '../../../lib/fleet/rules/version-jump';

const fleet = (before: string, version: string, origin: 'managed' | 'existing' = 'managed'): TerseFleet => (
  { clusters: { eu: { version, origin } }, lock: { eu: { 'kubernetes-version': before } } }
);

test.each<[string, TerseFleet]>([
  ['the recorded version', fleet('v1.34.1', 'v1.34.1')],
  ['a newer patch', fleet('v1.34.1', 'v1.34.9')],
  ['the next minor, with an older patch', fleet('v1.34.5', 'v1.35.0')],
  ['no record', { clusters: { eu: { version: 'v1.31.0' } } }],
  ['a cluster that others upgrade', fleet('v1.34.1', 'v1.30.0', 'existing')],
  ['a record that is no version, which cannot be compared', fleet('latest', 'v1.30.0')],
])('passes: %s', (_, model) => {
  expect(messages(versionJump, model)).toEqual([]);
});

describe('fails', () => {
  const release = 'if v1.34.1 was never applied, run `npx cdk8s-fleet lock release eu kubernetes-version`';
  test.each<[string, string, string]>([
    ['an older patch', 'v1.34.0', 'eu is Kubernetes v1.34.1 in fleet.lock.json and v1.34.0 in the program, and a control plane cannot go back: write v1.34.1 or newer; '],
    ['an older minor', 'v1.33.9', 'eu is Kubernetes v1.34.1 in fleet.lock.json and v1.33.9 in the program, and a control plane cannot go back: write v1.34.1 or newer; '],
    ['a skipped minor', 'v1.36.0', 'eu is Kubernetes v1.34.1 in fleet.lock.json and v1.36.0 in the program, and a control plane goes up one minor at a time: '
      + 'write a version of 1.35 first, and apply it; '],
  ])('fails for %s', (_, version, message) => {
    expect(messages(versionJump, fleet('v1.34.1', version))).toEqual([message + release]);
  });
});
