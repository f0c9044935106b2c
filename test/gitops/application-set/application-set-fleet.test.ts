import { describe, expect, jest, test } from '@jest/globals';
import { ApiObject, App, JsonPatch } from 'cdk8s';
import { parse } from 'yaml';
import { applicationOf, CHART, fleetOf, MEMBERS, OVERLAYS, setsOf } from './fleets';
import { renderApplications } from './render';
import { ArgoCdRegistry, DeclaredArgoApplication } from '../../../lib/delivery/argo-cd/registry';
import { ClusterModel, DeliveredApplication, ExistingCluster, FleetApp, FleetModel, IDelivery, Lock, pruneProtection } from '../../../lib/fleet';
import { ApplicationSetFleet, ArgoCdProject, FleetHelmSource, FleetSource, progressiveSyncs } from '../../../lib/gitops';
import { bytesOf } from '../../../lib/gitops/application-set/size';

describe('the application of the seeds', () => {
  const { made, sets, findings } = applicationOf({ matchLabels: { environment: 'production' } });
  const [set] = sets();

  test('lists its clusters, each with its overlay', () => {
    expect(findings()).toEqual([]);
    expect(set.metadata).toEqual({
      name: 'payment-api', namespace: 'argocd', finalizers: ['resources-finalizer.argocd.argoproj.io'], annotations: pruneProtection(),
    });
    expect(set.spec.generators).toEqual([{
      list: {
        elements: [
          { application: 'payment-api-prod-eu', name: 'prod-eu', region: 'eu-west-1', path: 'apps/payment-api/overlays/eu-west-1' },
          { application: 'payment-api-prod-us', name: 'prod-us', region: 'us-east-1', path: 'apps/payment-api/overlays/us-east-1' },
        ],
      },
    }]);
    expect(set.spec.template.spec).toMatchObject({
      project: 'default',
      source: { repoURL: 'https://github.com/acme/k8s-manifests', targetRevision: 'main', path: '{{ .path }}' },
      destination: { name: '{{ .name }}', namespace: 'production' },
    });
  });

  test('has templates that fail where a value is missing', () => {
    expect(set.spec).toMatchObject({ goTemplate: true, goTemplateOptions: ['missingkey=error'] });
  });

  test('deletes nothing: neither Applications nor what they run', () => {
    expect(set.spec.syncPolicy).toEqual({ applicationsSync: 'create-update', preserveResourcesOnDeletion: true });
    expect(set.spec.template.metadata.finalizers).toBeUndefined();
    expect(set.spec.strategy).toBeUndefined();
  });

  test('is synced by itself, and tried again', () => {
    expect(set.spec.template.spec.syncPolicy).toMatchObject({
      automated: { enabled: true, prune: true, selfHeal: true },
      // Not for ever: a retry brings what the Application said when the sync began, and never a corrected revision or value.
      retry: { limit: 10, backoff: { factor: 2 } },
      syncOptions: expect.arrayContaining(['CreateNamespace=true', 'ServerSideApply=true']),
    });
  });

  test('can be looked at before it exists', () => {
    expect(made.applications()).toMatchObject([
      {
        name: 'payment-api-prod-eu', cluster: 'prod-eu', destination: { name: 'prod-eu', namespace: 'production' },
        sources: [{ repoURL: 'https://github.com/acme/k8s-manifests', targetRevision: 'main', path: 'apps/payment-api/overlays/eu-west-1' }],
      },
      { name: 'payment-api-prod-us' },
    ]);
    expect(made.applications()[0].wave).toBeUndefined();
  });
});

