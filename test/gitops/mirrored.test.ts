import { describe, expect, test } from '@jest/globals';
import { ApplicationTarget, ClusterModel, FleetModel, FleetSource, Mirror, PerCluster } from '../../lib';
import { sourceOn } from '../../lib/gitops/application-set/source-on-cluster';
import { artifactsOfApplication, fluxImageArtifacts, mirroredFluxImages, mirroredFluxSource, mirroredSource } from '../../lib/gitops/mirrored';

const PLACE = 'registry.example.com/mirror';
const DIGEST = `sha256:${'0f'.repeat(32)}`;
const [EU, US] = ['eu', 'us'].map(name => ({ name }) as ClusterModel);
const mirror = () => Mirror.registry(PLACE);

const KUSTOMIZE = { type: 'kustomize', repoUrl: 'https://git.example.com/acme/apps.git', targetRevision: 'v1', path: 'web' } as const;
const kustomize = (images?: PerCluster<readonly string[]>) => ({ ...KUSTOMIZE, images });

describe('a source of an application', () => {
  test.each<readonly [FleetSource, string]>([
    [{ type: 'helm', repoUrl: 'https://charts.example.org', chart: 'web', targetRevision: '1.0.0' }, `oci://${PLACE}/charts.example.org`],
    [{ type: 'helm', repoUrl: 'oci://ghcr.io/acme/charts', chart: 'web', targetRevision: '1.0.0' }, `oci://${PLACE}/ghcr.io/acme/charts`],
    [{ type: 'helm', repoUrl: 'ghcr.io/acme/charts', chart: 'web', targetRevision: '1.0.0' }, `oci://${PLACE}/ghcr.io/acme/charts`],
    [{ type: 'helm', repoUrl: 'oci://ghcr.io/acme/web', path: '.', targetRevision: '1.0.0' }, `oci://${PLACE}/ghcr.io/acme/web`],
    [{ type: 'directory', repoUrl: 'oci://ghcr.io/acme/web', path: '.', targetRevision: 'v1' }, `oci://${PLACE}/ghcr.io/acme/web`],
    [{ ...KUSTOMIZE, repoUrl: 'oci://ghcr.io/acme/web' }, `oci://${PLACE}/ghcr.io/acme/web`],
    [{ type: 'helm', repoUrl: 'https://git.example.com/acme/apps.git', path: 'web', targetRevision: 'v1' }, 'https://git.example.com/acme/apps.git'],
    [{ type: 'directory', repoUrl: 'git@git.example.com:acme/apps.git', path: 'web', targetRevision: 'v1' }, 'git@git.example.com:acme/apps.git'],
    [KUSTOMIZE, KUSTOMIZE.repoUrl],
  ])('that is %j comes from %s', (source, repoUrl) => {
    const before = JSON.stringify(source);
    expect(mirroredSource(mirror(), source)).toEqual({ ...source, repoUrl });
    expect(JSON.stringify(source)).toBe(before);
    expect(mirroredSource(Mirror.NONE, source)).toBe(source);
  });
});

