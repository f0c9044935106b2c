import { describe, expect, test } from '@jest/globals';
import { ApiObject } from 'cdk8s';
import { ACCESS, byName, deliver, fluxFleet, Manifest, member, messagesOf, objectsOf } from './fixtures';
import { ApplicationSource, Fleet } from '../../../lib';

const KUSTOMIZE: ApplicationSource = { type: 'kustomize', repoUrl: 'https://git.example.com/acme/apps.git', targetRevision: 'v2.1.0', path: 'overlays/eu' };
const CHART: ApplicationSource = { type: 'helm', repoUrl: 'https://charts.example.com', chart: 'web', targetRevision: '1.2.3', releaseName: 'web' };
const fleetWith = (members: readonly string[], ...args: Parameters<typeof fluxFleet>): Fleet => {
  const { fleet } = fluxFleet(...args);
  members.forEach(name => member(fleet, name, { access: { ...ACCESS.kubeconfig, name: `${name}-admin` } }));
  return fleet;
};

const FOLDER = { type: 'kustomize', repoUrl: 'https://git.example.com/acme/web', targetRevision: 'v1.0.0', path: 'web' } as const;

describe('an application', () => {
  test('is a Kustomization for each cluster, that stays when it leaves the program, and one source for all', () => {
    const fleet = fleetWith(['eu', 'us']);
    deliver(fleet, { sources: [{ ...KUSTOMIZE, images: ['web=registry.example.com/web:v2'] }], prune: false });
    const { 'clusters/payment-api-eu': eu, 'clusters/payment-api-us': us } = byName(fleet, 'hub', 'Kustomization');
    const source = Object.values(byName(fleet, 'hub', 'GitRepository')).filter(({ spec }) => spec.url !== 'https://git.example.com/acme/fleet.git');
    expect(source.map(({ spec }) => spec)).toEqual([{ interval: '10m', url: KUSTOMIZE.repoUrl, ref: { tag: 'v2.1.0' } }]);
    expect(source[0].metadata.name).toMatch(/^apps-s[0-9a-f]{8}$/);
    expect(eu.metadata.annotations).toEqual({ 'kustomize.toolkit.fluxcd.io/prune': 'disabled' });
    expect(eu.spec).toEqual({
      interval: '10m', retryInterval: '2m', timeout: '5m', path: './overlays/eu', prune: false, deletionPolicy: 'Orphan', wait: true, targetNamespace: 'payments',
      sourceRef: { kind: 'GitRepository', name: source[0].metadata.name }, kubeConfig: { secretRef: { name: 'eu-admin', key: 'config' } },
      images: [{ name: 'web', newName: 'registry.example.com/web', newTag: 'v2' }],
    });
    expect(us.spec.kubeConfig.secretRef.name).toBe('us-admin');
    expect(fleet.check()).toEqual([]);
  });

  test('prunes by itself only where the delivery does', () => {
    const pruned = (withoutPruning: boolean) => {
      const fleet = fleetWith(['eu'], {}, { withoutPruning });
      deliver(fleet, { sources: [KUSTOMIZE, CHART] });
      return [byName(fleet, 'hub', 'Kustomization')['clusters/payment-api-eu'].spec.prune, byName(fleet, 'hub', 'HelmRelease')['clusters/payment-api-eu-2'].spec.suspend];
    };
    expect([pruned(false), pruned(true)]).toEqual([[true, undefined], [false, true]]);
  });

  test('has a source for each shard that reads it', () => {
    const fleet = fleetWith(['eu', 'us'], { shardingKey: cluster => cluster.name });
    deliver(fleet, { sources: [KUSTOMIZE] });
    const sources = Object.values(byName(fleet, 'hub', 'GitRepository')).filter(({ spec }) => spec.url === KUSTOMIZE.repoUrl);
    const read = ['eu', 'us'].map(name => byName(fleet, 'hub', 'Kustomization')[`clusters/payment-api-${name}`].spec.sourceRef.name);
    expect(read.map(name => sources.find(({ metadata }) => metadata.name === name)!.metadata.labels)).toEqual([
      { 'sharding.fluxcd.io/key': 'eu' }, { 'sharding.fluxcd.io/key': 'us' },
    ]);
  });

  test('is a HelmRelease where its source is a chart', () => {
    const fleet = fleetWith(['eu']);
    deliver(fleet, {
      sources: [
        { ...CHART, values: { replicas: 2 } },
        { type: 'helm', repoUrl: 'git@git.example.com:acme/charts.git', path: 'charts/web', targetRevision: 'main', releaseName: 'two', valueFiles: ['values-eu.yaml'] },
        { ...CHART, repoUrl: 'oci://registry.example.com/charts', releaseName: 'three' },
      ],
    });
    const { 'clusters/payment-api-eu': one, 'clusters/payment-api-eu-2': two, 'clusters/payment-api-eu-3': three } = byName(fleet, 'hub', 'HelmRelease');
    const [repository] = Object.values(byName(fleet, 'hub', 'HelmRepository'));
    const git = Object.values(byName(fleet, 'hub', 'GitRepository')).find(({ spec }) => spec.url === 'ssh://git@git.example.com/acme/charts.git')!;
    expect(one.spec).toMatchObject({
      chart: { spec: { chart: 'web', version: '1.2.3', sourceRef: { kind: 'HelmRepository', name: repository.metadata.name } } },
      releaseName: 'web', targetNamespace: 'payments', storageNamespace: 'payments', values: { replicas: 2 },
    });
    expect(git.spec.ref).toEqual({ branch: 'main' });
    expect(two.spec.chart.spec).toEqual({
      chart: './charts/web', reconcileStrategy: 'Revision', sourceRef: { kind: 'GitRepository', name: git.metadata.name }, valuesFiles: ['charts/web/values-eu.yaml'],
    });
    expect(three.spec.chartRef).toEqual({ kind: 'OCIRepository', name: Object.values(byName(fleet, 'hub', 'OCIRepository'))[0].metadata.name });
  });

  test('has its namespace made where Kustomizations need it and nothing else makes it, once', () => {
    const fleet = fleetWith(['eu', 'us']);
    new ApiObject(fleet.chartOf('us'), 'mine', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'payments' } });
    deliver(fleet, { name: 'one', sources: [KUSTOMIZE] });
    deliver(fleet, { name: 'two', sources: [{ ...KUSTOMIZE, path: 'overlays/other' }] });
    deliver(fleet, { name: 'three', namespace: 'by-helm', sources: [CHART] });
    deliver(fleet, { name: 'four', namespace: 'kube-system', sources: [KUSTOMIZE] });
    expect(objectsOf(fleet, 'eu').map(({ kind, metadata }) => [kind, metadata.name, metadata.annotations])).toEqual([
      ['Namespace', 'payments', { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' }],
    ]);
    expect(fleet.check()).toEqual([]);
  });

  test('of each cluster lies there where each runs a Flux', () => {
    const fleet = fleetWith(['eu', 'us'], { form: 'per-cluster' });
    deliver(fleet, { sources: [KUSTOMIZE, CHART] });
    expect(Object.keys({ ...byName(fleet, 'eu', 'Kustomization'), ...byName(fleet, 'eu', 'HelmRelease') }).sort()).toEqual([
      'flux-system/acme-flux-system', 'flux-system/eu', 'flux-system/payment-api-eu', 'flux-system/payment-api-eu-2',
    ]);
    expect(Object.keys(byName(fleet, 'eu', 'HelmRepository'))).toHaveLength(1);
    expect(byName(fleet, 'hub', 'HelmRepository')).toEqual({});
    expect(fleet.check()).toEqual([]);
  });
});