describe('clusters', () => {
  const names = (...args: Parameters<typeof applicationOf>) => clustersIn(applicationOf(...args).sets()[0]);

  test('are all members, without the hub', () => {
    expect(names({})).toEqual(['prod-eu', 'prod-us', 'stage-eu']);
  });

  test('are selected by name, labels and region at once', () => {
    expect(names({ clusters: ['prod-eu', 'stage-eu'] })).toEqual(['prod-eu', 'stage-eu']);
    expect(names({ regions: ['eu-west-1'] })).toEqual(['prod-eu', 'stage-eu']);
    expect(names({ regions: ['eu-west-1', 'us-east-1'], matchLabels: { environment: 'production' }, clusters: ['prod-us', 'stage-eu'] })).toEqual(['prod-us']);
    expect(names({ matchLabels: { environment: 'production', tier: 'gold' } }, { ...MEMBERS, gold: { region: 'x', labels: { environment: 'production', tier: 'gold' } } })).toEqual(['gold']);
  });

  test('have the hub among them when it is named, by its address inside', () => {
    const [set] = applicationOf({ clusters: ['hub', 'prod-us'] }).sets();
    expect(renderApplications(set).map(app => app.spec.destination)).toEqual([
      { name: '', server: 'https://kubernetes.default.svc', namespace: 'production' }, { name: 'prod-us', server: '', namespace: 'production' },
    ]);
    expect(applicationOf({ clusters: ['hub'] }).sets()[0].spec.template.spec.destination).toEqual({ server: '{{ .server }}', namespace: 'production' });
  });

  test('may be declared after the application', () => {
    const { fleet } = fleetOf({});
    const later = fleetOf({}, {}, { app: new App(), id: 'later' });
    new ApplicationSetFleet(later.fleet, 'x', { namespace: 'x', source: CHART, clusters: ['hub'] });
    expect(fleet.check()).toEqual(later.fleet.check());
  });
});

describe('names', () => {
  const long = 'a-cluster-with-a-name-that-is-not-short-at-all-in-the-north';

  test('of Applications end in a hash where a Helm release could not be called so', () => {
    const [set] = applicationOf({ source: CHART }, { [long]: {}, [`${long}-2`]: {} }).sets();
    const made = renderApplications(set).map(app => app.metadata.name);
    made.forEach(name => expect(name).toMatch(/^payment-api-a-cluster-with-a-name-that-is-no.*-[0-9a-f]{8}$/));
    made.forEach(name => expect(name.length).toBeLessThanOrEqual(53));
    expect(new Set(made).size).toBe(2);
  });

  test('of releases are the application\'s, in every cluster', () => {
    expect(applicationOf({ source: CHART }).sets()[0].spec.template.spec.source.helm).toEqual({ releaseName: 'payment-api' });
    expect(applicationOf({ source: { ...CHART, releaseName: 'web' } as never }).sets()[0].spec.template.spec.source.helm).toEqual({ releaseName: 'web' });
  });

  test('fail where two applications would make one Application', () => {
    const { fleet } = fleetOf({ 'eu': {}, 'api-eu': {} });
    new ApplicationSetFleet(fleet, 'payment', { namespace: 'x', source: CHART });
    new ApplicationSetFleet(fleet, 'payment-api', { namespace: 'y', source: CHART });
    expect(fleet.check().map(({ code, clusters }) => ({ code, clusters }))).toContainEqual({ code: 'argo-application-name', clusters: expect.arrayContaining(['api-eu', 'eu']) });
  });
});

describe('values of a chart', () => {
  const source = (more: Partial<FleetHelmSource>): FleetHelmSource => ({ ...CHART, ...more } as FleetHelmSource);
  const valuesOf = (more: Partial<FleetHelmSource>) =>
    renderApplications(applicationOf({ source: source(more) }).sets()[0]).map(app => app.spec.source.helm.values);

  test('stand in the template where they are the same for all', () => {
    const [set] = applicationOf({ source: source({ values: { text: '{{ .Values.x }}', none: null } }) }).sets();
    expect(set.spec.template.spec.source.helm.values).toBe('text: "{{ "{{" }} .Values.x }}"\nnone: null\n');
    expect(set.spec.generators[0].list.elements[0].values).toBeUndefined();
  });

  test('are merged for each cluster, key by key', () => {
    const values = valuesOf({
      values: { a: { b: 1, c: 2 }, list: [1, 2] }, valuesPerCluster: ({ name, region }) => ({ a: { c: name }, list: [region], gone: null }),
    });
    expect(values[1]).toBe('a:\n  b: 1\n  c: prod-us\nlist:\n  - us-east-1\ngone: null\n');
  });

  test('stay what they are, whatever they look like', () => {
    const nasty = { quoted: '"a" \'b\'', template: '{{ .Values.x }}', lines: 'a\n b\n', number: '017', flag: 'yes', big: 12345678901 };
    valuesOf({ valuesPerCluster: () => nasty }).forEach(values => expect(parse(values)).toEqual(nasty));
    valuesOf({ values: nasty }).forEach(values => expect(parse(values)).toEqual(nasty));
  });
});

