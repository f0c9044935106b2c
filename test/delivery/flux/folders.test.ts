import { describe, expect, test } from '@jest/globals';
import { ApiObject, Testing } from 'cdk8s';
import { ACCESS, byName, fluxFleet, member, objectsOf, REPOSITORY } from './fixtures';
import { ControllerOwnedFields, ExistingCluster, Fleet, FleetApp, Lock } from '../../../lib';
import { FluxDelivery } from '../../../lib/delivery/flux';
import { configMap } from '../../fleet/members';

const dependsOn = (fleet: Parameters<typeof byName>[0], name: string) => byName(fleet, 'hub', 'Kustomization')[name].spec.dependsOn;

describe('a folder of a member', () => {
  test('is a Kustomization beside its kubeconfig, on the hub, with a source in the same namespace', () => {
    const { fleet } = fluxFleet();
    member(fleet, 'eu', { access: ACCESS.kubeconfig });
    expect(byName(fleet, 'hub', 'Kustomization')['clusters/eu'].spec).toEqual({
      interval: '10m', retryInterval: '2m', timeout: '5m', path: './dist/eu', prune: true, deletionPolicy: 'Orphan', wait: true,
      sourceRef: { kind: 'GitRepository', name: 'acme' }, kubeConfig: { secretRef: { name: 'eu-admin', key: 'config' } },
    });
    const { 'clusters/acme': here, 'flux-system/acme': root, ...others } = byName(fleet, 'hub', 'GitRepository');
    expect(here.spec).toEqual({ interval: '10m', url: 'https://git.example.com/acme/fleet.git', ref: { branch: 'main' } });
    expect(root.spec).toEqual(here.spec);
    expect(others).toEqual({});
  });

  test('is reached by a ConfigMap without anything secret on EKS', () => {
    const { fleet } = fluxFleet();
    member(fleet, 'us', { access: ACCESS.eks });
    expect(byName(fleet, 'hub', 'Kustomization')['flux-system/us'].spec.kubeConfig).toEqual({ configMapRef: { name: 'us-kubeconfig' } });
    const { metadata, data } = byName(fleet, 'hub', 'ConfigMap')['flux-system/us-kubeconfig'];
    expect(metadata.labels).toEqual({ 'reconcile.fluxcd.io/watch': 'Enabled' });
    expect(data).toEqual({
      'provider': 'aws', 'cluster': ACCESS.eks.clusterArn, 'address': ACCESS.eks.server, 'ca.crt': '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    });
    expect(byName(fleet, 'hub', 'ServiceAccount')).toEqual({});
  });

  test('is reached with a role of its own where workload identity is of each object', () => {
    const { fleet } = fluxFleet({ objectLevelWorkloadIdentity: true });
    member(fleet, 'us', { access: ACCESS.eks });
    expect(byName(fleet, 'hub', 'ConfigMap')['flux-system/us-kubeconfig'].data.serviceAccountName).toBe('us-kubeconfig');
    expect(byName(fleet, 'hub', 'ServiceAccount')['flux-system/us-kubeconfig'].metadata.annotations).toEqual({ 'eks.amazonaws.com/role-arn': ACCESS.eks.roleArn });
  });

  test('waits for the folders of the next lower wave, and for no other', () => {
    const { fleet } = fluxFleet();
    member(fleet, 'eu', { access: ACCESS.kubeconfig });
    for (const [unit, wave] of [['crds', -2], ['operators', -1], ['drivers', -1], ['tests', 3]] as const) fleet.deliveredUnit('eu', unit, wave);
    expect(dependsOn(fleet, 'clusters/eu-crds')).toBeUndefined();
    expect(dependsOn(fleet, 'clusters/eu-drivers')).toEqual([{ name: 'eu-crds' }]);
    expect(dependsOn(fleet, 'clusters/eu')).toEqual([{ name: 'eu-drivers' }, { name: 'eu-operators' }]);
    expect(dependsOn(fleet, 'clusters/eu-tests')).toEqual([{ name: 'eu' }]);
  });
});

describe('the hub', () => {
  test('begins with a folder that holds nothing but Flux, in its own namespace, so that it can be applied first', () => {
    const { fleet } = fluxFleet();
    member(fleet, 'eu', { access: ACCESS.kubeconfig });
    const root = objectsOf(fleet, 'hub', 'flux-system');
    expect(root.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
      'GitRepository flux-system/acme', 'Kustomization flux-system/acme-hub', 'Kustomization flux-system/acme-flux-system',
    ]);
    expect(root.map(({ spec }) => [spec.path, spec.kubeConfig, spec.wait])).toEqual([
      [undefined, undefined, undefined], ['./dist/hub', undefined, false], ['./dist/hub.flux-system', undefined, false],
    ]);
  });

  test('is waited for only where something comes after it: clusters in the making are in its folder', () => {
    const { fleet } = fluxFleet();
    fleet.deliveredUnit('hub', 'before', -1);
    expect(byName(fleet, 'hub', 'Kustomization')['flux-system/acme-hub'].spec).toMatchObject({ wait: false, dependsOn: [{ name: 'acme-hub-before' }] });
    fleet.deliveredUnit('hub', 'after', 1);
    member(fleet, 'eu');
    expect(byName(fleet, 'hub', 'Kustomization')['flux-system/acme-hub'].spec.wait).toBe(true);
    expect(byName(fleet, 'hub', 'Kustomization')['flux-system/acme-hub-after'].spec).toMatchObject({ wait: true, dependsOn: [{ name: 'acme-hub' }] });
  });
});

describe('the source of the output', () => {
  test.each([
    [{}, { ref: { branch: 'main' } }],
    [{ branch: 'prod' }, { ref: { branch: 'prod' } }],
    [{ tag: 'v1' }, { ref: { tag: 'v1' } }],
    [{ commit: 'a'.repeat(40) }, { ref: { commit: 'a'.repeat(40) } }],
    [{ semver: '>=1' }, { ref: { semver: '>=1' } }],
    [{ secretRef: 'git', interval: '1h' }, { interval: '1h', secretRef: { name: 'git' }, ref: { branch: 'main' } }],
  ])('takes %j', (props, spec) => {
    expect(byName(fluxFleet(props).fleet, 'hub', 'GitRepository')['flux-system/acme'].spec).toEqual({ interval: '10m', url: 'https://git.example.com/acme/fleet.git', ...spec });
  });

  test.each([[{}, { tag: 'latest' }], [{ tag: 'v1' }, { tag: 'v1' }], [{ semver: '1.x' }, { semver: '1.x' }]])('may be an OCI artifact at %j', (props, ref) => {
    const { fleet } = fluxFleet({ url: 'oci://registry.example.com/fleet', path: '.', ...props });
    expect(byName(fleet, 'hub', 'OCIRepository')['flux-system/acme'].spec).toEqual({ interval: '10m', url: 'oci://registry.example.com/fleet', ref });
    expect(byName(fleet, 'hub', 'Kustomization')['flux-system/acme-hub'].spec).toMatchObject({ path: './hub', sourceRef: { kind: 'OCIRepository', name: 'acme' } });
  });

  test('lists the Secrets of the namespace of Flux that people make', () => {
    const { fleet } = fluxFleet({ url: 'ssh://git@git.example.com/acme/fleet', secretRef: 'git', decryption: { provider: 'sops', secretRef: 'keys' } });
    expect(fleet.clusterModel('hub').secrets.map(({ namespace, name, keys }) => [namespace, name, keys])).toEqual([
      ['flux-system', 'git', ['identity', 'known_hosts']], ['flux-system', 'keys', ['identity.agekey']],
    ]);
    expect(byName(fleet, 'hub', 'Kustomization')['flux-system/acme-hub'].spec.decryption).toEqual({ provider: 'sops', secretRef: { name: 'keys' } });
  });

  test('lists them in each namespace that has Kustomizations, and the kubeconfigs of members that nobody says how to reach', () => {
    const { fleet } = fluxFleet({ secretRef: 'git' });
    member(fleet, 'eu', { access: ACCESS.kubeconfig });
    member(fleet, 'us', { access: ACCESS.eks });
    member(fleet, 'old');
    member(fleet, 'older', { access: { ...ACCESS.kubeconfig, name: 'older-admin' } });
    expect(fleet.clusterModel('hub').secrets.map(({ namespace, name, madeBy }) => [namespace, name, madeBy])).toEqual([
      ['clusters', 'eu-admin', 'people'], ['clusters', 'git', 'people'], ['clusters', 'older-admin', 'people'],
      ['flux-system', 'git', 'people'], ['flux-system', 'old-kubeconfig', 'people'],
    ]);
    expect(fleet.clusterModel('eu').secrets).toEqual([]);
  });

  test('lists those of each cluster where each runs a Flux of its own', () => {
    const { fleet } = fluxFleet({ secretRef: 'git', form: 'per-cluster' });
    member(fleet, 'old');
    expect(fleet.settle().clusters.map(({ name, secrets }) => [name, secrets.map(secret => `${secret.namespace}/${secret.name}`)])).toEqual([
      ['hub', ['flux-system/git']], ['old', ['flux-system/git']],
    ]);
  });
});

test('fleets may share a hub, and its Flux', () => {
  const app = new FleetApp({ outdir: Testing.app().outdir });
  const hub = ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '172.16.0.0/17', services: '172.17.0.0/20' } });
  const fleets = ['dev', 'prod'].map(name => new Fleet(app, name, { hub, lock: Lock.memory(), delivery: new FluxDelivery({ url: REPOSITORY }) }));
  fleets.forEach(fleet => {
    member(fleet, `${fleet.node.id}-eu`, { access: { ...ACCESS.kubeconfig, namespace: fleet.node.id } });
    fleet.deliveredUnit('hub', 'after', 1);
  });
  const ofHub = (fleet: Fleet) => Object.entries(byName(fleet, 'hub', 'Kustomization')).filter(([, { spec }]) => /hub(\.after)?$/.test(spec.path));
  expect(fleets.map(fleet => ofHub(fleet).map(([key, { spec }]) => [key, spec.path, spec.dependsOn]))).toEqual(['dev', 'prod'].map(name => [
    [`flux-system/${name}-hub`, `./dist/${name}/hub`, undefined], [`flux-system/${name}-hub-after`, `./dist/${name}/hub.after`, [{ name: `${name}-hub` }]],
  ]));
  expect(app.check()).toEqual([]);
});