describe.each(['hub-and-spoke', 'per-cluster'] as const)('the order of the program, %s', form => {
  test('changes no object and no place', () => {
    const output = (reversed: boolean) => {
      const fleet = fleetWith(reversed ? ['us', 'eu'] : ['eu', 'us'], { form });
      const names = ['one', 'two'];
      for (const name of reversed ? names.reverse() : names) {
        deliver(fleet, { name, namespace: name, sources: [KUSTOMIZE, { ...CHART, releaseName: name }] });
      }
      fleet.settle();
      return fleet.clusterCharts.map(chart => [chart.node.id, (chart.toJson() as Manifest[])]);
    };
    expect(output(true)).toEqual(output(false));
  });
});

describe('waves', () => {
  const waved = (props: Parameters<typeof fluxFleet>[0] = {}) => {
    const fleet = fleetWith(['eu', 'qa', 'us'], props);
    deliver(fleet, { sources: [KUSTOMIZE, CHART], waves: ['canary', 'general', 'last'], waveOf: name => (name === 'qa' ? 'canary' : name === 'eu' ? 'general' : 'last') });
    return fleet;
  };

  test('are folders of the hub that wait for each other, so that both kinds of objects are held', () => {
    const fleet = waved();
    const names = (i: number) => objectsOf(fleet, 'hub', `payment-api-wave-${i}`).filter(({ kind }) => !kind.endsWith('Repository'))
      .map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect([1, 2, 3].map(names)).toEqual(['qa', 'eu', 'us'].map(cluster => [`Kustomization payment-api-${cluster}`, `HelmRelease payment-api-${cluster}-2`]));
    const folders = byName(fleet, 'hub', 'Kustomization');
    expect([1, 2, 3].map(i => folders[`flux-system/acme-hub-payment-api-wave-${i}`].spec).map(({ path, wait, dependsOn, kubeConfig }) => [path, wait, dependsOn, kubeConfig])).toEqual([
      ['./dist/hub.payment-api-wave-1', true, undefined, undefined],
      ['./dist/hub.payment-api-wave-2', true, [{ name: 'acme-hub-payment-api-wave-1' }], undefined],
      ['./dist/hub.payment-api-wave-3', true, [{ name: 'acme-hub-payment-api-wave-2' }], undefined],
    ]);
    expect(fleet.check()).toEqual([]);
  });

  test('have sources of their own, which a change of another wave does not take away', () => {
    const fleet = waved({ repositorySecrets: { 'https://git.example.com/acme': 'git' } });
    const folders = [1, 2, 3].map(i => objectsOf(fleet, 'hub', `payment-api-wave-${i}`));
    const sources = folders.map(objects => objects.filter(({ kind }) => kind.endsWith('Repository')));
    expect(sources.map(objects => objects.map(({ kind, spec }) => [kind, spec.url, spec.secretRef?.name]))).toEqual([1, 2, 3].map(() => [
      ['GitRepository', KUSTOMIZE.repoUrl, 'git'], ['HelmRepository', CHART.repoUrl, undefined],
    ]));
    folders.forEach((objects, i) => expect(objects.flatMap(({ spec }) => spec.sourceRef ?? spec.chart?.spec.sourceRef ?? [])).toEqual(
      sources[i].map(({ kind, metadata: { name } }) => ({ kind, name })),
    ));
    expect(new Set(sources.flat().map(({ metadata }) => metadata.name)).size).toBe(6);
    // Beside them there is that of the output alone.
    expect(objectsOf(fleet, 'hub').filter(({ kind }) => kind.endsWith('Repository')).map(({ metadata }) => metadata.name)).toEqual(['acme']);
    expect(fleet.secretsOf('hub').filter(({ name }) => name === 'git').map(({ namespace }) => namespace)).toEqual(['clusters']);
  });

  test('of one application hold up nothing else', () => {
    const fleet = waved();
    fleet.deliveredUnit('hub', 'other', 2);
    const folders = byName(fleet, 'hub', 'Kustomization');
    expect(folders['flux-system/acme-hub-other'].spec.dependsOn).toEqual([{ name: 'acme-hub' }]);
    expect(folders['flux-system/acme-hub'].spec.wait).toBe(true);
    expect(byName(waved(), 'hub', 'Kustomization')['flux-system/acme-hub'].spec).toMatchObject({ wait: false });
  });

  test('need one Flux for all clusters', () => {
    const fleet = fleetWith(['eu'], { form: 'per-cluster' });
    deliver(fleet, { name: 'fine', sources: [KUSTOMIZE], waves: ['only'], waveOf: () => 'only' });
    expect(messagesOf(fleet, 'flux-waves-per-cluster')).toEqual([]);
    deliver(fleet, { sources: [KUSTOMIZE], waves: ['one', 'two'], waveOf: () => 'one' });
    member(fleet, 'us');
    expect(messagesOf(fleet, 'flux-waves-per-cluster')).toEqual([
      'error: acme/payment-api: application payment-api has waves, and each cluster runs a Flux of its own, which knows no other cluster: leave the waves out, or deliver'
      + " with form: 'hub-and-spoke'",
    ]);
  });

  test.each<[string, ApplicationSource, readonly string[], boolean]>([
    ['a branch', { ...KUSTOMIZE, targetRevision: 'main' }, ['one', 'two'], true],
    ['a range', { ...KUSTOMIZE, targetRevision: '>=1.0.0' }, ['one', 'two'], true],
    ['a range of charts', { ...CHART, targetRevision: '^1.0.0' }, ['one', 'two'], true],
    ['the newest patch of a chart', { ...CHART, targetRevision: '1.2' }, ['one', 'two'], true],
    ['a branch in a single wave', { ...KUSTOMIZE, targetRevision: 'main' }, ['one'], false],
    ['a tag', KUSTOMIZE, ['one', 'two'], false],
    ['a version of a chart', CHART, ['one', 'two'], false],
    ['a tag of an artifact', { ...KUSTOMIZE, repoUrl: 'oci://registry.example.com/web', targetRevision: 'stable' }, ['one', 'two'], false],
  ])('do not hold %s', (_, source, waves, found) => {
    const fleet = fleetWith(['eu', 'us']);
    deliver(fleet, { sources: [source], waves, waveOf: () => 'one' });
    expect(messagesOf(fleet, 'flux-wave-revision')).toEqual(found ? [
      'warning: acme/payment-api: application payment-api has waves, and follows a branch or a range of versions, which all clusters take at once: name a tag, a commit or a'
      + ' version, and raise it here',
    ] : []);
  });
});

