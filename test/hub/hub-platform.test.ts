import { describe, expect, test } from '@jest/globals';
import { ApiObject, App, JsonPatch, Testing } from 'cdk8s';
import {
  ARGO_CD, awsMember, dockerMember, existingMember, filesIn, find, fleetOf, FLUX, nameOf, objectsIn, phasesIn, PLAIN_FILES, platform, Step, Tree,
  Written, written,
} from './programs';
import { AddressPlan, ExistingCluster, Fleet, FleetProps, FluxFleet, HubPlatform, Lock, Mirror, PHASES, pruneProtection, Secrets } from '../../lib';

const UNITS = Object.values(PHASES).sort((a, b) => a.number - b.number).map(({ unit }) => unit);
const FIRST = '00-namespaces-and-crds';
const CLUSTER_API = ['addon-helm', 'bootstrap-kubeadm', 'cluster-api', 'control-plane-kubeadm'];
/** What everything with managed clusters has. */
const BASE = { '00-crds': [FIRST], '10-cert-manager': ['cert-manager'], '30-cluster-api-operator': ['cluster-api-operator'] };
const DOCKER = { '40-cluster-api': [...CLUSTER_API, 'infrastructure-docker'] };
const web: Step = fleet => new FluxFleet(fleet, 'web', {
  clusters: ['old'], source: { type: 'git', url: 'https://git.example.com/acme/web', branch: 'main' }, kustomization: { path: 'deploy' },
});

type Phases = Readonly<Record<string, readonly string[]>>;

/** Programs, with the folders of their phases and the files in them: one for each component. */
const PROGRAMS: Readonly<Record<string, [steps: readonly Step[], props: Partial<FleetProps>, phases: Phases]>> = {
  'no managed cluster': [[existingMember('old')], {}, {}],
  'nothing but the hub': [[], {}, {}],
  'members of containers': [[dockerMember('eu')], {}, { ...BASE, ...DOCKER }],
  'members on EC2 and of containers': [
    [awsMember('prod'), dockerMember('eu')], {}, { ...BASE, '40-cluster-api': [...CLUSTER_API, 'infrastructure-aws', 'infrastructure-docker'] },
  ],
  'plain files': [[dockerMember('eu')], { delivery: PLAIN_FILES() }, { ...BASE, ...DOCKER }],
  'Argo CD, and Secrets made beforehand': [
    [dockerMember('eu')], { delivery: ARGO_CD(), secrets: Secrets.madeBeforehand() }, { ...BASE, ...DOCKER, '50-gitops': ['argo-cd'] },
  ],
  'Argo CD and External Secrets': [
    [dockerMember('eu')], { delivery: ARGO_CD(), secrets: Secrets.externalSecrets() },
    { ...BASE, ...DOCKER, '20-secrets': ['external-secrets'], '50-gitops': ['argo-cd'] },
  ],
  'External Secrets that has nothing to do': [[dockerMember('eu')], { secrets: Secrets.externalSecrets() }, { ...BASE, ...DOCKER }],
  'Argo CD without a managed cluster': [[existingMember('old')], { delivery: ARGO_CD() }, { '00-crds': [FIRST], '50-gitops': ['argo-cd'] }],
  'Flux': [[dockerMember('eu')], { delivery: FLUX() }, { ...BASE, ...DOCKER, '50-gitops': ['flux'], 'flux-system': ['flux'] }],
  'a FluxFleet beside Argo CD': [
    [existingMember('old'), web], { delivery: ARGO_CD() }, { '00-crds': [FIRST], '50-gitops': ['argo-cd', 'flux'] },
  ],
  'a FluxFleet and no delivery': [[existingMember('old'), web], {}, { '00-crds': [FIRST], '50-gitops': ['flux'] }],
};
const NAMES = Object.keys(PROGRAMS);

