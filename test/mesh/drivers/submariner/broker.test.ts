import { describe, expect, test } from '@jest/globals';
import { joined, KEPT } from './meshes';
import { ExistingCluster, FleetMesh, Submariner } from '../../../../lib';
import { existing, found, hub, nameOf, newFleet, objectIn, objectsOf, thrown } from '../../samples';

const NAMESPACE = 'submariner-k8s-broker';
const ACCOUNTS = 'submariner-k8s-broker-accounts';
const RBAC = 'rbac.authorization.k8s.io';
const ALL = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

/** What a member has at the broker. */
function account(id: string) {
  const name = `cluster-${id}`;
  return [
    // Research 1.6, 1: the beginning of the name counts.
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: ACCOUNTS }, automountServiceAccountToken: false },
    // Research 1.2, 5, and 1.3, column 1: one for each member, without Brokers and ServiceAccounts, and with its own Cluster alone.
    {
      apiVersion: `${RBAC}/v1`, kind: 'Role', metadata: { name, namespace: NAMESPACE },
      rules: [
        { apiGroups: ['submariner.io'], resources: ['clusters'], verbs: ['get', 'list', 'watch', 'create'] },
        { apiGroups: ['submariner.io'], resources: ['clusters'], verbs: ['update', 'patch', 'delete'], resourceNames: [id] },
        { apiGroups: ['submariner.io'], resources: ['endpoints'], verbs: ALL },
        { apiGroups: ['multicluster.x-k8s.io'], resources: ['serviceimports', 'serviceimports/status'], verbs: ALL },
        { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices', 'endpointslices/restricted'], verbs: ALL },
        { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list', 'watch'] },
      ],
    },
    // Research 1.6, 2.
    {
      apiVersion: `${RBAC}/v1`, kind: 'RoleBinding', metadata: { name, namespace: NAMESPACE },
      roleRef: { apiGroup: RBAC, kind: 'Role', name }, subjects: [{ kind: 'ServiceAccount', name, namespace: ACCOUNTS }],
    },
    // Research 1.6, 3: Kubernetes makes none by itself since 1.24.
    {
      apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/service-account-token',
      metadata: { name: `${name}-token-1`, namespace: ACCOUNTS, annotations: { 'kubernetes.io/service-account.name': name } },
    },
  ];
}

const register = (name: string, data: object, labels?: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: NAMESPACE, ...labels }, data });
const globalnetInfo = (data: object) => register('submariner-globalnet-info', data, { labels: { component: 'submariner-globalnet' } });
const clustersetInfo = (data: object) => register('submariner-clustersetip-info', data);

