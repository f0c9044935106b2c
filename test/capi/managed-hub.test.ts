import { describe, expect, test } from '@jest/globals';
import {
  AddressPlan, Aws, Calico, Cilium, Delivery, Docker, ExistingCluster, Fleet, FleetApp, FleetProps, HubPlatform, IHub, Lock, ManagedCluster, Secrets,
} from '../../lib';
import { ARGO_CD, dockerMember, existingMember, filesIn, find, FLUX, nameOf, newApp, phasesIn, platform, Step, Written, written } from '../hub/programs';

const DOCKER = () => ({
  version: '1.34.1', infrastructure: Docker.dev(), networkPlugin: Calico.vxlan(), controlPlane: { replicas: 3, machine: {} },
  pools: { workers: { replicas: 2, machine: {} } }, network: { pods: '172.16.0.0/16', services: '172.17.0.0/20' }, labels: { stage: 'hub' },
});
const EC2 = () => ({
  version: '1.34.1', infrastructure: Aws.ec2({ region: 'eu-west-1', availabilityZones: ['eu-west-1a'] }), networkPlugin: Cilium.vxlan(),
  controlPlane: { replicas: 3, machine: { instanceType: 'm6i.large' } }, pools: { workers: { replicas: 2, machine: { instanceType: 'm6i.large' } } },
  network: { pods: '172.16.0.0/16', services: '172.17.0.0/20', nodes: '172.18.0.0/16' },
});

function fleetWith(hub: IHub, steps: readonly Step[] = [], props: Partial<FleetProps> = {}): { app: FleetApp; fleet: Fleet } {
  const app = newApp();
  const fleet = new Fleet(app, 'acme', { hub, addresses: AddressPlan.within('10.0.0.0/9'), lock: Lock.memory(), ...props });
  steps.forEach(step => step(fleet));
  return { app, fleet };
}
const managedHub = () => ManagedCluster.hub({ ...DOCKER(), name: 'hub' });
const mainOf = (fleet: Fleet, cluster = 'hub', unit?: string) => fleet.chartOf(cluster, unit).toJson() as Written[];
const withoutManifests = (objects: readonly Written[]) => objects.filter(({ kind }) => !['Namespace', 'CustomResourceDefinition'].includes(kind));