describe('shards', () => {
  test('have sources of their own, with the label of what reads them', () => {
    const { fleet } = fluxFleet({ shardingKey: cluster => (cluster.name === 'eu' ? 'shard1' : undefined) });
    member(fleet, 'eu', { access: ACCESS.kubeconfig });
    member(fleet, 'us', { access: { ...ACCESS.kubeconfig, name: 'us-admin' } });
    const objects = { ...byName(fleet, 'hub', 'GitRepository'), ...byName(fleet, 'hub', 'Kustomization') };
    const shards = Object.fromEntries(Object.entries(objects).map(([name, { metadata, spec }]) => [name, [metadata.labels?.['sharding.fluxcd.io/key'], spec.sourceRef?.name]]));
    expect(shards).toEqual({
      'clusters/acme-shard1': ['shard1', undefined], 'clusters/eu': ['shard1', 'acme-shard1'], 'clusters/acme': [undefined, undefined], 'clusters/us': [undefined, 'acme'],
      'flux-system/acme': [undefined, undefined], 'flux-system/acme-hub': [undefined, 'acme'], 'flux-system/acme-flux-system': [undefined, 'acme'],
    });
  });

  test('have one beside what Flux begins with too', () => {
    const { fleet } = fluxFleet({ shardingKey: cluster => (cluster.name === 'us' ? 'shard1' : undefined) });
    member(fleet, 'us', { access: ACCESS.eks });
    expect(Object.keys(byName(fleet, 'hub', 'GitRepository'))).toEqual(['flux-system/acme-shard1', 'flux-system/acme']);
  });
});