describe('waves', () => {
  const { sets, made, findings } = applicationOf({
    waves: [{ name: 'canary', matchLabels: { environment: 'staging' } }, { name: 'europe', clusters: ['prod-eu'], maxUpdate: 1 }, { name: 'rest', maxUpdate: '10%' }],
    applicationsSync: 'sync', deletionOrder: 'Reverse',
  });
  const [set] = sets();

  test('are steps that have each Application once', () => {
    expect(findings()).toEqual([]);
    const { steps } = set.spec.strategy.rollingSync;
    const selected = renderApplications(set).map(app => steps.findIndex(({ matchExpressions: [{ key, operator, values }] }: any) =>
      operator === 'In' && values.includes(app.metadata.labels[key])));
    expect(selected).toEqual([1, 2, 0]);
    expect(set.spec.strategy).toMatchObject({ type: 'RollingSync', deletionOrder: 'Reverse' });
    expect(steps.map((step: any) => step.maxUpdate)).toEqual([undefined, 1, '10%']);
    expect(made.applications().map(app => app.wave)).toEqual(['europe', 'rest', 'canary']);
  });

  test('need a setting of Argo CD', () => {
    expect(progressiveSyncs()).toEqual({
      apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'argocd-cmd-params-cm', namespace: 'argocd', annotations: pruneProtection() },
      data: { 'applicationsetcontroller.enable.progressive.syncs': 'true' },
    });
    expect(progressiveSyncs('gitops').metadata.namespace).toBe('gitops');
  });
});

describe('settings', () => {
  test('take the construct of a project', () => {
    const { fleet } = fleetOf();
    const project = new ArgoCdProject(fleet, 'payments', { sourceRepos: ['*'], namespaces: ['production'] });
    new ApplicationSetFleet(fleet, 'payment-api', { namespace: 'production', source: OVERLAYS, project });
    expect(setsOf(fleet)[0].spec.template.spec.project).toBe('payments');
    expect(fleet.check()).toEqual([]);
  });

  test('are those of the program', () => {
    const [set] = applicationOf({
      project: { name: 'payments' }, labels: { team: 'pay', place: ({ name }) => name }, annotations: { note: '{{ x }}' }, applicationFinalizers: ['x.example.com/y'],
      syncPolicy: { automated: false, retry: { limit: 2 }, syncOptions: ['Validate=false'], managedNamespaceMetadata: { labels: { a: 'b' } } }, prune: false,
      ignoreDifferences: [{ kind: 'Secret', jsonPointers: ['/data'] }], applicationsSync: 'create-only', preserveResourcesOnDeletion: false, finalizers: [],
      ignoreApplicationDifferences: [{ jsonPointers: ['/spec/source/targetRevision'] }],
    }).fleet.hub.chart.node.findAll().filter(ApiObject.isApiObject).map(object => object.toJson());
    expect(set.metadata.finalizers).toBeUndefined();
    expect(set.spec).toMatchObject({
      syncPolicy: { applicationsSync: 'create-only', preserveResourcesOnDeletion: false },
      ignoreApplicationDifferences: [{ jsonPointers: ['/spec/source/targetRevision'] }],
      template: { metadata: { labels: { team: 'pay', place: '{{ index .labels "place" }}' }, finalizers: ['x.example.com/y'] }, spec: { project: 'payments' } },
    });
    expect(set.spec.template.spec.syncPolicy).toEqual({ retry: { limit: 2 }, syncOptions: ['Validate=false'], managedNamespaceMetadata: { labels: { a: 'b' } } });
    expect(set.spec.template.spec.ignoreDifferences).toContainEqual({ kind: 'Secret', jsonPointers: ['/data'] });
    expect(renderApplications(set)[1].metadata).toMatchObject({ labels: { place: 'prod-us' }, annotations: { note: '{{ x }}' } });
  });

  test('of pruning hold where Argo CD reads them', () => {
    expect(applicationOf({ prune: false }).sets()[0].spec.template.spec.syncPolicy.automated).toMatchObject({ enabled: true, prune: false });
  });

  test('of several sources are told apart', () => {
    const [set] = applicationOf({ sources: [OVERLAYS, { ...OVERLAYS, path: (cluster: ClusterModel) => `extra/${cluster.name}` } as never] }).sets();
    expect(renderApplications(set)[0].spec.sources.map((source: any) => source.path)).toEqual(['apps/payment-api/overlays/eu-west-1', 'extra/prod-eu']);
  });

  test('that Argo CD does not have fail the synth', () => {
    expect(applicationOf({ applicationsSync: 'never' as never }).messages()).toEqual([expect.stringMatching(/^error schema: hub: ApplicationSet argocd\/payment-api .*spec\.syncPolicy\.applicationsSync: /)]);
  });

  test('may be patched, in all ApplicationSets of the application', () => {
    const { fleet, made } = applicationOf({ source: { ...CHART, valuesPerCluster: () => ({ long: 'x'.repeat(500_000) }) } as never });
    ApiObject.of(made).addJsonPatch(JsonPatch.add('/spec/template/spec/revisionHistoryLimit', 3), JsonPatch.replace('/spec/generators/0/list/elements/0/region', 'patched'),
      JsonPatch.add('/spec/generators/0/list/elements/-', { application: 'one-more' }));
    const all = setsOf(fleet);
    expect(all.map(set => [set.metadata.name, set.spec.template.spec.revisionHistoryLimit, set.spec.generators[0].list.elements[0].region])).toEqual([
      ['payment-api', 3, 'patched'], ['payment-api-2', 3, 'patched'],
    ]);
    expect(setsOf(fleet)).toEqual(all);
    ApiObject.of(made).addJsonPatch(JsonPatch.add('/spec/template/spec/revisionHistoryLimits', 3));
    expect(() => setsOf(fleet)).toThrow('spec.template.spec.revisionHistoryLimits: unknown field');
  });
});

