import { describe, expect, test } from '@jest/globals';
import { definition, manifest, NAME, nothingServes, Terse, WIDGET } from './widgets';
import { KNOWN_MINORS } from '../../../lib/fleet/kubernetes-kinds';
import { Manifest } from '../../../lib/fleet/manifest';
import { FolderOfObjects, kindsNotServed } from '../../../lib/fleet/render/kinds-not-served';
import { buildModel, core, provider, release, software, TerseCluster } from '../rules/model-builder';

/** A folder of objects, each at a path that ends with its number. */
function folder(name: string, wave: number | undefined, ...manifests: readonly Manifest[]): FolderOfObjects {
  return { name, wave, objects: manifests.map((of, i) => ({ manifest: of, path: `${name}/${i}`, ids: [String(i)] })) };
}

/** What is found in a cluster with these folders. */
function found(cluster: TerseCluster, ...folders: readonly FolderOfObjects[]): readonly string[] {
  return kindsNotServed(buildModel({ clusters: { eu: cluster } }).clusters[0], folders).map(({ message }) => message);
}

/** What is found for objects in the main folder alone. */
const inMain = (cluster: TerseCluster, ...objects: readonly Terse[]) => found(cluster, folder('eu', 0, ...objects.map(manifest)));

describe('a kind that nothing serves', () => {
  test('is a finding, with what can be done', () => {
    expect(kindsNotServed(buildModel({ clusters: { eu: {} } }).clusters[0], [folder('eu', 0, manifest(['acme.example/v1', 'Widget', 'w', 'shop']))])).toEqual([{
      code: 'kind-not-served', severity: 'error', clusters: ['eu'], paths: ['eu/0'],
      message: `eu: Widget shop/w (eu/0): ${nothingServes('acme.example/Widget', 'eu')}`,
    }]);
  });

  test('is one finding for all objects of the kind, named after the first by path, and one for each kind', () => {
    const main = folder('b', 0, ...([
      ['acme.example/v1', 'Widget', 'x'], ['acme.example/v2', 'Widget', 'y'], ['acme.example/v1', 'Gadget'], ['other.example/v1', 'Widget'],
    ] as const).map(manifest));
    const late = folder('a', 1, manifest(['acme.example/v1', 'Widget', 'z']));
    expect(kindsNotServed(buildModel({ clusters: { eu: {} } }).clusters[0], [main, late]).map(({ message, paths }) => [message, paths])).toEqual([
      [`eu: Widget z (a/0) and 2 more: ${nothingServes('acme.example/Widget', 'eu')}`, ['a/0', 'b/0', 'b/1']],
      [`eu: Gadget x (b/2): ${nothingServes('acme.example/Gadget', 'eu')}`, ['b/2']],
      [`eu: Widget x (b/3): ${nothingServes('other.example/Widget', 'eu')}`, ['b/3']],
    ]);
  });
});

describe('a kind is served', () => {
  const components = (origin: 'installed' | 'provided' | 'assumed') => [software({ serves: ['acme.example'] }, { origin }), core({ origin })];

  test.each<[string, TerseCluster, readonly Terse[]]>([
    ['by others, who serve its group', { servedByOthers: ['acme.example'] }, [WIDGET, ['acme.example/v9', 'Gadget']]],
    ['by others, who serve it', { servedByOthers: ['other.example', 'acme.example/Widget'] }, [WIDGET, ['acme.example/v9', 'Widget']]],
    ['by a Helm release, which brings its group', { releases: [release(), release({ name: 'acme', serves: ['acme.example'] })] }, [WIDGET]],
    ['by a Helm release, which brings it', { releases: [release({ serves: ['acme.example/Gadget', 'acme.example/Widget'] })] }, [WIDGET]],
    ['by software that others have installed', { components: components('provided') }, [WIDGET]],
    ['by software that others seem to have installed', { components: components('assumed') }, [WIDGET]],
    ['by a provider that others have installed', { components: [provider({ serves: ['acme.example/Widget'] }, { origin: 'provided' })] }, [WIDGET]],
    ['by Kubernetes', {}, [['v1', 'ConfigMap'], ['apps/v1', 'Deployment'], ['rbac.authorization.k8s.io/v1', 'Role'], ['apiextensions.k8s.io/v1', 'CustomResourceDefinition']]],
    ['by nobody, as a list is taken apart', {}, [['v1', 'List'], ['v1', 'ConfigMapList'], ['apps/v1', 'DeploymentList'], ['acme.example/v1', 'WidgetList']]],
  ])('%s', (_, cluster, objects) => {
    expect(inMain(cluster, ...objects)).toEqual([]);
  });

  test.each<[string, TerseCluster, Terse]>([
    ['another kind of the group', { servedByOthers: ['acme.example/Gadget'] }, WIDGET],
    ['a group with a longer name', { servedByOthers: ['my.acme.example'] }, WIDGET],
    ['a group with a shorter name', { servedByOthers: ['example'], releases: [release({ serves: ['acme'] })] }, WIDGET],
    // It is there by its definitions, which are objects.
    ['software that the program installs, without its definitions', { components: components('installed') }, WIDGET],
  ])('not by %s', (_, cluster, object) => {
    expect(inMain(cluster, object)).toEqual([`eu: Widget w (eu/0): ${nothingServes('acme.example/Widget', 'eu')}`]);
  });
});