describe.each(NAMES)('the hub of a fleet with %s', (name) => {
  const [steps, props, phases] = PROGRAMS[name];
  const { app, fleet } = fleetOf([platform(), ...steps], props);
  const lazily = <T>(make: () => T): (() => T) => {
    let made: T | undefined;
    return () => (made ??= make());
  };
  const first = lazily(() => written(app));

  test('runs what it needs and nothing else, without a finding', () => {
    expect(phasesIn(first())).toEqual(phases);
    expect(app.check()).toEqual([]);
  });

  test('is the same to the last byte wherever the program writes the platform', () => {
    const orders: readonly (readonly Step[])[] = [[...steps, platform()], [...steps.slice(0, 1), platform(), ...steps.slice(1)]];
    orders.forEach(order => expect(written(fleetOf(order, props).app)).toEqual(first()));
  });

  test('has nothing twice', () => {
    const names = [...UNITS, undefined].flatMap(unit => objectsIn(fleet, unit)).map(object => `${object.apiVersion.split('/')[0]} ${nameOf(object)}`);
    expect(names.filter((of, i) => names.indexOf(of) !== i)).toEqual([]);
  });

  test('has nothing that whatever delivers it would delete when it leaves the program', () => {
    const unprotected = UNITS.flatMap(unit => objectsIn(fleet, unit)).filter(({ metadata: { annotations = {} } }) => !(
      annotations['argocd.argoproj.io/sync-options'] === 'Prune=false,Delete=false' && annotations['helm.sh/resource-policy'] === 'keep'
      && annotations['kustomize.toolkit.fluxcd.io/prune'] === 'disabled'));
    expect(unprotected.map(nameOf)).toEqual([]);
  });

  test('has its definitions and namespaces before everything else, and only there', () => {
    const before = objectsIn(fleet, PHASES.definitions.unit);
    const isFirst = ({ kind }: Written) => kind === 'CustomResourceDefinition' || kind === 'Namespace';
    expect(before.filter(object => !isFirst(object)).map(nameOf)).toEqual([]);
    expect(UNITS.slice(1).flatMap(unit => objectsIn(fleet, unit)).filter(isFirst).map(nameOf)).toEqual([]);
    const namespaces = before.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
    const used = UNITS.slice(1).flatMap(unit => objectsIn(fleet, unit)).flatMap(({ metadata }) => metadata.namespace ?? []);
    expect([...new Set(used)].filter(of => !['kube-system', ...namespaces].includes(of))).toEqual([]);
  });

  test('changes nothing in the folders of the clusters', () => {
    const [without, withPlatform] = [written(fleetOf(steps, props).app), first()];
    const notOfHub = (tree: Tree) => Object.fromEntries(Object.entries(tree).filter(([path]) => !path.startsWith('hub') && !path.startsWith('_')));
    expect(notOfHub(withPlatform)).toEqual(notOfHub(without));
    // What the hub has beside its phases: only namespaces and definitions move into the first one.
    const main = (tree: Tree) => Object.fromEntries(Object.entries(tree).filter(([path]) => /^hub\//.test(path) && !path.includes(FIRST) && !/delivery/.test(path)));
    expect(main(withPlatform)).toEqual(main(without));
  });

  test('has nothing of it without a platform, and the lock neither', () => {
    const lock = Lock.memory();
    const tree = written(fleetOf(steps, { ...props, lock }).app);
    expect(Object.keys(phasesIn(tree)).filter(unit => (UNITS as readonly string[]).includes(unit))).toEqual([]);
    expect(Object.values(tree).filter(text => /operator\.cluster\.x-k8s\.io|^kind: CustomResourceDefinition$/m.test(text))).toEqual([]);
    expect(lock.read('acme').facts.filter(({ fact }) => fact.startsWith('component/'))).toEqual([]);
  });
});

test('each component is there once, however many members need it', () => {
  const members = [1, 2, 3].flatMap(i => [dockerMember(`docker-${i}`, i), awsMember(`aws-${i}`, i + 10)]);
  const tree = written(fleetOf([platform(), ...members]).app);
  const one = written(fleetOf([platform(), members[0], members[1]]).app);
  expect(phasesIn(tree)).toEqual(PROGRAMS['members on EC2 and of containers'][2]);
  filesIn(one, 'hub.').forEach(path => expect(tree[path]).toBe(one[path]));
});

test('members of other orders give the same platform, and the same claims', () => {
  const members = [dockerMember('one', 1), awsMember('two', 11), dockerMember('three', 3), existingMember('old')];
  const models = [members, [...members].reverse()].map(order => {
    const props = { delivery: ARGO_CD(), secrets: Secrets.externalSecrets() };
    const { app, fleet } = fleetOf([...order.slice(0, 2), platform(), ...order.slice(2)], props);
    const components = fleet.clusterModel('hub').components.map(({ component: { name }, ...rest }) => ({ ...rest, name }));
    return { tree: written(app), components };
  });
  filesIn(models[0].tree, 'hub.').forEach(path => expect(models[1].tree[path]).toBe(models[0].tree[path]));
  expect(models[1].components).toEqual(models[0].components);
  expect(models[0].components.map(({ name, version, paths }) => [name, version, paths])).toEqual([
    ['addon-helm', 'v0.6.4', ['one/add-on-calico', 'three/add-on-calico', 'two/add-on-aws-cloud-controller-manager', 'two/add-on-aws-ebs-csi-driver',
      'two/add-on-cilium'].map(path => `acme--hub/${path}`)],
    ['argo-cd', 'v3.5.1', ['acme/delivery']],
    ['bootstrap-kubeadm', 'v1.14.0', ['acme/one', 'acme/three', 'acme/two']],
    ['cert-manager', 'v1.21.1', ['acme/platform']],
    ['cluster-api', 'v1.14.0', ['acme/one', 'acme/three', 'acme/two']],
    ['cluster-api-operator', 'v0.28.0', ['acme/platform']],
    ['control-plane-kubeadm', 'v1.14.0', ['acme/one', 'acme/three', 'acme/two']],
    ['external-secrets', 'v2.9.0', ['acme/delivery/old', 'acme/delivery/one', 'acme/delivery/three', 'acme/delivery/two']],
    ['infrastructure-aws', 'v2.11.1', ['acme/two']],
    ['infrastructure-docker', 'v1.14.0', ['acme/one', 'acme/three']],
  ]);
});

describe('the order of phases', () => {
  const steps = [dockerMember('eu'), existingMember('old'), web, platform()];

  test('under Argo CD is one of sync waves: all of a phase lies before all of the next one, and the main folder after them', () => {
    const { fleet } = fleetOf(steps, { delivery: ARGO_CD(), secrets: Secrets.externalSecrets() });
    const waves = [...UNITS, undefined].map(unit => objectsIn(fleet, unit).map(({ metadata }) => Number(metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0)));
    expect(waves.map(of => of.length > 0)).toEqual(Array(7).fill(true));
    waves.slice(1).forEach((of, i) => expect(Math.min(...of)).toBeGreaterThan(Math.max(...waves[i])));
    const { spec } = find(objectsIn(fleet), 'Application', 'acme-hub');
    expect(spec.sources.map(({ path }: any) => path)).toEqual([...UNITS.map(unit => `dist/hub.${unit}`), 'dist/hub']);
  });

  test('under Flux is a chain of Kustomizations, each of which waits until its objects are healthy', () => {
    const { fleet } = fleetOf(steps, { delivery: FLUX(), secrets: Secrets.clusterStore('vault') });
    const kustomizations = objectsIn(fleet, 'flux-system').filter(({ kind }) => kind === 'Kustomization');
    const byPath = (path: string) => kustomizations.find(({ spec }) => spec.path === `./dist/${path}`)!;
    const units = UNITS.filter(unit => unit !== PHASES.secrets.unit);
    expect(units.map(unit => byPath(`hub.${unit}`).spec).map(({ dependsOn, wait, prune }) => [dependsOn, wait, prune])).toEqual(units.map((_, i) => [
      i === 0 ? undefined : [{ name: byPath(`hub.${units[i - 1]}`).metadata.name }], true, true,
    ]));
    expect(byPath('hub').spec.dependsOn).toContainEqual({ name: byPath('hub.50-gitops').metadata.name });
  });
});

test('annotations that a component has of its own are still there beside the protection', () => {
  const { fleet } = fleetOf([platform(), dockerMember('eu')]);
  const { metadata } = find(objectsIn(fleet, '30-cluster-api-operator'), 'MutatingWebhookConfiguration', 'capi-operator-mutating-webhook-configuration');
  expect(metadata.annotations).toEqual({ ...pruneProtection(), 'cert-manager.io/inject-ca-from': 'capi-operator-system/capi-operator-serving-cert' });
});

test('with a mirror, images that are arguments of commands are those of the mirror, and in the bill of materials', () => {
  const image = 'quay.io/jetstack/cert-manager-acmesolver';
  for (const [mirror, target] of [[undefined, image], [Mirror.registry('registry.example.com/mirror'), `registry.example.com/mirror/${image}`]] as const) {
    const { app, fleet } = fleetOf([platform(), dockerMember('eu')], { mirror });
    const [container] = find(objectsIn(fleet, '10-cert-manager'), 'Deployment', 'cert-manager').spec.template.spec.containers;
    expect(container.args).toContain(`--acme-http01-solver-image=${target}:v1.21.1`);
    const { artifacts } = JSON.parse(written(app)['_bill-of-materials.json']);
    expect(artifacts).toContainEqual({ kind: 'image', source: image, target, version: 'v1.21.1', usedBy: ['hub: cert-manager'] });
  }
});

test('a plain App gives the same objects', () => {
  const { fleet } = fleetOf([platform(), awsMember('prod'), dockerMember('eu')]);
  const app: App = Testing.app();
  const plain = new Fleet(app, 'acme', {
    hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '172.16.0.0/16', services: '172.17.0.0/20' } }),
    addresses: AddressPlan.within('10.0.0.0/9'), lock: Lock.memory(),
  });
  [platform(), awsMember('prod'), dockerMember('eu')].forEach(step => step(plain));
  app.synth();
  [...UNITS, undefined].forEach(unit => expect(objectsIn(plain, unit)).toEqual(objectsIn(fleet, unit)));
});