describe('an image that Kustomize puts in place of another', () => {
  test.each([
    ['web=quay.io/acme/web:v2', `web=${PLACE}/quay.io/acme/web:v2`],
    [`web=quay.io/acme/web@${DIGEST}`, `web=${PLACE}/quay.io/acme/web@${DIGEST}`],
    [`web=quay.io/acme/web:v2@${DIGEST}`, `web=${PLACE}/quay.io/acme/web:v2@${DIGEST}`],
    ['web=quay.io/acme/web', `web=${PLACE}/quay.io/acme/web`],
    ['web=acme/web:v2', `web=${PLACE}/docker.io/acme/web:v2`],
    ['quay.io/acme/web=ghcr.io/acme/web:v2', `quay.io/acme/web=${PLACE}/ghcr.io/acme/web:v2`],
    // Without a name of its own it is the name in the manifests, which stays.
    ['quay.io/acme/web:v2', `quay.io/acme/web=${PLACE}/quay.io/acme/web:v2`],
    [`quay.io/acme/web@${DIGEST}`, `quay.io/acme/web=${PLACE}/quay.io/acme/web@${DIGEST}`],
    ['other.example.com:5000/web:v2', `other.example.com:5000/web=${PLACE}/other.example.com-5000/web:v2`],
    ['nginx:1', `nginx=${PLACE}/docker.io/library/nginx:1`],
    // A tag that a generator gives.
    ['web=quay.io/acme/web:{{ .tag }}', `web=${PLACE}/quay.io/acme/web:{{ .tag }}`],
    ['nginx:{{ index .metadata.labels "a/b:c" }}', `nginx=${PLACE}/docker.io/library/nginx:{{ index .metadata.labels "a/b:c" }}`],
  ])('%s comes from the mirror', (entry, mirrored) => {
    expect(mirroredSource(mirror(), kustomize([entry]))).toEqual(kustomize([mirrored]));
  });

  test.each([
    `web=${PLACE}/own:v2`, `${PLACE}/own:v2`, 'web=*:v2', 'web=:v2', 'web=', '', 'web={{ .image }}', '{{ .registry }}/web:v2',
    'web=quay.io/{{ .team }}/web:v2',
  ])('%s stays', entry => {
    expect(mirroredSource(mirror(), kustomize([entry]))).toEqual(kustomize([entry]));
  });

  test('may differ between clusters: the function stays one', () => {
    const { images } = mirroredSource(mirror(), kustomize(({ name }) => [`web=quay.io/acme/${name}:v1`, 'own=registry.example.com/own:v1']));
    expect(typeof images).toBe('function');
    expect((images as (cluster: ClusterModel) => readonly string[])(EU)).toEqual([
      `web=${PLACE}/quay.io/acme/eu:v1`, 'own=registry.example.com/own:v1',
    ]);
  });

  test.each([undefined, 'web', 1, [1, 'web:v1']])('may be what a function should not give, %j, which is a finding elsewhere', given => {
    const { images } = mirroredSource(mirror(), kustomize(() => given as readonly string[]));
    const result = (images as (cluster: ClusterModel) => unknown)(EU);
    expect(result).toEqual(Array.isArray(given) ? [1, `web=${PLACE}/docker.io/library/web:v1`] : given);
  });
});

describe('what an application takes from outside', () => {
  /** The artifacts of an application on two clusters, as the ApplicationSet and the delivery see its sources. */
  function artifactsOf(sources: readonly FleetSource[], from = mirror()) {
    const mirrored = sources.map(source => mirroredSource(from, source));
    const targets = [EU, US].map(cluster => ({ cluster, sources: mirrored.map(source => sourceOn(cluster, source, 'web')) }) as ApplicationTarget);
    const artifacts = artifactsOfApplication('web', sources, () => targets)({} as FleetModel);
    expect(new Set(artifacts.map(({ usedBy }) => usedBy)).size).toBeLessThan(2);
    return [...new Set(artifacts.map(({ kind, source, target, version, usedBy }) => [kind, source, target, version, usedBy].join(' ')))];
  }

  test('are charts and artifacts of each version', () => {
    expect(artifactsOf([
      { type: 'helm', repoUrl: 'https://charts.example.org/', chart: 'web', targetRevision: ({ name }) => (name === 'eu' ? '1.0.0' : '2.0.0') },
      { type: 'directory', repoUrl: 'oci://ghcr.io/acme/web', path: '.', targetRevision: 'v1' },
      { type: 'helm', repoUrl: 'https://git.example.com/acme/apps.git', path: 'web', targetRevision: 'v1' },
    ])).toEqual([
      `chart https://charts.example.org/web oci://${PLACE}/charts.example.org/web 1.0.0 application web`,
      `chart https://charts.example.org/web oci://${PLACE}/charts.example.org/web 2.0.0 application web`,
      `artifact oci://ghcr.io/acme/web oci://${PLACE}/ghcr.io/acme/web v1 application web`,
    ]);
  });

  test('are images that Kustomize puts in place of others', () => {
    expect(artifactsOf([kustomize(({ name }) => [
      `web=quay.io/acme/${name}:v1`, 'nginx:1', `redis@${DIGEST}`, 'plain=busybox', 'own=registry.example.com/own:v1', 'kept=*:v2',
      'tagged=quay.io/acme/web:{{ .tag }}',
    ])])).toEqual([
      `image quay.io/acme/eu ${PLACE}/quay.io/acme/eu v1 application web`,
      `image docker.io/library/nginx ${PLACE}/docker.io/library/nginx 1 application web`,
      `image docker.io/library/redis ${PLACE}/docker.io/library/redis ${DIGEST} application web`,
      `image docker.io/library/busybox ${PLACE}/docker.io/library/busybox  application web`,
      'image registry.example.com/own registry.example.com/own v1 application web',
      `image quay.io/acme/web ${PLACE}/quay.io/acme/web {{ .tag }} application web`,
      `image quay.io/acme/us ${PLACE}/quay.io/acme/us v1 application web`,
    ]);
  });

  test('stay where they are without a mirror', () => {
    const chart = { type: 'helm', repoUrl: 'https://charts.example.org', chart: 'web', targetRevision: '1.0.0' } as const;
    expect(artifactsOf([kustomize(['web=acme/web:v1', 'nginx:1']), chart], Mirror.NONE)).toEqual([
      'image docker.io/acme/web docker.io/acme/web v1 application web', 'image docker.io/library/nginx docker.io/library/nginx 1 application web',
      'chart https://charts.example.org/web https://charts.example.org/web 1.0.0 application web',
    ]);
  });
});

