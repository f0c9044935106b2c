import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { deployedConfigMap } from './deployed-config-map';
import { configMap, existing, hubOnly, managed, namespace, Provider } from './fleets';
import { isSecretValue, mockEngine, settled, valueOf } from './mocks';
import { ExistingCluster, MultiClusterServices, ServiceExportPair } from '../../lib';
import { FleetDeployment } from 'cdk8s-fleet/pulumi';

const COMPONENT = 'urn:pulumi:stack::project::cdk8s-fleet:index:FleetDeployment';

/** What exports a service through a mesh that has no name for it. */
class Nameless extends Construct {
  public readonly service = 'orders';
  public readonly namespace = 'production';

  public get dnsName(): string {
    throw new Error('no name');
  }
}

/** The lock of these fleets is empty, and Pulumi says so. */
beforeEach(() => { jest.spyOn(console, 'warn').mockImplementation(() => undefined); });

describe('the resource of an object', () => {
  test('has the type of its kind, a name from its place, the provider of its cluster, and the manifest for inputs', async () => {
    const resource = await deployedConfigMap();
    expect(resource.urn).toBe(`${COMPONENT}$kubernetes:core/v1:ConfigMap::prod/hub/settings`);
    expect(resource.parent).toBe(`${COMPONENT}::prod`);
    expect(resource.provider).toMatch(/pulumi:providers:kubernetes::hub::/);
    expect(resource.inputs).toEqual({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { a: 'b' } });
    expect(resource.dependencies).toEqual([]);
  });

  test('keeps its URN when others come and go around it', async () => {
    const registered = await mockEngine();
    const fleet = hubOnly();
    namespace(fleet.hub.chart, 'another');
    configMap(fleet.hub.chart, 'settings');
    configMap(existing(fleet).chart, 'settings');
    new FleetDeployment('prod', { fleet, providers: { 'hub': new Provider('hub'), 'eu-west': new Provider('eu') } });
    await settled();
    expect(registered.map(({ urn }) => urn)).toEqual(expect.arrayContaining([
      `${COMPONENT}$kubernetes:core/v1:ConfigMap::prod/hub/settings`, `${COMPONENT}$kubernetes:core/v1:ConfigMap::prod/eu-west/settings`,
    ]));
  });

  test('has the unit of its cluster in its name', async () => {
    const registered = await mockEngine();
    const fleet = hubOnly();
    configMap(fleet.deliveredUnit('hub', 'early', -10), 'settings');
    new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') } });
    await settled();
    expect(registered.map(({ name }) => name)).toContain('prod/hub--early/settings');
  });

  test('stays in its cluster when it leaves the program, where deliveries keep it too', async () => {
    const registered = await mockEngine();
    const fleet = hubOnly();
    managed(fleet);
    new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') } });
    await settled();
    const stays = (type: RegExp) => registered.filter(resource => type.test(resource.type)).map(({ retainOnDelete }) => retainOnDelete);
    expect(stays(/v1beta2:Cluster$/)).toEqual([true]);
    expect(stays(/:Namespace$/)).toEqual([true]);
    expect(stays(/:MachineDeployment$/)).toEqual([false]);
  });

  test('has aliases for older versions of its API, so that a newer one updates it; a kind of Kubernetes has none', async () => {
    const registered = await mockEngine();
    const network = { pods: '10.0.0.0/16', services: '10.1.0.0/20' };
    const fleet = hubOnly({ hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network, servedByOthers: ['helm.toolkit.fluxcd.io'] }) });
    managed(fleet);
    new ApiObject(fleet.hub.chart, 'budget', { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'budget' } });
    configMap(fleet.hub.chart, 'settings');
    new ApiObject(fleet.hub.chart, 'release', { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', metadata: { name: 'release' } });
    new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') } });
    await settled();
    const aliases = (kind: string) => registered.find(({ type }) => type.endsWith(`:${kind}`))!.aliases.map(({ type }) => type);
    expect(aliases('Cluster')).toEqual([
      'kubernetes:cluster.x-k8s.io/v1alpha3:Cluster', 'kubernetes:cluster.x-k8s.io/v1alpha4:Cluster', 'kubernetes:cluster.x-k8s.io/v1beta1:Cluster',
    ]);
    expect(aliases('HelmRelease')).toEqual(['v2alpha1', 'v2beta1', 'v2beta2'].map(version => `kubernetes:helm.toolkit.fluxcd.io/${version}:HelmRelease`));
    expect(aliases('HelmChartProxy')).toEqual([]);
    expect(aliases('PodDisruptionBudget')).toEqual([]);
    expect(aliases('ConfigMap')).toEqual([]);
  });

  test('is a patch for a namespace that every cluster has', async () => {
    const registered = await mockEngine();
    const fleet = hubOnly();
    fleet.claim({ type: 'namespace', cluster: 'hub', path: 'acme/test', name: 'kube-system', labels: { team: 'net' } });
    namespace(fleet.hub.chart, 'mine');
    new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') } });
    await settled();
    const namespaces = registered.filter(({ type }) => /Namespace/.test(type)).map(({ type, inputs }) => `${type} ${inputs.kind} ${inputs.metadata.name}`);
    expect(namespaces.sort()).toEqual(['kubernetes:core/v1:Namespace Namespace mine', 'kubernetes:core/v1:NamespacePatch Namespace kube-system']);
  });

  test('keeps what a Secret holds secret, in inputs and in the state', async () => {
    const registered = await mockEngine();
    const fleet = hubOnly();
    new ApiObject(fleet.hub.chart, 'repo', {
      apiVersion: 'v1', kind: 'Secret', metadata: { name: 'repo', labels: { 'argocd.argoproj.io/secret-type': 'repository' } },
      stringData: { type: 'git', url: 'https://github.com/acme/fleet' },
    });
    new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') } });
    await settled();
    const secret = registered.find(({ type }) => type === 'kubernetes:core/v1:Secret')!;
    expect(isSecretValue(secret.inputs.stringData)).toBe(true);
    expect(secret.secretOutputs).toEqual(['data', 'stringData']);
    expect(secret.inputs).not.toHaveProperty('data');
  });
});

