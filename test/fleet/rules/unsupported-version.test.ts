import { describe, expect, test } from '@jest/globals';
import { messages, TerseCluster } from './model-builder';
import { unsupportedVersion } from '../../../lib/fleet/rules/unsupported-version';

const RANGE = { oldest: '1.31', newest: '1.36', by: 'Cluster API 1.14', source: 'its book' };
const cluster = (version: string, workers = version): TerseCluster => (
  { version, kubernetesVersions: RANGE, groups: { 'control-plane': { largest: 3 }, 'workers': { largest: 1, version: workers } } }
);

test.each<[string, TerseCluster]>([
  ['the oldest', cluster('v1.31.0')],
  ['the newest', cluster('v1.36.9')],
  ['what is no version, which another rule reports', cluster('latest')],
  ['any version where nothing says what is supported', { ...cluster('v1.20.0'), kubernetesVersions: undefined }],
])('passes: %s', (_, eu) => {
  expect(messages(unsupportedVersion, { clusters: { eu } })).toEqual([]);
});

describe('fails', () => {
  test.each([['v1.30.9'], ['v1.37.0']])('fails for %s, once for a whole cluster', version => {
    expect(messages(unsupportedVersion, { clusters: { eu: cluster(version) } })).toEqual([
      `eu has Kubernetes ${version}, and Cluster API 1.14 supports 1.31 to 1.36 (its book): choose a version in between`,
    ]);
  });

  test('fails for workers', () => {
    expect(messages(unsupportedVersion, { clusters: { eu: cluster('v1.31.0', 'v1.30.0') } })).toEqual([
      'workers of eu has Kubernetes v1.30.0, and Cluster API 1.14 supports 1.31 to 1.36 (its book): choose a version in between',
    ]);
  });
});