describe('people change what it makes', () => {
  test('and the change is there whenever the fleet is settled', () => {
    const { app, fleet } = fleetOf([dockerMember('eu')], { delivery: ARGO_CD() });
    const hub = new HubPlatform(fleet, 'platform');
    const deployment = hub.objectsOf('cert-manager').node.findChild('Deployment cert-manager cert-manager') as ApiObject;
    deployment.addJsonPatch(JsonPatch.replace('/spec/replicas', 2));
    const provider = hub.objectsOf('infrastructure-docker').node.findChild('Resource') as ApiObject;
    provider.addJsonPatch(JsonPatch.add('/spec/deployment', { replicas: 0 }));
    fleet.settle();
    dockerMember('us', 2)(fleet);
    expect(app.check()).toEqual([]);
    expect(find(objectsIn(fleet, '10-cert-manager'), 'Deployment', 'cert-manager').spec.replicas).toBe(2);
    expect(find(objectsIn(fleet, '40-cluster-api'), 'InfrastructureProvider', 'docker').spec).toEqual({ version: 'v1.14.0', deployment: { replicas: 0 } });
  });

  test('by the kind, namespace and name of an object, which are its id', () => {
    const { fleet } = fleetOf([dockerMember('eu')], { delivery: FLUX() });
    const hub = new HubPlatform(fleet, 'platform');
    for (const [component, unit] of [['cert-manager', '10-cert-manager'], ['cluster-api-operator', '30-cluster-api-operator'], ['flux', '50-gitops']]) {
      const ids = hub.objectsOf(component).node.children.map(child => child.node.id);
      expect(ids.sort()).toEqual(objectsIn(fleet, unit).map(nameOf).map(name => name.replace('/', ' ')).sort());
    }
  });

  test('a component of definitions alone too', () => {
    const { fleet } = fleetOf([]);
    const hub = new HubPlatform(fleet, 'platform');
    fleet.claim({
      type: 'component', cluster: 'hub', path: 'acme/mine',
      component: { type: 'manifests', name: 'kinds', version: 'v1.0.0', phase: 'definitions', serves: [], definitions: () => [definition('Widget')], objects: () => [] },
    });
    expect(hub.objectsOf('kinds').node.children.map(child => child.node.id)).toEqual(['CustomResourceDefinition widgets.example.com']);
    expect(fleet.check()).toEqual([]);
  });

  test('and what is not there is told from what is', () => {
    const { fleet } = fleetOf([]);
    const hub = new HubPlatform(fleet, 'platform', { providedByOthers: { flux: 'v2.9.4' } });
    expect(() => hub.objectsOf('cert-manager')).toThrow(new Error("acme/platform: installs no component 'cert-manager' so far; it has none"));
    dockerMember('eu')(fleet);
    web(fleet);
    expect(() => hub.objectsOf('flux')).toThrow(new Error("acme/platform: installs no component 'flux' so far; it has addon-helm, bootstrap-kubeadm,"
      + ' cert-manager, cluster-api, cluster-api-operator, control-plane-kubeadm, infrastructure-docker'));
  });

  test('objects of their own lie in the folder of a phase, before and after it holds others', () => {
    const { app, fleet } = fleetOf([], { delivery: ARGO_CD() });
    const hub = new HubPlatform(fleet, 'platform');
    const mine = (chart = hub.chartOf('operator')) => new ApiObject(chart, `mine-${chart.node.children.length}`, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'default' } });
    mine();
    dockerMember('eu')(fleet);
    mine();
    expect(hub.chartOf('operator')).toBe(hub.chartOf('operator'));
    const tree = written(app);
    expect(filesIn(tree, 'hub.30').map(path => path.split('/')[1])).toEqual(['cluster-api-operator.yaml', 'mine-0.yaml', 'mine-2.yaml']);
    expect(tree['hub.30-cluster-api-operator/mine-0.yaml']).toContain('argocd.argoproj.io/sync-wave: "-70000"');
    expect(find(objectsIn(fleet), 'Application', 'acme-hub').spec.sources.map(({ path }: any) => path)).toContain('dist/hub.30-cluster-api-operator');
  });

  test('and what is no phase is refused', () => {
    const { fleet } = fleetOf([]);
    const hub = new HubPlatform(fleet, 'platform');
    expect(() => hub.chartOf('10-cert-manager' as never)).toThrow(new Error('acme/platform: chartOf: write one of definitions, certificates, secrets, operator,'
      + " providers, gitops, got '10-cert-manager'"));
    expect(() => hub.chartOf('toString' as never)).toThrow('acme/platform: chartOf: write one of');
  });
});

function definition(kind: string): any {
  const names = { kind, listKind: `${kind}List`, plural: `${kind.toLowerCase()}s`, singular: kind.toLowerCase() };
  return {
    apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: `${names.plural}.example.com` },
    spec: { group: 'example.com', names, scope: 'Namespaced', versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }] },
  };
}