describe('a kind that a definition of the program serves', () => {
  test.each<[string, readonly FolderOfObjects[]]>([
    ['in the same folder, whatever their order', [folder('eu', 0, manifest(WIDGET), definition())]],
    ['in an earlier folder', [folder('eu', 0, manifest(WIDGET)), folder('eu.crds', -1, definition())]],
    ['in a folder of the same place', [folder('eu.a', 1, manifest(WIDGET)), folder('eu.b', 1, definition())]],
    ['in several folders, the earliest of which counts', [folder('eu.z', 7, definition()), folder('eu', 0, manifest(WIDGET)), folder('eu.crds', -1, definition())]],
    ['in a folder that people apply when they say', [folder('eu', 0, manifest(WIDGET)), folder('eu.extras', undefined, definition())]],
    ['anywhere, for an object that people apply when they say', [folder('eu.drill', undefined, manifest(WIDGET)), folder('eu.late', 9, definition())]],
    ['in one of its versions', [folder('eu', 0, manifest(WIDGET), manifest(['acme.example/v2', 'Widget']), definition(['v2', 'v1'], ['v1alpha1']))]],
    ['in versions of several definitions', [folder('eu', 0, manifest(WIDGET), manifest(['acme.example/v2', 'Widget']), definition(['v1']), definition(['v2']))]],
  ])('passes: %s', (_, folders) => {
    expect(found({}, ...folders)).toEqual([]);
    expect(found({}, ...[...folders].reverse())).toEqual([]);
  });

  test('is not there before its folder, and the earliest of them is named', () => {
    const object = folder('eu', 0, manifest(WIDGET));
    const later = [folder('eu.later', 2, definition()), folder('eu.soon', 1, definition()), folder('eu.last', 3, definition())];
    for (const folders of [[object, ...later], [...later.reverse(), object]]) {
      expect(found({}, ...folders)).toEqual([
        `eu: Widget w (eu/0): it is in folder eu, and CustomResourceDefinition ${NAME} serves it only once folder eu.soon is applied: move the object to a later folder`,
      ]);
    }
  });

  test('is told for each folder that is too early', () => {
    const early = [folder('eu.a', -2, manifest(WIDGET)), folder('eu.b', -1, manifest(WIDGET)), folder('eu', 0, manifest(WIDGET), definition())];
    expect(found({}, ...early)).toEqual(['eu.a', 'eu.b'].map(name =>
      `eu: Widget w (${name}/0): it is in folder ${name}, and CustomResourceDefinition ${NAME} serves it only once folder eu is applied: move the object to a later folder`));
  });

  test.each<[string, Manifest, string]>([
    ['the one that it has', definition(['v2']), `CustomResourceDefinition ${NAME} does not serve acme.example/v1: write acme.example/v2`],
    ['several that it has', definition(['v2', 'v3']), `CustomResourceDefinition ${NAME} does not serve acme.example/v1: write acme.example/v2 or acme.example/v3`],
    ['one that it knows and serves no longer', definition(['v2'], ['v1']), `CustomResourceDefinition ${NAME} does not serve acme.example/v1: write acme.example/v2`],
    ['none', definition([], ['v1']), `CustomResourceDefinition ${NAME} does not serve acme.example/v1: write a version there that is served`],
  ])('fails for another version than %s', (_, crd, why) => {
    expect(found({}, folder('eu', 0, manifest(WIDGET), crd))).toEqual([`eu: Widget w (eu/0): ${why}`]);
  });

  test('passes for a version that others may serve beside it, and not for one that only a later definition serves', () => {
    const main = folder('eu', 0, manifest(WIDGET), definition(['v2']), definition(['v3'], [], 'second'));
    const late = folder('eu.late', 1, definition(['v1'], [], 'late'));
    expect(found({ servedByOthers: ['acme.example'] }, main)).toEqual([]);
    expect(found({ releases: [release({ serves: ['acme.example/Widget'] })] }, main)).toEqual([]);
    for (const folders of [[main, late], [late, main]]) {
      expect(found({}, ...folders)).toEqual([
        `eu: Widget w (eu/0): CustomResourceDefinition ${NAME} does not serve acme.example/v1: write acme.example/v2 or acme.example/v3`,
      ]);
    }
  });

  test('is not there by an object that only looks like a definition', () => {
    const alike = { ...definition(), apiVersion: 'v1', kind: 'ConfigMap' };
    expect(found({}, folder('eu', 0, manifest(WIDGET), alike))).toEqual([`eu: Widget w (eu/0): ${nothingServes('acme.example/Widget', 'eu')}`]);
  });

  test('is not looked at in a definition that lacks what it needs', () => {
    const bare = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: NAME } };
    const specs = [undefined, {}, { group: 'acme.example' }, { group: 'acme.example', names: { kind: 'Gadget' } }, { names: { kind: 'Widget' }, versions: [] }, { group: 'acme.example', names: { kind: 'Gadget' }, versions: {} }];
    for (const spec of specs) {
      expect(found({}, folder('eu', 0, manifest(WIDGET), { ...bare, spec }))).toEqual([`eu: Widget w (eu/0): ${nothingServes('acme.example/Widget', 'eu')}`]);
    }
  });
});

