import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import * as pulumi from '@pulumi/pulumi';
import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { configMap, existing, hubOnly, managed, namespace, Provider } from './fleets';
import { isSecretValue, mockEngine, settled, valueOf } from './mocks';
import { MultiClusterServices, ServiceExportPair } from '../../lib';
import { FleetDeployment, FleetDeploymentArgs } from 'cdk8s-fleet/pulumi';

/** What a child of `k8s.yaml.ConfigGroup` of Pulumi's own SDK was called. */
const FROM_CONFIG_GROUP = { name: 'default/settings', parent: 'urn:pulumi:stack::project::kubernetes:yaml:ConfigGroup::old' };
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

/** Deploys a hub with one ConfigMap, and returns what was registered for it. */
async function deployedConfigMap(args: Partial<FleetDeploymentArgs> = {}, opts?: pulumi.ComponentResourceOptions) {
  const registered = await mockEngine();
  const fleet = hubOnly();
  configMap(fleet.hub.chart, 'settings', { data: { a: 'b' } });
  new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') }, ...args }, opts);
  await settled();
  return registered.find(({ name }) => name.endsWith('settings'))!;
}

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
    const fleet = hubOnly();
    managed(fleet);
    new ApiObject(fleet.hub.chart, 'budget', { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'budget' } });
    configMap(fleet.hub.chart, 'settings');
    new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') } });
    await settled();
    const aliases = (kind: string) => registered.find(({ type }) => type.endsWith(`:${kind}`))!.aliases.map(({ type }) => type);
    expect(aliases('Cluster')).toEqual([
      'kubernetes:cluster.x-k8s.io/v1alpha3:Cluster', 'kubernetes:cluster.x-k8s.io/v1alpha4:Cluster', 'kubernetes:cluster.x-k8s.io/v1beta1:Cluster',
    ]);
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

describe('the options', () => {
  test('of the component reach its objects: protect and parent', async () => {
    class Platform extends pulumi.ComponentResource {
      constructor() {
        super('acme:index:Platform', 'platform');
      }
    }
    await mockEngine();
    const resource = await deployedConfigMap({}, { protect: true });
    expect(resource.protect).toBe(true);
    const registered = await mockEngine();
    const fleet = hubOnly();
    configMap(fleet.hub.chart, 'settings');
    new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') } }, { parent: new Platform() });
    await settled();
    expect(registered.find(({ name }) => name === 'prod')!.parent).toBe('urn:pulumi:stack::project::acme:index:Platform::platform');
  });

  test('of the component reach its objects: transformations', async () => {
    const resource = await deployedConfigMap({}, {
      transformations: [({ type, props, opts }) => (type === 'kubernetes:core/v1:ConfigMap' ? { props: { ...props, immutable: true }, opts } : undefined)],
    });
    expect(resource.inputs.immutable).toBe(true);
  });

  test('of an object are added to its own', async () => {
    const seen: unknown[] = [];
    const resource = await deployedConfigMap({
      resourceOptions: object => {
        seen.push(object);
        return { ignoreChanges: ['data'], retainOnDelete: true, aliases: [FROM_CONFIG_GROUP] };
      },
    });
    expect(seen).toEqual([{ path: 'acme--hub/settings', cluster: 'hub', manifest: expect.objectContaining({ kind: 'ConfigMap' }) }]);
    expect(resource).toMatchObject({
      ignoreChanges: ['data'], retainOnDelete: true, aliases: [FROM_CONFIG_GROUP],
    });
    expect(resource.provider).toMatch(/::hub::/);
  });

  test('of an object tell its unit', async () => {
    await mockEngine();
    const fleet = hubOnly();
    configMap(fleet.deliveredUnit('hub', 'early', -10), 'settings');
    const units: (string | undefined)[] = [];
    new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') }, resourceOptions: ({ unit }) => void units.push(unit) });
    await settled();
    expect(units).toEqual(['early']);
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