test('a patch of the list is applied once, however often it is rendered', () => {
  const { fleet, made } = applicationOf({});
  ApiObject.of(made).addJsonPatch(JsonPatch.add('/spec/generators/0/list/elements/-', { application: 'one-more' }));
  expect(setsOf(fleet)[0].spec.generators[0].list.elements).toHaveLength(4);
  expect(setsOf(fleet)[0].spec.generators[0].list.elements).toHaveLength(4);
});

describe('more Applications than one object holds', () => {
  const source = { ...CHART, valuesPerCluster: () => ({ long: 'x'.repeat(500_000) }) } as FleetHelmSource;
  const program = (lock: ReturnType<typeof Lock.memory>, members: readonly string[], selected?: readonly string[]) => {
    const { fleet } = fleetOf(Object.fromEntries(members.map(name => [name, {}])), { lock });
    const made = new ApplicationSetFleet(fleet, 'big', { namespace: 'x', source, clusters: selected });
    const clusters = () => Object.fromEntries(setsOf(fleet).map(set => [set.metadata.name, clustersIn(set)]));
    return { fleet, made, clusters, commit: () => lock.commit('acme', lock.read('acme'), fleet.recordedFacts()) };
  };

  test('are in several ApplicationSets, and stay where they are when clusters come', () => {
    const lock = Lock.memory();
    const first = program(lock, ['b', 'c', 'd']);
    expect(first.clusters()).toEqual({ 'big': ['b', 'c'], 'big-2': ['d'] });
    expect(first.made.applications().map(app => app.name)).toEqual(['big-b', 'big-c', 'big-d']);
    first.commit();
    expect(lock.read('acme').facts).toEqual([
      { owner: 'b', fact: 'application-set/big', value: '1' }, { owner: 'c', fact: 'application-set/big', value: '1' }, { owner: 'd', fact: 'application-set/big', value: '2' },
    ]);
    expect(program(lock, ['a', 'aa', 'b', 'c', 'd']).clusters()).toEqual({ 'big': ['b', 'c'], 'big-2': ['a', 'd'], 'big-3': ['aa'] });
    expect(program(lock, ['b', 'c', 'd'], ['d']).clusters()).toEqual({ 'big': [], 'big-2': ['d'] });
  });

  test.each(['0', '-1', '1.5', 'x', '', '1e9', 'Infinity'])('have each cluster once with a lock that says it is in %j', value => {
    const facts = [{ owner: 'b', fact: 'application-set/big', value }, { owner: 'd', fact: 'application-set/big', value: '2' }];
    expect(program(Lock.memory({ acme: { facts } }), ['b', 'c', 'd']).clusters()).toEqual({ 'big': ['b', 'c'], 'big-2': ['d'] });
  });

  test('record nothing as long as there is one', () => {
    const lock = Lock.memory();
    const { clusters, commit } = program(lock, ['b', 'c']);
    expect(clusters()).toEqual({ big: ['b', 'c'] });
    commit();
    expect(lock.read('acme').facts).toEqual([]);
  });

  test('are counted anew when a cluster is declared after a look at them', () => {
    const { fleet, clusters } = program(Lock.memory(), ['b', 'c', 'd']);
    expect(Object.keys(clusters())).toHaveLength(2);
    const objects = () => fleet.hub.chart.node.findAll().filter(ApiObject.isApiObject).length;
    const before = objects();
    fleet.claim({ type: 'namespace', cluster: 'b', path: 'late', name: 'late' });
    expect(Object.keys(clusters())).toHaveLength(2);
    expect(objects()).toBe(before);
    new ExistingCluster(fleet, 'e', { version: '1.34.1', network: { pods: '10.100.0.0/20', services: '172.30.0.0/24' } });
    expect(clusters()).toEqual({ 'big': ['b', 'c'], 'big-2': ['d', 'e'] });
  });
});