describe('a kind that a provider serves', () => {
  const components = [provider({ serves: ['acme.example'] })];
  const providers = folder('hub.40-cluster-api', -60);
  const why = (name: string) => `eu: Widget w (${name}/0): it is in folder ${name}, and infrastructure-x serves it only once folder hub.40-cluster-api is applied:`
    + ' move the object to a later folder';

  test.each([['before that of the providers', 'hub.30-cluster-api-operator', -70], ['of the providers', 'hub.40-cluster-api', -60]])('is not there in the folder %s', (_, name, wave) => {
    const folders = name === providers.name ? [folder(name, wave, manifest(WIDGET))] : [folder(name, wave, manifest(WIDGET)), providers];
    expect(found({ components }, ...folders)).toEqual([why(name)]);
  });

  test('is told apart from others of the provider', () => {
    const gadget = manifest(['acme.example/v1', 'Gadget', 'g']);
    expect(found({ components }, folder(providers.name, -60, manifest(WIDGET), gadget, manifest(['acme.example/v1', 'Widget', 'v'])))).toEqual([
      why(providers.name).replace('/0)', '/0) and 1 more'),
      why(providers.name).replace('Widget w', 'Gadget g').replace('/0)', '/1)'),
    ]);
  });

  test.each<[string, number | undefined]>([['of the next phase', -59], ['of the cluster', 0], ['that people apply when they say', undefined]])('is there in the folder %s', (_, wave) => {
    expect(found({ components }, folder('hub', wave, manifest(WIDGET)), providers)).toEqual([]);
  });

  test('is there at once where others have installed it', () => {
    for (const origin of ['provided', 'assumed'] as const) {
      expect(found({ components: [provider({ serves: ['acme.example'] }, { origin })] }, folder('hub.00-crds', -100, manifest(WIDGET)), providers)).toEqual([]);
    }
  });
});

