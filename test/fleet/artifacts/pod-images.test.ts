import { describe, expect, test } from '@jest/globals';
import { ApiObject, App } from 'cdk8s';
import { Mirror } from '../../../lib';
import { podImages, withImagesOf } from '../../../lib/fleet/artifacts/pod-images';
import { Manifest } from '../../../lib/fleet/manifest';
import { newFleet } from '../members';

const PLACE = 'registry.example.com/mirror';
const MIRRORED = `${PLACE}/docker.io/library`;
const mirror = () => Mirror.registry(PLACE);

const POD = { containers: [{ name: 'main', image: 'nginx:1' }] };
const TEMPLATE = { metadata: { labels: { app: 'web' } }, spec: POD };

function manifest(apiVersion: string, kind: string, rest: object): Manifest {
  return { apiVersion, kind, metadata: { name: 'web', namespace: 'shop' }, ...rest } as Manifest;
}

/** A frozen copy: who writes to it fails. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

const KINDS: readonly (readonly [string, Manifest])[] = [
  ['Pod', manifest('v1', 'Pod', { spec: POD })],
  ['PodTemplate', manifest('v1', 'PodTemplate', { template: TEMPLATE })],
  ['ReplicationController', manifest('v1', 'ReplicationController', { spec: { template: TEMPLATE } })],
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].map(kind =>
    [kind, manifest('apps/v1', kind, { spec: { replicas: 1, template: TEMPLATE } })] as const),
  ['Job', manifest('batch/v1', 'Job', { spec: { template: TEMPLATE } })],
  ['CronJob', manifest('batch/v1', 'CronJob', { spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template: TEMPLATE } } } })],
  ['a Rollout of Argo', manifest('argoproj.io/v1alpha1', 'Rollout', { spec: { template: TEMPLATE } })],
  ['a Service of Knative', manifest('serving.knative.dev/v1', 'Service', { spec: { template: TEMPLATE } })],
];

describe.each(KINDS)('the images of %s', (_, object) => {
  test('are found', () => {
    expect(podImages(object)).toEqual(['nginx:1']);
  });

  test('are taken from the mirror, and nothing else changes, not the object either', () => {
    const before = JSON.stringify(object);
    const mirrored = withImagesOf(mirror(), frozen(structuredClone(object)));
    expect(JSON.stringify(mirrored)).toBe(before.replace('nginx:1', `${MIRRORED}/nginx:1`));
    expect(podImages(mirrored)).toEqual([`${MIRRORED}/nginx:1`]);
  });

  test('leave the same object where all of them lie in the mirror, and where there is none', () => {
    const inside = JSON.parse(JSON.stringify(object).replace('nginx:1', `${PLACE}/own:v1`)) as Manifest;
    expect(withImagesOf(mirror(), inside)).toBe(inside);
    expect(withImagesOf(Mirror.NONE, object)).toBe(object);
  });
});

describe('the containers of a Pod', () => {
  const object = manifest('v1', 'Pod', {
    spec: {
      initContainers: [{ name: 'a', image: 'init' }, { name: 'b', image: `${PLACE}/own` }],
      containers: [{ name: 'c', image: 'main', args: ['--image=quay.io/acme/web'] }, { name: 'd' }, { name: 'e', image: '' },
        { name: 'f', image: '${IMAGE}' }],
      ephemeralContainers: [{ name: 'g', image: 'debug' }],
      volumes: [
        { name: 'h', image: { reference: 'model', pullPolicy: 'Always' } }, { name: 'i', emptyDir: {} },
        { name: 'j', image: { pullPolicy: 'Always' } },
        { name: 'k', image: { reference: `${PLACE}/own-model` } },
      ],
      imagePullSecrets: [{ name: 'login' }],
    },
  });

  test('are all looked at, in the order in which they run, and what is mounted after them', () => {
    expect(podImages(object)).toEqual(['main', '${IMAGE}', 'init', `${PLACE}/own`, 'debug', 'model', `${PLACE}/own-model`]);
  });

  test('keep what has no image, what is no image, and commands', () => {
    const { spec } = withImagesOf(mirror(), frozen(structuredClone(object))) as Manifest & { readonly spec: any };
    expect(spec).toEqual({
      initContainers: [{ name: 'a', image: `${MIRRORED}/init` }, { name: 'b', image: `${PLACE}/own` }],
      containers: [
        { name: 'c', image: `${MIRRORED}/main`, args: ['--image=quay.io/acme/web'] }, { name: 'd' }, { name: 'e', image: '' },
        { name: 'f', image: '${IMAGE}' },
      ],
      ephemeralContainers: [{ name: 'g', image: `${MIRRORED}/debug` }],
      volumes: [
        { name: 'h', image: { reference: `${MIRRORED}/model`, pullPolicy: 'Always' } }, { name: 'i', emptyDir: {} },
        { name: 'j', image: { pullPolicy: 'Always' } },
        { name: 'k', image: { reference: `${PLACE}/own-model` } },
      ],
      imagePullSecrets: [{ name: 'login' }],
    });
    expect(Object.keys(spec)).toEqual(Object.keys((object as any).spec));
  });

  test('that do not change are the same objects', () => {
    const { spec } = withImagesOf(mirror(), object) as any;
    expect(spec.containers[1]).toBe((object as any).spec.containers[1]);
    expect(spec.initContainers[1]).toBe((object as any).spec.initContainers[1]);
    expect(spec.volumes[3]).toBe((object as any).spec.volumes[3]);
    expect(spec.imagePullSecrets).toBe((object as any).spec.imagePullSecrets);
  });
});

test.each<readonly [string, object]>([
  ['no spec', {}], ['null', { spec: null }], ['a list', { spec: [{ image: 'nginx' }] }], ['text', { spec: 'nginx' }],
  ['an image of its own', { spec: { image: 'nginx' } }],
  ['containers that are no list', { spec: { containers: { image: 'nginx' } } }],
  ['containers that are no objects', { spec: { containers: [null, 'nginx', 1, ['nginx']] } }],
  ['an image that is no text', { spec: { containers: [{ image: 1 }, { image: null }, { image: { name: 'nginx' } }] } }],
  ['volumes without images', { spec: { volumes: [{ image: 'nginx' }, { image: null }, null] } }],
  ['a template without a spec', { spec: { template: { metadata: {} }, jobTemplate: {} } }],
  ['data', { data: { image: 'nginx', spec: 'containers' } }],
])('an object with %s stays as it is', (_, rest) => {
  const object = manifest('example.com/v1', 'Thing', rest);
  expect(podImages(object)).toEqual([]);
  expect(withImagesOf(mirror(), object)).toBe(object);
});

test('a chart of a fleet has them, whoever asks for its objects', () => {
  const fleet = newFleet(new App(), { mirror: mirror() });
  new ApiObject(fleet.hub.chart, 'web', manifest('v1', 'Pod', { spec: POD }) as object as ConstructorParameters<typeof ApiObject>[2]);
  expect(fleet.hub.chart.toJson().filter(({ kind }) => kind === 'Pod').map(({ spec }) => spec.containers[0].image)).toEqual([`${MIRRORED}/nginx:1`]);
});