describe('the readiness of an object', () => {
  test('is that of the control plane for a Cluster, with an hour to come, and left alone for what Pulumi knows', async () => {
    const registered = await mockEngine();
    const fleet = hubOnly();
    managed(fleet);
    new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') } });
    await settled();
    const waiting = registered.filter(({ inputs }) => inputs.metadata?.annotations?.['pulumi.com/waitFor'] !== undefined);
    expect(waiting.map(({ type, inputs, timeouts }) => [type, inputs.metadata.annotations['pulumi.com/waitFor'], timeouts])).toEqual([
      ['kubernetes:cluster.x-k8s.io/v1beta2:Cluster', 'condition=ControlPlaneInitialized', { create: '1h', update: '1h' }],
    ]);
  });

  test.each([['pulumi.com/waitFor', 'condition=Available'], ['pulumi.com/skipAwait', 'true']])('is what the program says by %s', async (annotation, value) => {
    const registered = await mockEngine();
    const fleet = hubOnly();
    const us = managed(fleet);
    (us.node.defaultChild as ApiObject).metadata.addAnnotation(annotation, value);
    new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') } });
    await settled();
    const { inputs } = registered.find(({ type }) => type === 'kubernetes:cluster.x-k8s.io/v1beta2:Cluster')!;
    const { annotations } = inputs.metadata;
    expect(Object.keys(annotations).filter(name => name.startsWith('pulumi.com/'))).toEqual([annotation]);
    expect(annotations[annotation]).toBe(value);
  });
});

describe('which clusters', () => {
  test('are deployed is every one that has objects; empty ones need no provider', async () => {
    await mockEngine();
    const fleet = hubOnly();
    configMap(existing(fleet, 'eu-west', 2).chart, 'a');
    existing(fleet, 'ap-south', 4);
    const deployment = new FleetDeployment('prod', { fleet, providers: { 'eu-west': new Provider('eu') } });
    expect(deployment.clusterNames).toEqual(['eu-west']);
    await settled();
  });

  test('are deployed is what `clusters` says, where it says something', async () => {
    const registered = await mockEngine();
    const fleet = hubOnly();
    configMap(fleet.hub.chart, 'a');
    configMap(existing(fleet).chart, 'b');
    const deployment = new FleetDeployment('prod', { fleet, clusters: ['hub'], providers: { hub: new Provider('hub') } });
    await settled();
    expect(deployment.clusterNames).toEqual(['hub']);
    expect(registered.map(({ name }) => name)).toEqual(['prod', 'hub', 'prod/hub/a']);
  });

  test('have units deployed: those that are delivered, and those that are named', async () => {
    const registered = await mockEngine();
    const fleet = hubOnly();
    configMap(fleet.chartOf('hub', 'restore'), 'plan');
    configMap(fleet.chartOf('hub', 'drill'), 'exercise');
    configMap(fleet.hub.chart, 'a');
    new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') }, units: { hub: ['restore'] } });
    await settled();
    expect(registered.map(({ name }) => name)).toEqual(['prod', 'hub', 'prod/hub/a', 'prod/hub--restore/plan']);
    expect(registered[3].dependencies).toEqual([`${COMPONENT}$kubernetes:core/v1:ConfigMap::prod/hub/a`]);
  });
});

describe('the outputs', () => {
  test('name clusters, kubeconfig Secrets, DNS names of services and resources', async () => {
    await mockEngine({ state: () => ({ status: { phase: 'Provisioned' } }) });
    const fleet = hubOnly();
    const [us, eu] = [managed(fleet), existing(fleet)];
    new ServiceExportPair(fleet, 'payments', {
      service: 'payment-api', namespace: 'production', from: [us], to: [eu], mesh: MultiClusterServices.ofOthers({ name: 'Example', members: [us, eu] }),
    });
    new Nameless(fleet, 'nameless');
    const deployment = new FleetDeployment('prod', {
      fleet, providers: { 'hub': new Provider('hub'), 'us-east': new Provider('us'), 'eu-west': new Provider('eu') },
    });
    await settled();
    expect(deployment.clusterNames).toEqual(['hub', 'eu-west', 'us-east']);
    expect(deployment.kubeconfigSecrets).toEqual({ 'us-east': { namespace: us.namespace, name: 'us-east-kubeconfig', key: 'value' } });
    expect(deployment.serviceNames).toEqual({ 'acme/payments': 'payment-api.production.svc.clusterset.local' });
    const cluster = us.node.defaultChild as ApiObject;
    expect(deployment.resource(cluster)).toBe(deployment.resources.get(cluster.node.path));
    expect(await valueOf(deployment.resource(cluster).status)).toEqual({ phase: 'Provisioned' });
    expect(deployment.providerOf('us-east')).toBeInstanceOf(Provider);
  });

  test('have no resource of what is not deployed, and no provider that was not given', async () => {
    await mockEngine();
    const fleet = hubOnly();
    configMap(fleet.hub.chart, 'a');
    const deployment = new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') } });
    await settled();
    expect(() => deployment.resource('acme--hub/b')).toThrow('acme--hub/b: is no object that this FleetDeployment deploys (it deploys to hub)');
    expect(() => deployment.providerOf('eu-west')).toThrow("FleetDeployment of fleet 'acme' has no provider for cluster 'eu-west'; it has hub");
  });
});