describe('what Flux cannot do with a source', () => {
  test.each([[undefined, true], [false, true], [true, false]])('is seen for a plain folder with recurse %s', (recurse, found) => {
    const fleet = fleetWith(['eu']);
    deliver(fleet, { sources: [{ ...KUSTOMIZE, type: 'directory', recurse }] });
    expect(messagesOf(fleet, 'flux-directory-recurse')).toEqual(found ? [
      'warning: acme/payment-api: application payment-api takes a folder without those below it, and Flux takes them too: write recurse: true, or put a kustomization.yaml into'
      + ' the folder',
    ] : []);
  });

  test.each([['oci://registry.example.com/charts', ['a.yaml'], true], ['oci://registry.example.com/charts', [], false], ['https://charts.example.com', ['a.yaml'], false]])(
    'is seen for a chart of %s with files %j', (repoUrl, valueFiles, found) => {
      const fleet = fleetWith(['eu']);
      deliver(fleet, { sources: [{ ...CHART, repoUrl, valueFiles }] });
      expect(messagesOf(fleet, 'flux-value-files')).toEqual(found ? [
        'error: acme/payment-api: application payment-api installs a chart of an OCI registry with valueFiles, which Flux cannot: write the values into the program',
      ] : []);
    });

  test.each([
    ['v1', true], ['v2.1', true], ['payment-api/v1.2.0', true], ['release-42', true], ['2024-01-15', true], ['4f2a1c0', true],
    ['main', false], ['v1.2.0', false], ['refs/tags/v1', false], ['HEAD', false], ['>=1.0.0', false], ['a'.repeat(40), false], ['feature/login', false], ['deadline', false],
  ])('is seen for the revision %s: %p', (targetRevision, found) => {
    const fleet = fleetWith(['eu']);
    deliver(fleet, { sources: [{ type: 'kustomize', repoUrl: 'https://git.example.com/acme/web', targetRevision, path: 'web' }] });
    expect(messagesOf(fleet, 'flux-revision')).toEqual(found ? [
      'warning: acme/payment-api: application payment-api takes a revision for a branch that looks like a tag or the beginning of a commit: write refs/tags/<tag>,'
      + ' refs/heads/<branch> or the whole commit',
    ] : []);
  });

  test('is not seen for the version of a chart', () => {
    const fleet = fleetWith(['eu']);
    deliver(fleet, { sources: [{ ...CHART, targetRevision: 'v2.1' }] });
    expect(messagesOf(fleet, 'flux-revision')).toEqual([]);
  });

  test.each<[string, Partial<Parameters<typeof deliver>[1]>, Partial<Parameters<typeof deliver>[1]>, string | undefined]>([
    ['the same folder', {}, { sources: [{ ...FOLDER, path: './web/' }] }, 'folder web'],
    ['the same folder at another revision', {}, { sources: [{ ...FOLDER, targetRevision: 'v2.0.0' }] }, 'folder web'],
    ['the same release', { sources: [CHART] }, { sources: [{ ...CHART, repoUrl: 'https://other.example.com' }] }, `Helm release ${CHART.releaseName}`],
    ['another folder', {}, { sources: [{ ...FOLDER, path: 'web/eu' }] }, undefined],
    ['another repository', {}, { sources: [{ ...FOLDER, repoUrl: 'https://git.example.com/acme/other' }] }, undefined],
    ['another namespace', {}, { namespace: 'other' }, undefined],
    ['another release', { sources: [CHART] }, { sources: [{ ...CHART, releaseName: 'other' }] }, undefined],
  ])('is seen for two applications with %s', (_, first, second, what) => {
    const fleet = fleetWith(['eu']);
    deliver(fleet, { name: 'one', sources: [FOLDER], ...first });
    deliver(fleet, { name: 'two', sources: [FOLDER], ...second });
    expect(messagesOf(fleet, 'flux-shared-objects')).toEqual(what === undefined ? [] : [
      `error: eu: applications one (acme/one) and two (acme/two) both bring ${what} to namespace payments; keep one of them`,
    ]);
  });
});