describe('a ServiceAccount that Flux acts as', () => {
  test('is made in the member first, in a namespace called as that of the Kustomization, without being acted as', () => {
    const { fleet } = fluxFleet({ serviceAccountName: 'flux', clusterRole: 'deployer' });
    member(fleet, 'eu', { access: ACCESS.kubeconfig });
    const { 'clusters/eu': main, 'clusters/eu-flux-service-account': first } = byName(fleet, 'hub', 'Kustomization');
    expect([main.spec.serviceAccountName, main.spec.dependsOn]).toEqual(['flux', [{ name: 'eu-flux-service-account' }]]);
    expect([first.spec.serviceAccountName, first.spec.path, first.spec.dependsOn]).toEqual([undefined, './dist/eu.flux-service-account', undefined]);
    expect(objectsOf(fleet, 'eu', 'flux-service-account').map(({ kind, metadata, roleRef, subjects }) => [kind, metadata.namespace, metadata.name, roleRef?.name, subjects])).toEqual([
      ['Namespace', undefined, 'clusters', undefined, undefined],
      ['ServiceAccount', 'clusters', 'flux', undefined, undefined],
      ['ClusterRoleBinding', undefined, 'flux:clusters:flux:deployer', 'deployer', [{ kind: 'ServiceAccount', name: 'flux', namespace: 'clusters' }]],
    ]);
    expect(byName(fleet, 'hub', 'Kustomization')['flux-system/acme-hub'].spec.serviceAccountName).toBeUndefined();
  });

  test('does not make a namespace that the program makes, and makes it again the same when the fleet is settled again', () => {
    const { fleet } = fluxFleet({ serviceAccountName: 'flux' });
    const eu = member(fleet, 'eu', { access: ACCESS.kubeconfig });
    new ApiObject(eu.chart, 'mine', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'clusters' } });
    expect(objectsOf(fleet, 'eu', 'flux-service-account').map(({ kind }) => kind)).toEqual(['ServiceAccount', 'ClusterRoleBinding']);
    member(fleet, 'us', { access: { ...ACCESS.kubeconfig, name: 'us-admin' } });
    expect(objectsOf(fleet, 'eu', 'flux-service-account').map(({ kind }) => kind)).toEqual(['ServiceAccount', 'ClusterRoleBinding']);
    expect(objectsOf(fleet, 'us', 'flux-service-account').map(({ kind }) => kind)).toEqual(['Namespace', 'ServiceAccount', 'ClusterRoleBinding']);
    expect(fleet.check()).toEqual([]);
  });
});

