import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import * as pulumi from '@pulumi/pulumi';
import { configMap, existing, hubOnly, managed, Provider } from './fleets';
import { isSecretValue, mockEngine, MockOptions, settled } from './mocks';
import { ExistingCluster } from '../../lib';
import { kubeconfigIn } from '../../lib/pulumi/kubeconfig-secrets';
import { FleetDeployment, memberProvider } from 'cdk8s-fleet/pulumi';

/** Pulumi's word for a value that is not known yet, where it talks to the engine. */
const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

/** The lock of these fleets is empty, and Pulumi says so. */
beforeEach(() => { jest.spyOn(console, 'warn').mockImplementation(() => undefined); });

const DATA = { value: Buffer.from('the kubeconfig').toString('base64') };
const KUBECONFIG: MockOptions['state'] = ({ type, id }) => (type === 'kubernetes:core/v1:Secret' && id ? { data: DATA } : {});

describe('a provider of a cluster that Cluster API makes', () => {
  /** A fleet whose member is deployed through a provider that the hub's objects bring about. */
  async function deployed(options: MockOptions) {
    const registered = await mockEngine(options);
    const fleet = hubOnly();
    const us = managed(fleet);
    configMap(us.chart, 'settings');
    new FleetDeployment('prod', {
      fleet, providers: { 'hub': new Provider('hub'), 'us-east': deployment => memberProvider('us', { deployment, cluster: us }) },
    });
    await settled();
    return {
      secret: registered.find(({ type, name }) => type === 'kubernetes:core/v1:Secret' && name === 'us')!,
      provider: registered.find(({ type, name }) => type === 'pulumi:providers:kubernetes' && name === 'us')!,
      object: registered.find(({ name }) => name === 'prod/us-east/settings')!,
      cluster: registered.find(({ type }) => type.endsWith(':Cluster'))!,
      namespace: us.namespace,
    };
  }

  test('reads the Secret on the hub once the Cluster is there, and keeps it secret', async () => {
    const { secret, provider, object, cluster, namespace } = await deployed({ state: KUBECONFIG });
    expect(secret).toMatchObject({
      id: `${namespace}/us-east-kubeconfig`, dependencies: [cluster.urn], provider: expect.stringContaining('::hub::'), secretOutputs: ['data'],
    });
    expect(isSecretValue(provider.inputs.kubeconfig)).toBe(true);
    expect(provider.inputs.kubeconfig.value).toBe('the kubeconfig');
    expect(provider.dependencies).toEqual([secret.urn]);
    expect(object.provider).toMatch(/::us::/);
    expect(object.dependencies).toEqual([cluster.urn]);
  });

  test('asks for nothing in a preview before the Cluster is there', async () => {
    const { secret, provider, object } = await deployed({ preview: true });
    expect(secret.id).toBe(UNKNOWN);
    expect(provider.inputs.kubeconfig.value ?? provider.inputs.kubeconfig).toBe(UNKNOWN);
    expect(object.inputs.metadata).toEqual({ name: 'settings' });
  });
});

