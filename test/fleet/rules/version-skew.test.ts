import { describe, expect, test } from '@jest/globals';
import { messages, TerseFleet } from './model-builder';
import { versionSkew } from '../../../lib/fleet/rules/version-skew';

const fleet = (version: string, workers: string): TerseFleet => (
  { clusters: { eu: { version, groups: { workers: { largest: 1, version: workers } } } } }
);

test.each([
  ['v1.34.1', 'v1.34.1'], ['v1.34.1', 'v1.34.5'], ['v1.34.1', 'v1.31.0'], ['v1.28.0', 'v1.25.0'], ['v1.27.9', 'v1.25.0'],
  ['v1.34.1', 'latest'], ['latest', 'v1.34.1'],
])('passes: control plane %s with workers %s', (version, workers) => {
  expect(messages(versionSkew, fleet(version, workers))).toEqual([]);
});

test('passes: the control plane, which is no worker', () => {
  expect(messages(versionSkew, { clusters: { eu: { version: 'v1.34.1', groups: { 'control-plane': { largest: 3, version: 'v1.35.0' } } } } })).toEqual([]);
});

describe('fails', () => {
  test.each([
    ['v1.34.1', 'v1.35.0', 'workers of eu has Kubernetes v1.35.0, newer than its control plane v1.34.1: upgrade the control plane first'],
    ['v1.34.1', 'v1.30.9', 'workers of eu has Kubernetes v1.30.9, 4 minor versions behind its control plane v1.34.1, and 3 are served: upgrade workers'],
    ['v1.27.0', 'v1.24.0', 'workers of eu has Kubernetes v1.24.0, 3 minor versions behind its control plane v1.27.0, and 2 are served: upgrade workers'],
  ])('fails for control plane %s with workers %s', (version, workers, message) => {
    expect(messages(versionSkew, fleet(version, workers))).toEqual([message]);
  });
});
