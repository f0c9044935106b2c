import { describe, expect, test } from '@jest/globals';
import { messages } from './model-builder';
import { kubernetesVersion } from '../../../lib/fleet/rules/kubernetes-version';

test.each(['v1.34.1', 'v1.34.0-rc.1', 'v1.34.1+rke2r1'])('passes: %s', version => {
  expect(messages(kubernetesVersion, { clusters: { eu: { version, groups: { workers: { largest: 1 } } } } })).toEqual([]);
});

describe('fails', () => {
  test.each(['1.34.1', 'v1.34', 'v1', 'latest', '', 'v1.34.01', 'v2.0.0', 'v1.34.1 '])("fails for '%s'", version => {
    expect(messages(kubernetesVersion, { clusters: { eu: { version } } })).toEqual([`eu has Kubernetes version '${version}': write a full version like v1.34.1`]);
  });

  test('fails for machines', () => {
    expect(messages(kubernetesVersion, { clusters: { eu: { groups: { workers: { largest: 1, version: '1.34' } } } } })).toEqual([
      "workers of eu has Kubernetes version '1.34': write a full version like v1.34.1",
    ]);
  });
});
