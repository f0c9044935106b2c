import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CLUSTER_API_KINDS } from './cluster-api';
import { KubernetesApi } from './kubernetes-api';
import { KubernetesObject } from './kubernetes-objects';
import { missingTools, PulumiProject } from './pulumi-cli';

/**
 * A cluster that Cluster API makes, and what runs in it, in one Pulumi program, against two APIs; that of the hub plays Cluster API too. See
 * `engine.test.ts` for what it needs.
 */
const missing = missingTools();
const LONGEST_MS = 300_000;

const CREATES_ON_MEMBER = ['after', ...[...'abcdefghij'].map(shard => `shard-${shard}`)].map(name => `create ConfigMap kube-system/${name}`);
const IN_FLEET = 'urn:pulumi:dev::engine::cdk8s-fleet:index:FleetDeployment$';
const [PROVIDER, AFTER, GATE] = [
  'pulumi:providers:kubernetes::us-east', 'kubernetes:core/v1:ConfigMap::acme/us-east/after', 'cdk8s-fleet:index:Gate::acme/us-east:wave:-10',
].map(rest => IN_FLEET + rest);

// One story in several tests: each begins with what the one before has left.
(missing === undefined ? describe : describe.skip)(missing === undefined ? 'a member under the real engine' : `skipped: ${missing}`, () => {
  const member = new KubernetesApi();
  let kubeconfig: string;
  /** Cluster API: the kubeconfig comes a while after the Cluster, and then its control plane answers. */
  const hub = new KubernetesApi(CLUSTER_API_KINDS, (api, written) => {
    if (written.kind === 'Cluster' && api.object(SECRET) === undefined) {
      setTimeout(() => {
        api.put(kubeconfigSecret(kubeconfig));
        api.put({ ...written, status: { conditions: [{ type: 'ControlPlaneInitialized', status: 'True' }] } });
      }, 500);
    }
  });
  let project: PulumiProject;

  beforeAll(async () => {
    kubeconfig = await member.start();
    project = new PulumiProject(resolve(__dirname, 'member-program.ts'), { CDK8S_FLEET_KUBECONFIG: await hub.start() });
    await project.must('stack', 'init', 'dev');
  }, LONGEST_MS);

  afterAll(async () => {
    project.delete();
    await Promise.all([hub.stop(), member.stop()]);
  });

  async function plannedChanges(): Promise<Readonly<Record<string, string>>> {
    const steps = await project.preview();
    return Object.fromEntries(steps.filter(({ op }) => op !== 'same' && op !== 'read').map(({ op, urn }) => [urn, op]));
  }

  test('before there is a cluster a preview shows what runs in it as new', async () => {
    expect(await plannedChanges()).toMatchObject({ [PROVIDER]: 'create', [AFTER]: 'create', [GATE]: 'create' });
    expect([...hub.writes, ...member.writes]).toEqual([]);
  }, LONGEST_MS);

  test('one run makes the cluster and what runs in it', async () => {
    await project.must('up', '--yes', '--skip-preview');
    expect(hub.writes).toContain('create Cluster acme/us-east');
    expect([...member.writes].sort()).toEqual([...CREATES_ON_MEMBER].sort());
    expect(member.writes.at(-1)).toBe('create ConfigMap kube-system/after');
    const { stdout } = await project.must('stack', 'export');
    expect(stdout).toContain(PROVIDER);
    expect([kubeconfig, Buffer.from(kubeconfig).toString('base64')].filter(text => stdout.includes(text))).toEqual([]);
    expect(stdout).not.toContain(/127\.0\.0\.1:\d+/.exec(kubeconfig)![0]);
    hub.writes.splice(0);
    member.writes.splice(0);
  }, LONGEST_MS);

  test('the same program changes nothing', async () => {
    await project.must('up', '--yes', '--skip-preview', '--expect-no-changes');
    expect([...hub.writes, ...member.writes]).toEqual([]);
  }, LONGEST_MS);

  test('another address is an update of the provider, and other data one of a ConfigMap; nothing is made anew', async () => {
    const address = await member.restart();
    hub.put(kubeconfigSecret(address));
    project.set('SIZE', '2');
    expect(await plannedChanges()).toEqual({ [PROVIDER]: 'update', [AFTER]: 'update' });
    await project.must('up', '--yes', '--skip-preview');
    expect([...hub.writes, ...member.writes.splice(0)]).toEqual(['update ConfigMap kube-system/after']);
  }, LONGEST_MS);

  test('a cluster that does not answer stops no run that leaves it alone', async () => {
    await member.stop();
    expect(await plannedChanges()).toEqual({});
    await project.must('up', '--yes', '--skip-preview', '--expect-no-changes');
  }, LONGEST_MS);

  test('a refresh asks whether a cluster that does not answer is gone; told that it is, it forgets what was in it, and destroy ends', async () => {
    const refused = await project.run('refresh', '--yes', '--skip-preview');
    expect(refused.text).toContain('PULUMI_K8S_DELETE_UNREACHABLE');
    project.set('PULUMI_K8S_DELETE_UNREACHABLE', 'true');
    await project.must('refresh', '--yes', '--skip-preview');
    const left = await project.urns();
    expect([left.includes(AFTER), left.includes(GATE), left.includes(PROVIDER)]).toEqual([false, true, true]);
    await project.must('destroy', '--yes', '--skip-preview');
    expect(await project.urns()).toEqual([]);
    // Clusters and their machines are kept, as deliveries keep them.
    expect(hub.names()).toContain('Cluster acme/us-east');
    expect(hub.writes).not.toContain('delete Cluster acme/us-east');
  }, LONGEST_MS);
});

const SECRET = 'Secret acme/us-east-kubeconfig';

function kubeconfigSecret(kubeconfig: string): KubernetesObject {
  const data = { value: Buffer.from(kubeconfig).toString('base64') };
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'us-east-kubeconfig', namespace: 'acme' }, data };
}