describe('a delivery that runs applications itself', () => {
  const asked: DeliveredApplication[] = [];
  const delivery: IDelivery = {
    name: 'own', prunes: true, readsFolders: false,
    bind: () => ({ deliverFolder: () => {}, installRelease: () => {}, deliverApplication: (_, application) => { asked.push(application); } }),
  };

  test('is told all of it, and there is no ApplicationSet', () => {
    asked.length = 0;
    const { fleet, sets, made, findings } = applicationOf({
      prune: false, waves: [{ name: 'canary', clusters: ['prod-us'] }, { name: 'rest' }],
      source: { ...CHART, values: { a: 1 }, valuesPerCluster: ({ name }: ClusterModel) => ({ name }) } as never,
    }, MEMBERS, { delivery });
    expect(findings()).toEqual([]);
    expect(sets()).toEqual([]);
    expect(asked).toMatchObject([{ name: 'payment-api', namespace: 'production', prune: false, waves: ['canary', 'rest'] }]);
    expect(asked[0].targets(fleet.settle()).map(({ cluster, wave, sources }) => [cluster.name, wave, sources])).toEqual([
      ['prod-eu', 'rest', [expect.objectContaining({ type: 'helm', chart: 'web', releaseName: 'payment-api', values: { a: 1, name: 'prod-eu' } })]],
      ['prod-us', 'canary', expect.anything()],
      ['stage-eu', 'rest', expect.anything()],
    ]);
    expect(made.applications().map(({ destination }) => destination)).toContainEqual({ name: 'prod-us', namespace: 'production' });
  });

  test('fails on what only an ApplicationSet has', () => {
    expect(() => applicationOf({ project: 'x', labels: { a: 'b' } }, MEMBERS, { delivery })).toThrow(new Error(
      'acme/payment-api: project, labels: only an ApplicationSet of Argo CD on the hub has that, and the delivery of fleet \'acme\' runs applications in another way; leave them out'));
    expect(() => applicationOf({ generators: [{ clusters: {} }], source: CHART }, MEMBERS, { delivery })).toThrow('acme/payment-api: generators: only an ApplicationSet');
    expect(() => applicationOf({ waves: [{ name: 'a', clusters: ['prod-eu'] }, { name: 'b', maxUpdate: 1 }] }, MEMBERS, { delivery }))
      .toThrow('acme/payment-api: waves[1].maxUpdate: only an ApplicationSet of Argo CD on the hub has that');
  });

  test('has the same rules', () => {
    expect(applicationOf({ matchLabels: { environment: 'none' } }, MEMBERS, { delivery }).findings()).toMatchObject([{ code: 'application-set-empty' }]);
  });
});

describe('the preview', () => {
  test('fails before the fleet is settled', () => {
    expect(() => applicationOf({}).made.applications()).toThrow('fleet \'acme\' is not settled yet');
  });
});