describe('a provider of a cluster beside the deployment', () => {
  async function hubDeployment(more: Partial<ConstructorParameters<typeof FleetDeployment>[1]> = {}) {
    const registered = await mockEngine({ state: KUBECONFIG });
    const fleet = hubOnly();
    const us = managed(fleet);
    new ExistingCluster(fleet, 'eu-west', {
      version: '1.34.1', network: { pods: '10.2.0.0/16', services: '10.3.0.0/20' }, access: { type: 'kubeconfig', namespace: 'clusters', name: 'eu', key: 'value' },
    });
    existing(fleet, 'ap-south', 6);
    const deployment = new FleetDeployment('prod', { fleet, clusters: ['hub'], providers: { hub: new Provider('hub') }, ...more });
    return { registered, deployment, us };
  }

  test('takes the name of the cluster, options, and settings of the provider', async () => {
    const { registered, deployment } = await hubDeployment();
    const settings = { upsertExistingObjects: true, namespace: pulumi.output('apps'), context: undefined, enableSecretMutable: false };
    memberProvider('us', { deployment, cluster: 'us-east', settings }, { protect: true, version: '4.34.2' });
    await settled();
    const provider = registered.find(({ name, type }) => name === 'us' && type === 'pulumi:providers:kubernetes')!;
    expect(provider).toMatchObject({ protect: true, parent: 'urn:pulumi:stack::project::cdk8s-fleet:index:FleetDeployment::prod' });
    expect(provider.inputs).toEqual({
      upsertExistingObjects: 'true', namespace: 'apps', kubeconfig: expect.anything(),
      enableConfigMapMutable: 'true', enableSecretMutable: 'false', clusterIdentifier: 'acme/us-east',
    });
  });

  test('has arguments that the provider of Pulumi knows', async () => {
    const { registered, deployment } = await hubDeployment();
    memberProvider('us', { deployment, cluster: 'us-east', settings: { clusterIdentifier: undefined } });
    await settled();
    const { inputs } = registered.find(({ name, type }) => name === 'us' && type === 'pulumi:providers:kubernetes')!;
    expect(inputs.clusterIdentifier).toBe('acme/us-east');
    const declared = readFileSync(join(dirname(require.resolve('@pulumi/kubernetes/package.json')), 'provider.d.ts'), 'utf8');
    expect(Object.keys(inputs).filter(name => !declared.includes(`    ${name}?: pulumi.Input<`))).toEqual([]);
  });

  test('reads the Secret that people made for a cluster of theirs at once', async () => {
    const { registered, deployment } = await hubDeployment();
    const parent = new Provider('parent');
    memberProvider('eu', { deployment, cluster: 'eu-west' }, { parent });
    await settled();
    const secret = registered.find(({ name, type }) => name === 'eu' && type === 'kubernetes:core/v1:Secret')!;
    expect(secret).toMatchObject({ id: 'clusters/eu', dependencies: [], parent: expect.stringMatching(/::parent$/) });
  });

  test('is refused where there is no Secret to read, or no way to read it', async () => {
    const { deployment } = await hubDeployment();
    expect(() => memberProvider('ap', { deployment, cluster: 'ap-south' })).toThrow(
      "memberProvider ap: fleet 'acme' has no kubeconfig Secret for cluster 'ap-south'; it has some for eu-west, us-east: write a provider of your own, or the access of the cluster");
    await settled();
    const { deployment: withoutHub } = await hubDeployment({ clusters: ['eu-west'], providers: {} });
    expect(() => memberProvider('us', { deployment: withoutHub, cluster: 'us-east' })).toThrow("FleetDeployment of fleet 'acme' has no provider for cluster 'hub'; it has none");
    await settled();
  });
});

test('a member that is deployed alone needs the provider of the hub, whatever `clusters` says', async () => {
  const registered = await mockEngine({ state: KUBECONFIG });
  const fleet = hubOnly();
  configMap(managed(fleet).chart, 'settings');
  new FleetDeployment('prod', {
    fleet, clusters: ['us-east'],
    providers: { 'us-east': deployment => memberProvider('us', { deployment, cluster: 'us-east' }), 'hub': new Provider('hub') },
  });
  await settled();
  expect(registered.map(({ name, type }) => `${type.split(':').pop()} ${name}`)).toEqual([
    'FleetDeployment prod', 'kubernetes hub', 'Secret us', 'kubernetes us', 'ConfigMap prod/us-east/settings',
  ]);
});

test('arguments that it does not have are refused', () => {
  expect(() => memberProvider('us', { deployment: {}, clusters: 'us-east' } as never)).toThrow('memberProvider us: clusters is no argument; write one of deployment, cluster, settings');
  expect(() => memberProvider('us', undefined as never)).toThrow('memberProvider us: write an object with deployment, cluster, settings');
});

test('a Secret without the key of the kubeconfig is an error that names both', () => {
  expect(() => kubeconfigIn({ kubeconfig: '', ca: '' }, 'value', 'acme/us')).toThrow("Secret acme/us on the hub has no key 'value' with a kubeconfig; it has kubeconfig, ca");
  expect(() => kubeconfigIn(undefined, 'value', 'acme/us')).toThrow("Secret acme/us on the hub has no key 'value' with a kubeconfig; it has none");
  expect(kubeconfigIn({ value: 'YQ==' }, 'value', 'acme/us')).toBe('a');
});
