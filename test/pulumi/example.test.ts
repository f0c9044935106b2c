import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as pulumi from '@pulumi/pulumi';
import { parse } from 'yaml';
import { mockEngine, Registered, settled } from './mocks';

const FOLDER = join(__dirname, '..', '..', 'examples', 'pulumi');
const KEY = 'arn:aws:kms:us-east-1:111122223333:key/disks';
const KUBECONFIG = 'apiVersion: v1\nkind: Config\n';

/** The program as it stands, where its lock lies, with what its configuration and the other stack would give it. */
async function run(): Promise<{ registered: readonly Registered[]; outputs: typeof import('../../examples/pulumi/index') }> {
  pulumi.runtime.setAllConfig({ 'project:hubKubeconfig': KUBECONFIG, 'project:cloudStack': 'acme/cloud/prod' });
  const registered = await mockEngine({
    state: ({ type, name }) => (type === 'pulumi:pulumi:StackReference' ? { outputs: { diskKeyArn: KEY }, secretOutputNames: [] }
      : name === 'prod-us-east' && type === 'kubernetes:core/v1:Secret' ? { data: { value: Buffer.from(KUBECONFIG).toString('base64') } } : {}),
  });
  const outputs = await import('../../examples/pulumi/index');
  await settled();
  return { registered, outputs };
}

describe('examples/pulumi', () => {
  const before = process.cwd();
  let done: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    process.chdir(FOLDER);
    done = await run();
  });
  afterAll(() => process.chdir(before));

  test('deploys every object of the hub, behind what it waits for', () => {
    const objects = done.registered.filter(({ type, id }) => type.startsWith('kubernetes:') && id === undefined);
    const byType = (type: string) => objects.filter(object => object.type === type).map(({ name }) => name).sort();
    expect(byType('kubernetes:cluster.x-k8s.io/v1beta2:Cluster')).toEqual([expect.stringContaining('acme/hub/prod-eu-west/'), expect.stringContaining('acme/hub/prod-us-east/')]);
    expect(byType('kubernetes:infrastructure.cluster.x-k8s.io/v1beta2:AWSMachineTemplate')).toHaveLength(4);
    const namespace = objects.find(({ type, inputs }) => type === 'kubernetes:core/v1:Namespace' && inputs.metadata.name === 'acme')!;
    objects.filter(({ inputs }) => inputs.metadata?.namespace === 'acme').forEach(({ dependencies }) => expect(dependencies).toContain(namespace.urn));
  });

  test('writes what only the other stack knows', () => {
    const templates = done.registered.filter(({ type }) => type.endsWith(':AWSMachineTemplate'));
    templates.forEach(({ inputs }) => expect(inputs.spec.template.spec.rootVolume.encryptionKey).toBe(KEY));
    expect(templates.map(({ inputs }) => inputs.metadata.name).sort())
      .toEqual(['prod-eu-west-control-plane-v1', 'prod-eu-west-workers-v1', 'prod-us-east-control-plane-v1', 'prod-us-east-workers-v1']);
  });

  test('reaches a member by the kubeconfig that Cluster API made', () => {
    const shop = done.registered.find(({ name, type }) => name === 'shop' && type === 'kubernetes:core/v1:Namespace')!;
    const provider = done.registered.find(({ type, name }) => type === 'pulumi:providers:kubernetes' && name === 'prod-us-east')!;
    expect(shop.provider.startsWith(`${provider.urn}::`)).toBe(true);
    expect(JSON.stringify(provider.inputs.kubeconfig)).toContain('kind: Config');
  });

  test('gives its clusters as outputs', () => {
    const { clusterNames, kubeconfigSecrets } = done.outputs;
    expect(clusterNames).toEqual(['hub']);
    expect(kubeconfigSecrets['prod-eu-west']).toEqual({ namespace: 'acme', name: 'prod-eu-west-kubeconfig', key: 'value' });
  });

  test('is a project that names the program, and all that it is told', () => {
    const project = parse(readFileSync(join(FOLDER, 'Pulumi.yaml'), 'utf8'));
    expect(project).toMatchObject({ name: 'acme-fleet', runtime: 'nodejs' });
    expect(Object.keys(project.config)).toEqual(['hubKubeconfig', 'cloudStack']);
    expect(done.registered.find(({ type }) => type === 'pulumi:pulumi:StackReference')!.name).toBe('acme/cloud/prod');
  });

  test('writes its lock beside the program, and manifests that hold a text for a key nowhere near it', async () => {
    const [files, lock] = [readdirSync('.'), readFileSync('fleet.lock.json', 'utf8')];
    await import('../../examples/pulumi/lock');
    expect(readdirSync('.')).toEqual(files);
    expect(readFileSync('fleet.lock.json', 'utf8')).toBe(lock);
  });
});