describe('the side of the broker', () => {
  test('is this, and nothing else', () => {
    const { fleet } = joined();
    const objects = objectsOf(fleet, 'hub').filter(({ kind }) => kind !== 'CustomResourceDefinition' && !kind.startsWith('ValidatingAdmissionPolicy'));
    expect(objects).toEqual([
      // Research 1.2, 1. The second one is for what no member may see.
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE, annotations: KEPT } },
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: ACCOUNTS, annotations: KEPT } },
      // Research 1.2, 8.
      {
        apiVersion: 'submariner.io/v1alpha1', kind: 'Broker', metadata: { name: 'submariner-broker', namespace: NAMESPACE },
        spec: { components: ['service-discovery', 'connectivity'], globalnetEnabled: false, clustersetIPEnabled: false },
      },
      // Research 1.2, 9 and 10, with 1.4.
      globalnetInfo({ globalnetEnabled: 'false' }),
      clustersetInfo({ clustersetIPEnabled: 'false' }),
      ...account('east'),
      ...account('west'),
    ]);
  });

  test('serves the kinds that members exchange, at the version that members have, without an operator', () => {
    // Research 1.2, 7, and its conclusion. Numbers 2 to 4 are for subctl, number 6 is not needed, number 11 holds secrets.
    const definitions = objectsOf(joined().fleet, 'hub').filter(({ kind }) => kind === 'CustomResourceDefinition');
    expect(definitions.map(({ metadata, spec }) => [metadata.name, spec.scope, spec.versions.map((v: any) => [v.name, v.served, v.storage, 'status' in (v.subresources ?? {})])]))
      .toEqual([
        ['brokers.submariner.io', 'Namespaced', [['v1alpha1', true, true, true]]],
        ['clusters.submariner.io', 'Namespaced', [['v1', true, true, false]]],
        ['endpoints.submariner.io', 'Namespaced', [['v1', true, true, false]]],
        ['serviceimports.multicluster.x-k8s.io', 'Namespaced', [['v1alpha1', true, true, true]]],
      ]);
  });

  test('is in another cluster that the mesh names, and then nothing of it on the hub', () => {
    const fleet = newFleet();
    const [east, broker] = [existing(fleet, 'east', 1), existing(fleet, 'broker', 9)];
    new FleetMesh(fleet, 'mesh', { members: [{ cluster: east, gateways: { labelledBy: 'x' } }], mesh: Submariner.tunnels({ brokerApiServer: 'broker.example.com:6443', broker }) });
    expect(objectsOf(fleet, 'hub')).toEqual([]);
    expect(objectsOf(fleet, 'broker').map(nameOf)).toContain('ServiceAccount submariner-k8s-broker-accounts/cluster-east');
    expect(found(fleet)).toEqual([]);
  });

  test('throws for a broker that is no cluster of the fleet', () => {
    const other = existing(newFleet({}, undefined, 'other'), 'hub-2', 9);
    const sentence = "acme/mesh: broker: write a cluster of fleet 'acme', or leave it out for the hub";
    expect(thrown(() => joined({ broker: other }))).toBe(sentence);
    expect(thrown(() => joined({ broker: ExistingCluster.hub as any }))).toMatch(/^Submariner\.tunnels: broker: write an object, got /);
    expect(thrown(() => joined({ broker: { name: 'hub' } as any }))).toBe(sentence);
  });

  test('knows a member by its id', () => {
    const { fleet } = joined({}, { options: { east: { clusterId: 'e1' } } });
    const names = objectsOf(fleet, 'hub').map(nameOf);
    expect(names.filter(name => /e1/.test(name))).toEqual([
      `ServiceAccount ${ACCOUNTS}/cluster-e1`, `Role ${NAMESPACE}/cluster-e1`, `RoleBinding ${NAMESPACE}/cluster-e1`, `Secret ${ACCOUNTS}/cluster-e1-token-1`,
    ]);
    expect(names.filter(name => /east/.test(name))).toEqual([]);
    expect(objectIn(fleet, 'hub', 'Role', 'cluster-e1').rules[1].resourceNames).toEqual(['e1']);
  });

  test('says in the Broker what the mesh has', () => {
    const spec = (props: object) => objectIn(joined(props).fleet, 'hub', 'Broker', 'submariner-broker').spec;
    expect(spec({ connectivity: false }).components).toEqual(['service-discovery']);
    expect(spec({ serviceDiscovery: false }).components).toEqual(['connectivity']);
    expect(spec({ customDomains: ['acme.example'] }).defaultCustomDomains).toEqual(['acme.example']);
    expect(spec({ globalnet: true, clustersetIp: { range: '243.128.0.0/9', prefix: 22 } })).toEqual({
      components: ['service-discovery', 'connectivity'], globalnetEnabled: true, globalnetCIDRRange: '242.0.0.0/8', defaultGlobalnetClusterSize: 65536,
      clustersetIPEnabled: true, clustersetIPCIDRRange: '243.128.0.0/9',
    });
  });

  test('keeps the register of global blocks as JSON in text', () => {
    // Research 1.4.
    const { fleet } = joined({ globalnet: true }, { options: { west: { clusterId: 'w1', globalCidr: '242.9.0.0/16' } } });
    expect(objectIn(fleet, 'hub', 'ConfigMap', 'submariner-globalnet-info')).toEqual(globalnetInfo({
      globalnetEnabled: 'true', globalnetCidrRange: '"242.0.0.0/8"', globalnetClusterSize: '65536',
      clusterinfo: '[{"cluster_id":"east","global_cidr":["242.0.0.0/16"]},{"cluster_id":"w1","global_cidr":["242.9.0.0/16"]}]',
    }));
  });

  test('keeps the register of blocks for imported services in the same way', () => {
    const { fleet } = joined({ clustersetIp: true }, { options: { west: { clustersetIpCidr: '243.0.64.0/20' } } });
    expect(objectIn(fleet, 'hub', 'ConfigMap', 'submariner-clustersetip-info')).toEqual(clustersetInfo({
      clustersetIPEnabled: 'true', clustersetIPCidrRange: '"243.0.0.0/8"', clustersetIPClusterSize: '4096',
      clusterinfo: '[{"cluster_id":"east","global_cidr":["243.0.0.0/20"]},{"cluster_id":"west","global_cidr":["243.0.64.0/20"]}]',
    }));
  });

  test('has the policy where its API server knows such, or where the program says so', () => {
    const policies = (version: string, props: object = {}) => objectsOf(joined(props, { fleet: { hub: hub({ version }) } }).fleet, 'hub')
      .filter(({ kind }) => kind.startsWith('Validating')).map(nameOf);
    const both = ['ValidatingAdmissionPolicy submariner-broker', 'ValidatingAdmissionPolicyBinding submariner-broker'];
    expect([policies('1.29.9'), policies('1.30.0'), policies('1.34.1')]).toEqual([[], both, both]);
    expect(policies('1.34.1', { admissionPolicy: false })).toEqual([]);
    const asked = joined({ admissionPolicy: true }, { fleet: { hub: hub({ version: '1.29.9' }) } }).fleet;
    expect(asked.check().map(({ code }) => code)).toEqual(['kind-not-served', 'kind-not-served']);
    const servedByOthers = ['admissionregistration.k8s.io'];
    expect(found(joined({ admissionPolicy: true }, { fleet: { hub: hub({ version: '1.29.9', servedByOthers }) } }).fleet)).toEqual([]);
  });
});

describe('a broker that is a member', () => {
  const { fleet } = joined({}, { members: ['hub', 'east'] });

  test('has both sides, each definition once', () => {
    const names = objectsOf(fleet, 'hub').map(nameOf);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['Namespace submariner-k8s-broker', 'Namespace submariner-operator', 'Submariner submariner-operator/submariner']));
    expect(found(fleet)).toEqual([]);
  });

  test('says of every definition that its operator writes over', () => {
    const owned = (cluster: string) => fleet.clusterModel(cluster).controllerOwned
      .map(({ group, kind, name, jsonPointers, writer }) => [group, kind, name, jsonPointers, writer]);
    const of = (...names: readonly string[]) => names.map(name =>
      ['apiextensions.k8s.io', 'CustomResourceDefinition', name, ['/spec'], 'the Submariner operator, when it starts']);
    const exported = ['serviceexports.multicluster.x-k8s.io', 'serviceimports.multicluster.x-k8s.io'];
    expect(owned('hub').sort()).toEqual(of('clusters.submariner.io', 'endpoints.submariner.io', ...exported));
    expect(owned('east')).toEqual(of(...exported));
  });

  test('of no member has an operator that would write over anything', () => {
    expect(joined().fleet.clusterModel('hub').controllerOwned).toEqual([]);
  });
});