describe('one Flux in each cluster', () => {
  test('has its namespace already', () => {
    const { fleet } = fluxFleet({ form: 'per-cluster', serviceAccountName: 'flux' });
    member(fleet, 'eu');
    expect(objectsOf(fleet, 'eu', 'flux-service-account').map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
      'ServiceAccount flux-system/flux', 'ClusterRoleBinding undefined/flux:flux-system:flux:cluster-admin',
    ]);
  });

  test('finds the output and its own folders, and nobody else\'s', () => {
    const { fleet } = fluxFleet({ form: 'per-cluster', path: 'clusters' });
    const eu = member(fleet, 'eu');
    configMap(eu.chart, 'mine', { name: 'mine' });
    for (const cluster of ['hub', 'eu']) {
      expect(objectsOf(fleet, cluster, 'flux-system').map(({ kind, metadata, spec }) => [kind, `${metadata.namespace}/${metadata.name}`, spec.path, spec.kubeConfig])).toEqual([
        ['GitRepository', 'flux-system/acme', undefined, undefined],
        ['Kustomization', `flux-system/${cluster === 'hub' ? 'acme-hub' : cluster}`, `./clusters/${cluster}`, undefined],
        ['Kustomization', 'flux-system/acme-flux-system', `./clusters/${cluster}.flux-system`, undefined],
      ]);
    }
    expect(fleet.check()).toEqual([]);
  });
});