describe('a kind of Kubernetes', () => {
  const on = (version: string, object: Terse, servedByOthers: readonly string[] = []) => inMain({ version, servedByOthers }, object);

  test.each<[string, string, Terse, string]>([
    ['removed, with one instead', 'v1.34.1', ['policy/v1beta1', 'PodDisruptionBudget', 'x', 'shop'],
      'PodDisruptionBudget shop/x (eu/0): Kubernetes v1.34.1 does not serve PodDisruptionBudget at policy/v1beta1: it was removed in Kubernetes 1.25; write policy/v1'],
    ['removed for good', 'v1.34.1', ['policy/v1beta1', 'PodSecurityPolicy'],
      'PodSecurityPolicy x (eu/0): Kubernetes v1.34.1 does not serve PodSecurityPolicy at policy/v1beta1: it was removed in Kubernetes 1.25;'
      + ' correct it or remove it, or change the version of the cluster'],
    ['newer than the cluster', 'v1.29.9', ['admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy'],
      'ValidatingAdmissionPolicy x (eu/0): Kubernetes v1.29.9 does not serve ValidatingAdmissionPolicy at admissionregistration.k8s.io/v1: it came with Kubernetes 1.30;'
      + ' correct it or remove it, or change the version of the cluster; where its API server was told to serve it write'
      + ' servedByOthers: [\'admissionregistration.k8s.io/ValidatingAdmissionPolicy\'] for eu'],
    ['off by default, with one instead', 'v1.30.0', ['admissionregistration.k8s.io/v1beta1', 'ValidatingAdmissionPolicy'],
      'ValidatingAdmissionPolicy x (eu/0): Kubernetes v1.30.0 does not serve ValidatingAdmissionPolicy at admissionregistration.k8s.io/v1beta1: it is a beta API,'
      + ' which is off by default; write admissionregistration.k8s.io/v1'],
    ['misspelt', 'v1.34.1', ['apps/v1', 'Deploymnt'],
      'Deploymnt x (eu/0): Kubernetes v1.34.1 does not serve Deploymnt at apps/v1: apps/v1 has no kind Deploymnt; correct it or remove it, or change the version of the cluster'],
    ['in a version that never was', 'v1.34.1', ['apps/v2', 'Deployment'],
      'Deployment x (eu/0): Kubernetes v1.34.1 does not serve Deployment at apps/v2: Kubernetes has no apps/v2; write apps/v1'],
    ['in the core by mistake', 'v1.34.1', ['v1', 'Deployment'],
      'Deployment x (eu/0): Kubernetes v1.34.1 does not serve Deployment at v1: v1 has no kind Deployment; write apps/v1'],
  ])('fails when it is %s', (_, version, object, message) => {
    expect(on(version, object)).toEqual([`eu: ${message}`]);
  });

  test.each<[string, string, Terse]>([
    ['the first minor that has it', 'v1.30.0', ['admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy']],
    ['the last minor that has it', 'v1.31.9', ['flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema']],
    ['a newer Kubernetes than is known', `v1.${KNOWN_MINORS.newest + 1}.0`, ['apps/v3', 'Rollout']],
    ['an older Kubernetes than is known', `v1.${KNOWN_MINORS.oldest - 1}.0`, ['policy/v1beta1', 'PodDisruptionBudget']],
    ['what is no version, which a rule reports', 'latest', ['policy/v1beta1', 'PodDisruptionBudget']],
  ])('passes: %s', (_, version, object) => {
    expect(on(version, object)).toEqual([]);
  });

  test('is known to the oldest and the newest minor of the table', () => {
    for (const minor of [KNOWN_MINORS.oldest, KNOWN_MINORS.newest]) {
      expect(on(`v1.${minor}.3`, ['apps/v1', 'Deploymnt'])).toEqual([
        `eu: Deploymnt x (eu/0): Kubernetes v1.${minor}.3 does not serve Deploymnt at apps/v1: apps/v1 has no kind Deploymnt; correct it or remove it, or change the version of the cluster`,
      ]);
    }
  });

  test('passes where people say that its API server was told to serve it', () => {
    const object: Terse = ['storage.k8s.io/v1beta1', 'VolumeAttributesClass'];
    expect(on('v1.33.0', object)).toHaveLength(1);
    expect(on('v1.33.0', object, ['storage.k8s.io/StorageClass'])).toHaveLength(1);
    expect(on('v1.33.0', object, ['storage.k8s.io/VolumeAttributesClass'])).toEqual([]);
    expect(on('v1.33.0', object, ['storage.k8s.io'])).toEqual([]);
  });
});
