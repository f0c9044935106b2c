import { describe, expect, test } from '@jest/globals';
import { buildModel, messages, release, TerseFleet } from './model-builder';
import { mirrorImagesUnknown } from '../../../lib/fleet/rules/mirror-images-unknown';

const mirror = 'registry.example.com/mirror';

test.each<[string, TerseFleet]>([
  ['a fleet without a mirror', { clusters: { eu: { releases: [release()] } } }],
  ['a chart whose images are known', { mirror, clusters: { eu: { releases: [release({ images: () => [{ image: 'quay.io/cni/agent:v1', values: () => ({}) }] })] } } }],
  ['a chart without any', { mirror, clusters: { eu: { releases: [release({ images: () => [] })] } } }],
  ['no charts', { mirror, clusters: { eu: {} } }],
])('passes: %s', (_, fleet) => {
  expect(messages(mirrorImagesUnknown, fleet)).toEqual([]);
});

describe('fails', () => {
  const message = (cluster: string, chart: string, path: string) => `${cluster}: the fleet takes everything from ${mirror}, and nothing says which images chart ${chart} (${path}) runs:`
    + ' write images for it, an entry for each with the values that name its place, or () => [] for none';

  test('for a chart whose images nobody knows, whoever installs it', () => {
    const releases = [release({ name: 'network', chart: 'cni', path: 'acme/eu/cni' })];
    expect(mirrorImagesUnknown.check(buildModel({ mirror, clusters: { eu: { releases } } }))).toEqual([
      { code: 'mirror-images-unknown', severity: 'error', clusters: ['eu'], paths: ['acme/eu/cni'], message: message('eu', 'cni', 'acme/eu/cni') },
    ]);
  });

  test('for each such chart of each cluster, and no other', () => {
    const [a, b, c] = [release({ name: 'a' }), release({ name: 'b', images: () => [] }), release({ name: 'c', installer: 'cluster-api' })];
    expect(messages(mirrorImagesUnknown, { mirror, clusters: { eu: { releases: [a, b, c] }, us: { releases: [a] } } })).toEqual([
      message('eu', 'a', 'acme/a'), message('eu', 'c', 'acme/c'), message('us', 'a', 'acme/a'),
    ]);
  });
});
