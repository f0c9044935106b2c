import { describe, expect, test } from '@jest/globals';
import { argoFleet } from './samples';
import { Calico, Docker, ImageReference, ManagedCluster } from '../../../lib';
import { argoCdAddOns } from '../../../lib/delivery/argo-cd';

/** The settled releases of the two charts. */
function settled() {
  const fleet = argoFleet({ perCluster: true });
  new ManagedCluster(fleet, 'eu', {
    version: '1.34.1', infrastructure: Docker.dev(), networkPlugin: Calico.vxlan(), controlPlane: { machine: {} }, pools: {}, addOns: argoCdAddOns(fleet),
  });
  const cluster = fleet.settle().clusters.find(({ name }) => name === 'eu')!;
  const release = (name: string) => cluster.releases.find(candidate => candidate.name === name)!;
  return { release, images: (name: string, version = release(name).version) => release(name).images!(version, cluster) };
}

const SOURCES = ['quay.io/argoproj/argocd', 'ecr-public.aws.com/docker/library/redis', 'ghcr.io/dexidp/dex'];
const VALUES = [
  { global: { image: { repository: 'registry.example.com/mirror/quay.io/argoproj/argocd' } } },
  { redis: { image: { repository: 'registry.example.com/mirror/ecr-public.aws.com/docker/library/redis' } } },
  { dex: { image: { repository: 'registry.example.com/mirror/ghcr.io/dexidp/dex' } } },
];
const valuesOf = (images: ReturnType<ReturnType<typeof settled>['images']>) => images.map(({ image, values }) => {
  const source = ImageReference.parse(image);
  return values(source.at('registry.example.com', `mirror/${source.name}`));
});

describe('the images of the chart argo-cd', () => {
  test('are those of the default version, each with the value that takes it from a mirror', () => {
    const images = settled().images('argo-cd');
    expect(images.map(({ image }) => image)).toEqual([`${SOURCES[0]}:v3.4.4`, `${SOURCES[1]}:8.2.3-alpine`, `${SOURCES[2]}:v2.45.1`]);
    expect(valuesOf(images)).toEqual(VALUES);
  });

  test('have no tag at another version, and the same values', () => {
    const images = settled().images('argo-cd', '999.0.0');
    expect(images.map(({ image }) => image)).toEqual(SOURCES);
    expect(valuesOf(images)).toEqual(VALUES);
  });

  test('touch no value that the add-on sets', () => {
    expect(settled().release('argo-cd').values).toEqual({});
  });
});

test('the chart argocd-apps runs no image, at any version', () => {
  expect(settled().images('argocd-apps')).toEqual([]);
  expect(settled().images('argocd-apps', '999.0.0')).toEqual([]);
});