describe('objects in a folder', () => {
  test('stay when they are namespaces or definitions, and the lock learns why', () => {
    const { fleet } = fluxFleet();
    const eu = member(fleet, 'eu', { access: ACCESS.kubeconfig });
    new ApiObject(eu.chart, 'mine', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'mine' } });
    configMap(eu.chart, 'plain', { name: 'plain' });
    const definition = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'a.example.com' } };
    expect(fleet.delivery.prepare({ cluster: 'eu' }, definition, 0).metadata.annotations).toEqual({ 'kustomize.toolkit.fluxcd.io/prune': 'disabled' });
    const folder = byName(fleet, 'hub', 'Kustomization')['clusters/eu'];
    expect(fleet.delivery.leavesBehind({ cluster: 'hub' }, folder)).toBeUndefined();
    const [namespace, plain] = objectsOf(fleet, 'eu');
    expect(namespace.metadata.annotations).toEqual({ 'kustomize.toolkit.fluxcd.io/prune': 'disabled' });
    expect(plain.metadata.annotations).toBeUndefined();
    expect([namespace, plain].map(object => fleet.delivery.leavesBehind({ cluster: 'eu' }, object))).toEqual(['it carries kustomize.toolkit.fluxcd.io/prune: disabled', undefined]);
  });

  test('that a controller writes over are made once and then left alone, in their own cluster', () => {
    const APPLY = 'kustomize.toolkit.fluxcd.io/ssa';
    const { fleet } = fluxFleet();
    const [eu, us] = ['eu', 'us'].map(name => member(fleet, name, { access: { ...ACCESS.kubeconfig, name: `${name}-admin` } }));
    const own = (fields: Partial<ControllerOwnedFields>) => fleet.claim({
      type: 'controller-owned', cluster: 'eu', path: 'acme/mesh',
      fields: { group: '', kind: 'ConfigMap', name: 'owned', namespace: 'mesh', jsonPointers: ['/data'], writer: 'a controller', ...fields },
    });
    own({});
    own({ jsonPointers: ['/binaryData'] });
    own({ kind: 'Namespace', name: 'mesh', namespace: undefined });
    own({ kind: 'ConfigMap', name: 'said' });
    own({ group: 'example.com', name: 'of-another-group' });
    own({ kind: 'Secret', name: 'free' });
    new ApiObject(eu.chart, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'mesh' } });
    configMap(eu.chart, 'owned', { name: 'owned', namespace: 'mesh' });
    configMap(eu.chart, 'other-namespace', { name: 'owned', namespace: 'default' });
    configMap(eu.chart, 'other-name', { name: 'free', namespace: 'mesh' });
    configMap(eu.chart, 'other-group', { name: 'of-another-group', namespace: 'mesh' });
    configMap(eu.chart, 'said', { name: 'said', namespace: 'mesh' }).metadata.addAnnotation(APPLY, 'Merge');
    configMap(us.chart, 'owned', { name: 'owned', namespace: 'mesh' });
    const annotations = (cluster: string) => Object.fromEntries(objectsOf(fleet, cluster)
      .map(({ metadata }) => [`${metadata.namespace ?? ''}/${metadata.name}`, metadata.annotations]));
    expect(annotations('eu')).toEqual({
      '/mesh': { 'kustomize.toolkit.fluxcd.io/prune': 'disabled', [APPLY]: 'IfNotPresent' },
      'mesh/owned': { [APPLY]: 'IfNotPresent' },
      'mesh/said': { [APPLY]: 'Merge' },
      'default/owned': undefined, 'mesh/free': undefined, 'mesh/of-another-group': undefined,
    });
    expect(annotations('us')).toEqual({ 'mesh/owned': undefined });
    expect(fleet.check()).toEqual([]);
  });
});
