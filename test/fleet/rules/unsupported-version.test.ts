import { describe, expect, test } from '@jest/globals';
import { buildModel, messages, provider, release, software, TerseCluster } from './model-builder';
import { ComponentModel } from '../../../lib/fleet/model';
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

describe('what runs in a cluster', () => {
  const kubernetesVersions = { oldest: '1.33', newest: '1.36', by: 'Cluster API v1.14 as a management cluster', source: 'its book' };
  const message = (version: string, remedy = '') =>
    `hub has Kubernetes ${version}, and Cluster API v1.14 as a management cluster supports 1.33 to 1.36 (its book): choose a version in between${remedy}`;
  const running = (settled: Partial<ComponentModel> = {}) => provider({ kubernetesVersions }, { paths: ['acme/eu', 'acme/us'], ...settled });

  test.each<[string, TerseCluster]>([
    ['the oldest', { version: 'v1.33.0', components: [running()] }],
    ['the newest', { version: 'v1.36.9', components: [running()] }],
    ['what is no version', { version: 'latest', components: [running()] }],
    ['a component that says nothing', { version: 'v1.20.0', components: [provider(), software()] }],
    ['another release of it', { version: 'v1.32.0', components: [running({ version: 'v2.4.0' }), running({ version: 'v2.4.0', origin: 'provided' })] }],
    ['one that the program knows nothing of', { version: 'v1.32.0', components: [running({ origin: 'assumed' })] }],
    ['a chart in its range', { version: 'v1.33.0', releases: [release({ kubernetesVersions })] }],
    ['a chart that says nothing', { version: 'v1.20.0', releases: [release()] }],
  ])('passes: %s', (_, hub) => {
    expect(messages(unsupportedVersion, { clusters: { hub } })).toEqual([]);
  });

  test.each(['v1.32.9', 'v1.37.0'])('fails for a component on %s', version => {
    const components = [running(), running({ origin: 'provided' }), software({ kubernetesVersions })];
    const found = unsupportedVersion.check(buildModel({ clusters: { hub: { version, components } } }));
    expect(found).toEqual(['acme/eu', 'acme/eu', 'acme/eu'].map(path => (
      { code: 'unsupported-version', severity: 'error', clusters: ['hub'], paths: [path], message: message(version) })));
  });

  test.each(['v1.32.9', 'v1.37.0'])('fails for a chart on %s', version => {
    expect(unsupportedVersion.check(buildModel({ clusters: { hub: { version, releases: [release({ kubernetesVersions })] } } }))).toEqual([{
      code: 'unsupported-version', severity: 'error', clusters: ['hub'], paths: ['acme/cni'], message: message(version, ', or another version of the chart'),
    }]);
  });
});