describe('a source of Flux', () => {
  test('is in the mirror where it is a registry or has charts, and stays where it is git or a bucket', () => {
    expect(mirroredFluxSource(mirror(), { type: 'helm', url: 'https://charts.example.org', secretRef: 'login' })).toEqual({
      type: 'helm', url: `oci://${PLACE}/charts.example.org`, secretRef: 'login',
    });
    expect(mirroredFluxSource(mirror(), { type: 'oci', url: 'oci://ghcr.io/acme/web', tag: 'v1' })).toEqual({
      type: 'oci', url: `oci://${PLACE}/ghcr.io/acme/web`, tag: 'v1',
    });
    for (const source of [
      { type: 'git', url: 'https://git.example.com/acme/apps.git', branch: 'main' },
      { type: 'bucket', bucketName: 'acme', endpoint: 'minio.example.com' },
    ] as const) {
      expect(mirroredFluxSource(mirror(), source)).toBe(source);
    }
  });

  const IMAGES = [
    { name: 'web', newName: 'quay.io/acme/web', newTag: 'v2' }, { name: 'nginx', newTag: '1' }, { name: 'ghcr.io/acme/api', digest: DIGEST },
    { name: 'own', newName: 'registry.example.com/own', newTag: 'v1' },
  ];
  const MIRRORED = [
    { name: 'web', newName: `${PLACE}/quay.io/acme/web`, newTag: 'v2' }, { name: 'nginx', newName: `${PLACE}/docker.io/library/nginx`, newTag: '1' },
    { name: 'ghcr.io/acme/api', newName: `${PLACE}/ghcr.io/acme/api`, digest: DIGEST },
    { name: 'own', newName: 'registry.example.com/own', newTag: 'v1' },
  ];

  test('has images of the mirror, which are found by the names in the manifests', () => {
    expect(mirroredFluxImages(mirror(), IMAGES)).toEqual(MIRRORED);
    expect(mirroredFluxImages(Mirror.NONE, IMAGES)).toBe(IMAGES);
    const each = mirroredFluxImages(mirror(), cluster => (cluster === EU ? IMAGES : []));
    expect([EU, US].map(cluster => (each as (cluster: ClusterModel) => unknown)(cluster))).toEqual([MIRRORED, []]);
  });

  test('has its images in the bill of materials', () => {
    const others = [{ name: 'busybox' }, { name: 'a', newTag: 'v1', digest: DIGEST }];
    const images = fluxImageArtifacts(mirror(), 'web', cluster => (cluster === EU ? IMAGES : others), [EU, US]);
    expect(images.map(({ kind, source, target, version, usedBy }) => [kind, source, target, version, usedBy].join(' '))).toEqual([
      `image quay.io/acme/web ${PLACE}/quay.io/acme/web v2 application web`,
      `image docker.io/library/nginx ${PLACE}/docker.io/library/nginx 1 application web`,
      `image ghcr.io/acme/api ${PLACE}/ghcr.io/acme/api ${DIGEST} application web`,
      'image registry.example.com/own registry.example.com/own v1 application web',
      `image docker.io/library/busybox ${PLACE}/docker.io/library/busybox  application web`,
      `image docker.io/library/a ${PLACE}/docker.io/library/a v1@${DIGEST} application web`,
    ]);
  });
});

test.each([undefined, 'web', [null], [1]])('images of Flux that a function should not give, %j, are a finding elsewhere', given => {
  const images = () => given as never;
  const cluster = { name: 'eu' } as ClusterModel;
  for (const place of [Mirror.NONE, Mirror.registry(PLACE)]) {
    const moved = mirroredFluxImages(place, images) as (model: ClusterModel) => unknown;
    expect(moved(cluster)).toEqual(given);
    expect(fluxImageArtifacts(place, 'web', images, [cluster])).toEqual([]);
  }
});