test('the rules about all that Argo CD has see the same Applications as the preview', () => {
  const { fleet } = fleetOf();
  const lists: ((model: FleetModel) => readonly DeclaredArgoApplication[])[] = [];
  jest.spyOn(ArgoCdRegistry.of(fleet), 'addApplications').mockImplementation(list => { lists.push(list); });
  const made = new ApplicationSetFleet(fleet, 'payment-api', { namespace: 'x', clusters: ['hub', 'prod-eu', 'prod-us'], project: 'pay', sources: [OVERLAYS, CHART] });
  expect(lists.flatMap(list => list(fleet.settle()))).toEqual(made.applications().map(({ wave: _, sources, ...preview }) => ({
    ...preview, path: 'acme/payment-api', project: 'pay',
    sources: sources.map(({ repoURL, path, chart, helm }) => ({ repoURL, path, chart, releaseName: helm?.releaseName })),
  })));
});

test.each<[string, FleetSource, FleetSource, string]>([
  ['Helm release', { ...CHART, releaseName: 'web' } as FleetSource, { ...CHART, releaseName: 'web' } as FleetSource, 'Helm release web'],
  ['folder', OVERLAYS, { ...OVERLAYS, path: './apps/payment-api/overlays/eu-west-1/' } as FleetSource, 'folder apps/payment-api/overlays/eu-west-1'],
  ['folder of another', { ...OVERLAYS, type: 'directory', path: 'apps', recurse: true } as FleetSource, OVERLAYS, 'folder apps/payment-api/overlays/eu-west-1'],
])('two applications may not bring the same %s', (_, first, second, what) => {
  const { fleet } = fleetOf({ eu: { region: 'eu-west-1' } });
  new ApplicationSetFleet(fleet, 'one', { namespace: 'x', source: first });
  new ApplicationSetFleet(fleet, 'two', { namespace: 'x', source: second });
  expect(fleet.check().map(({ code, message }) => `${code}: ${message}`)).toEqual([
    `argo-shared-objects: eu: Application one-eu (acme/one) and Application two-eu (acme/two) both bring ${what} to namespace x; keep one of them`,
  ]);
});

test('an Application takes its element of an object, and what the controller says about it', () => {
  const element = { application: 'payment-api-eu', name: 'eu' };
  expect(bytesOf(element, 2, false)).toBe(Buffer.byteLength(JSON.stringify(element)) + 1 + 320 + 14);
  expect(bytesOf(element, 2, true)).toBe(bytesOf(element, 2, false) + 320 + 14 + 2 * 76);
  expect(bytesOf({ ...element, path: 'é' }, 1, false)).toBe(bytesOf({ ...element, path: 'aa' }, 1, false));
});

test('promotion changes one value, and no byte elsewhere', () => {
  const REVISIONS = { dev: 'v2.1.0', stage: 'v2.0.0', prod: 'v2.0.0' };
  const program = (revisions: typeof REVISIONS) => {
    const app = new FleetApp();
    const fleets = Object.entries(revisions).map(([stage, targetRevision]) => {
      const { fleet } = fleetOf({ [`${stage}-eu`]: { region: 'eu-west-1' }, [`${stage}-us`]: { region: 'us-east-1' } }, {}, { app, id: stage });
      new ApplicationSetFleet(fleet, 'payment-api', { namespace: 'production', source: { ...OVERLAYS, targetRevision } as never });
      return fleet;
    });
    return Object.fromEntries(fleets.map(fleet => [fleet.node.id, fleet.clusterCharts.map(chart => JSON.stringify(chart.toJson())).join('\n')]));
  };
  const before = program(REVISIONS);
  const raised = program({ ...REVISIONS, dev: 'v2.2.0' });
  expect(raised).toEqual({ ...before, dev: before.dev.replaceAll('v2.1.0', 'v2.2.0') });
  expect(raised.dev).not.toBe(before.dev);
  const promoted = program({ ...REVISIONS, stage: REVISIONS.dev });
  expect(promoted).toEqual({ ...before, stage: before.stage.replaceAll('v2.0.0', 'v2.1.0') });
});

function clustersIn(set: any): readonly string[] {
  return set.spec.generators[0].list.elements.map((element: { readonly name: string }) => element.name);
}