describe('a hub that Cluster API makes', () => {
  test('alone is a fleet: its own objects are in its own folder', () => {
    const { app, fleet } = fleetWith(managedHub());
    expect(app.check()).toEqual([]);
    const tree = written(app);
    expect(Object.keys(tree).filter(path => !path.startsWith('_'))).toEqual(['hub/00-namespaces-and-crds.yaml', 'hub/hub.yaml']);
    expect(withoutManifests(mainOf(fleet)).map(nameOf)).toEqual(expect.arrayContaining([
      'Cluster acme/hub', 'DevCluster acme/hub', 'KubeadmControlPlane acme/hub-control-plane', 'MachineDeployment acme/hub-workers',
    ]));
  });

  test('has those of members beside its own', () => {
    const { app, fleet } = fleetWith(managedHub(), [dockerMember('eu', 1), existingMember('old')]);
    expect(app.check()).toEqual([]);
    expect(filesIn(written(app), 'hub/').map(path => path.split('/')[1])).toEqual(['00-namespaces-and-crds.yaml', 'eu.yaml', 'hub.yaml']);
    expect(mainOf(fleet).filter(({ kind }) => kind === 'Cluster').map(nameOf).sort()).toEqual(['Cluster acme/eu', 'Cluster acme/hub']);
  });

  test('is the hub: by its role, its origin and its name', () => {
    const { fleet } = fleetWith(managedHub(), [dockerMember('eu', 1)]);
    expect(fleet.hub.name).toBe('hub');
    expect(fleet.settle().clusters.map(({ name, role, origin }) => [name, role, origin])).toEqual([['eu', 'member', 'managed'], ['hub', 'hub', 'managed']]);
    expect((fleet.hub as ManagedCluster).hubObjects.node.path).toBe('acme--hub/hub');
    expect(fleet.hub.chart.node.path).toBe('acme--hub');
  });

  test.each<[string, () => any]>([['containers', DOCKER], ['EC2', EC2]])('has the same objects as a member of the same props: %s', (_, props) => {
    const existing = ExistingCluster.hub({ name: 'other', version: '1.34.1', network: { pods: '172.30.0.0/16', services: '172.31.0.0/20' } });
    const asMember = fleetWith(existing, [fleet => new ManagedCluster(fleet, 'hub', props())]);
    const asHub = fleetWith(ManagedCluster.hub({ ...props(), name: 'hub' }));
    expect(mainOf(asHub.fleet)).toEqual(mainOf(asMember.fleet, 'other'));
    const { role, components, ...rest } = asHub.fleet.clusterModel('hub');
    const { role: memberRole, components: none, ...member } = asMember.fleet.clusterModel('hub');
    expect([role, memberRole, none]).toEqual(['hub', 'member', []]);
    expect(components.map(({ component }) => component.name)).toEqual(asMember.fleet.clusterModel('other').components.map(({ component }) => component.name));
    // The chart that add-ons lie in is another one.
    expect(JSON.stringify({ ...rest, namespaces: [] })).toBe(JSON.stringify({ ...member, namespaces: [] }).replaceAll('acme--other/', 'acme--hub/'));
    expect(rest.namespaces).toEqual(['acme']);
  });

  test('gets its network plug-in as members do, by an object of its own that selects it', () => {
    const { fleet } = fleetWith(managedHub());
    const proxy = mainOf(fleet).find(({ kind }) => kind === 'HelmChartProxy')!;
    const cluster = find(mainOf(fleet), 'Cluster', 'hub');
    expect(cluster.metadata.labels).toMatchObject({ stage: 'hub', ...proxy.spec.clusterSelector.matchLabels });
    expect(proxy.metadata.namespace).toBe(cluster.metadata.namespace);
  });

  test('is not deleted when it leaves the program', () => {
    const { metadata } = find(mainOf(fleetWith(managedHub()).fleet), 'Cluster', 'hub');
    expect(metadata.annotations).toMatchObject({ 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false', 'kustomize.toolkit.fluxcd.io/prune': 'disabled' });
  });

  test('has ranges that rules see, and gets them from the plan where it names none', () => {
    const clash: Step = fleet => new ExistingCluster(fleet, 'old', { version: '1.34.1', network: { pods: '172.16.0.0/17', services: '172.30.0.0/20' } });
    expect(fleetWith(managedHub(), [clash]).app.check().map(({ code, clusters }) => [code, clusters])).toEqual([['overlapping-ranges', ['hub', 'old']]]);
    const { fleet } = fleetWith(ManagedCluster.hub({ ...DOCKER(), name: 'hub', network: undefined }), [dockerMember('eu', 3)]);
    expect(fleet.clusterModel('hub').ranges.map(({ name, cidr }) => `${name} ${cidr}`)).toEqual(['pods 10.0.0.0/16', 'services 10.1.0.0/20']);
    expect(fleet.check()).toEqual([]);
  });

  test('may be called otherwise', () => {
    const { app } = fleetWith(ManagedCluster.hub({ ...DOCKER(), name: 'management', namespace: 'clusters' }), [dockerMember('eu', 1)]);
    expect(Object.keys(written(app)).filter(path => path.endsWith('.yaml'))).toEqual([
      'management/00-namespaces-and-crds.yaml', 'management/eu.yaml', 'management/management.yaml',
    ]);
  });

  test('is one hub in each fleet that it is given to', () => {
    const app = newApp();
    ['dev', 'prod'].forEach(id => new Fleet(app, id, { hub: ManagedCluster.hub({ ...DOCKER(), name: 'hub' }), lock: Lock.memory() }));
    expect(app.check()).toEqual([]);
    expect(Object.keys(written(app)).filter(path => path.endsWith('/hub.yaml'))).toEqual(['dev/hub/hub.yaml', 'prod/hub/hub.yaml']);
  });
});

describe('what delivers a fleet', () => {
  const everything = [platform(), dockerMember('eu', 1)];

  test('by Argo CD reaches the hub from inside, and registers members alone', () => {
    const { app, fleet } = fleetWith(managedHub(), everything, { delivery: ARGO_CD(), secrets: Secrets.externalSecrets() });
    expect(app.check()).toEqual([]);
    const objects = mainOf(fleet);
    expect(find(objects, 'Application', 'acme-hub').spec.destination).toEqual({ server: 'https://kubernetes.default.svc', namespace: 'default' });
    expect(find(objects, 'Application', 'acme-eu').spec.destination).toEqual({ name: 'eu', namespace: 'default' });
    expect(objects.filter(({ kind }) => kind === 'ExternalSecret').map(nameOf)).toEqual(['ExternalSecret argocd/cluster-eu']);
    expect(objects.filter(({ kind }) => kind === 'Role').map(({ rules }) => rules[0].resourceNames)).toEqual([['eu-kubeconfig']]);
  });

  test('by Argo CD, with Secrets made beforehand, asks people for none of the hub', () => {
    const { fleet } = fleetWith(managedHub(), everything, { delivery: ARGO_CD() });
    expect(fleet.secretsOf('hub').map(({ name }) => name)).toEqual(['cluster-eu']);
  });

  test.each([['hub-and-spoke'], ['per-cluster']] as const)('by Flux reaches the hub from inside: %s', (form) => {
    const delivery = Delivery.flux({ url: 'https://git.example.com/platform/fleet.git', form });
    const { app, fleet } = fleetWith(managedHub(), everything, { delivery });
    expect(app.check()).toEqual([]);
    const own = mainOf(fleet, 'hub', 'flux-system').filter(({ kind }) => kind === 'Kustomization');
    expect(own.map(({ spec }) => spec.path)).toEqual(expect.arrayContaining(['./dist/hub', './dist/hub.00-crds', './dist/hub.50-gitops']));
    expect(own.filter(({ spec }) => spec.kubeConfig !== undefined)).toEqual([]);
    expect(fleet.secretsOf('hub')).toEqual([]);
  });

  test('brings the platform to it, whatever it is made of', () => {
    const { app } = fleetWith(ManagedCluster.hub({ ...EC2(), name: 'hub' }), everything, { delivery: FLUX() });
    expect(app.check()).toEqual([]);
    expect(phasesIn(written(app))).toMatchObject({
      '00-crds': ['00-namespaces-and-crds'], '10-cert-manager': ['cert-manager'], '30-cluster-api-operator': ['cluster-api-operator'], '50-gitops': ['flux'],
      '40-cluster-api': ['addon-helm', 'bootstrap-kubeadm', 'cluster-api', 'control-plane-kubeadm', 'infrastructure-aws', 'infrastructure-docker'],
    });
  });

  test('brings what the hub alone needs: it manages itself', () => {
    const { app, fleet } = fleetWith(managedHub(), []);
    new HubPlatform(fleet, 'platform');
    expect(app.check()).toEqual([]);
    expect(phasesIn(written(app))['40-cluster-api']).toEqual(['addon-helm', 'bootstrap-kubeadm', 'cluster-api', 'control-plane-kubeadm', 'infrastructure-docker']);
  });
});

describe('a hub is refused', () => {
  test.each<[string, unknown, string]>([
    ['without a name', DOCKER(), 'ManagedCluster.hub: name is missing; write text that is not empty'],
    ['with an empty name', { ...DOCKER(), name: '' }, "ManagedCluster.hub: name: write text that is not empty, got ''"],
    ['without props', undefined, 'ManagedCluster.hub: write an object of options, got undefined'],
  ])('%s', (_, props, message) => {
    expect(() => ManagedCluster.hub(props as Parameters<typeof ManagedCluster.hub>[0])).toThrow(new Error(message));
  });

  test.each<[string, object, string]>([
    ['with a name that is none', { name: 'Hub' }, "acme/Hub: 'Hub' is no cluster name; write lower-case letters, digits and dashes, 63 at most, beginning and ending with a letter or"
      + ' digit'],
    ['with a version that is none', { version: '1.34' }, "acme/hub: version: write a full Kubernetes version like '1.34.1', got '1.34'"],
  ])('%s, when the fleet is made', (_, props, message) => {
    expect(() => fleetWith(ManagedCluster.hub({ ...DOCKER(), name: 'hub', ...props }))).toThrow(new Error(message));
  });

  test('whose name a member has', () => {
    expect(() => fleetWith(managedHub(), [fleet => new ManagedCluster(fleet, 'second', { ...DOCKER(), name: 'hub' })])).toThrow(new Error(
      "acme/second: fleet 'acme' has a cluster named 'hub' already (acme/hub); names of clusters must differ"));
  });
});
