import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { KubernetesApi } from './kubernetes-api';
import { missingTools, PulumiProject } from './pulumi-cli';

/**
 * The real engine of Pulumi and its real Kubernetes provider, with a local file backend, against as much of the API of a cluster as they ask for.
 * Needs `pulumi` and `pulumi-resource-kubernetes` on the PATH (or that plug-in installed), and no network.
 */
const missing = missingTools();
if (missing !== undefined) {
  process.stderr.write(`skipped: test/pulumi/engine runs the real engine of Pulumi, and ${missing}\n`);
}

/** Each run of the CLI starts the program anew: seconds on an idle machine, and far longer beside other tests. */
const LONGEST_MS = 300_000;

const PREFIX = 'urn:pulumi:dev::engine::';
const IN_FLEET = `${PREFIX}cdk8s-fleet:index:FleetDeployment$kubernetes:`;
const [NAMESPACE, DEFINITION, SETTINGS, AFTER, WIDGET, LOCK, TOKEN] = [
  'core/v1:Namespace::acme/hub/team', 'apiextensions.k8s.io/v1:CustomResourceDefinition::acme/hub/widgets', 'core/v1:ConfigMap::acme/hub/settings',
  'core/v1:ConfigMap::acme/hub/after', 'example.io/v1:Widget::acme/hub/widget', 'core/v1:ConfigMap::acme/hub/lock%3A:after', 'core/v1:Secret::acme/hub/token',
].map(rest => IN_FLEET + rest);
const SHARDS = [...'abcdefghij'];
const GATE = `${PREFIX}cdk8s-fleet:index:FleetDeployment$cdk8s-fleet:index:Gate::acme/hub/shards:all`;
const OBJECTS = [NAMESPACE, DEFINITION, SETTINGS, AFTER, WIDGET, LOCK, TOKEN, ...SHARDS.map(shard => `${IN_FLEET}core/v1:ConfigMap::acme/hub/shards/${shard}`)];
const SHARD_NAMES = SHARDS.map(shard => `ConfigMap team/shard-${shard}`);
const NAMES = [
  'ConfigMap team/after', 'ConfigMap team/lock', 'ConfigMap team/settings', ...SHARD_NAMES, 'CustomResourceDefinition widgets.example.io', 'Namespace team',
  'Secret team/token', 'Widget team/gear',
];

// One story in several tests: each begins with what the one before has left.
(missing === undefined ? describe : describe.skip)(missing === undefined ? 'a fleet under the real engine' : `skipped: ${missing}`, () => {
  const api = new KubernetesApi();
  let project: PulumiProject;

  beforeAll(async () => {
    project = new PulumiProject(resolve(__dirname, 'program.ts'), { CDK8S_FLEET_KUBECONFIG: await api.start() });
    await project.must('stack', 'init', 'dev');
  }, LONGEST_MS);

  afterAll(async () => {
    project.delete();
    await api.stop();
  });

  /** What the API was asked to change since the last time. */
  function writes(): readonly string[] {
    return api.writes.splice(0);
  }

  /** What a preview would do, by URN. */
  async function plannedChanges(): Promise<Readonly<Record<string, string>>> {
    const steps = await project.preview();
    return Object.fromEntries(steps.filter(({ op }) => op !== 'same').map(({ op, urn }) => [urn, op]));
  }

  test('a preview says what will be made, by its URN, and makes nothing', async () => {
    const created = await plannedChanges();
    expect(Object.keys(created).sort()).toEqual([
      `${PREFIX}pulumi:pulumi:Stack::engine-dev`, `${PREFIX}pulumi:providers:kubernetes::hub`, `${PREFIX}cdk8s-fleet:index:FleetDeployment::acme`, GATE, ...OBJECTS,
    ].sort());
    expect(new Set(Object.values(created))).toEqual(new Set(['create']));
    expect(writes()).toEqual([]);
  }, LONGEST_MS);

  test('makes the namespace and the definition before what needs them, and what depends on an object after it', async () => {
    await project.must('up', '--yes', '--skip-preview');
    const made = writes();
    expect([...made].sort()).toEqual(NAMES.map(name => `create ${name}`));
    const at = (name: string) => made.indexOf(`create ${name}`);
    expect(at('ConfigMap team/settings')).toBeGreaterThan(at('Namespace team'));
    expect(at('ConfigMap team/after')).toBeGreaterThan(Math.max(...['ConfigMap team/settings', ...SHARD_NAMES].map(at)));
    expect(at('Widget team/gear')).toBeGreaterThan(Math.max(at('Namespace team'), at('CustomResourceDefinition widgets.example.io')));
    expect((await project.urns()).filter(urn => urn.startsWith(IN_FLEET)).sort()).toEqual([...OBJECTS].sort());
  }, LONGEST_MS);

  test('transforms of the component reach its objects, and what a Secret holds is nowhere in the state as text', async () => {
    expect(api.object('ConfigMap team/after')?.metadata).toMatchObject({ labels: { transformed: 'true' } });
    expect(api.object('Secret team/token')?.data).toEqual({ known: 'a25vd24tbGF0ZXI=', token: 'ZG8tbm90LXRlbGw=' });
    const { stdout } = await project.must('stack', 'export');
    expect(stdout).toContain(TOKEN);
    expect(stdout).not.toMatch(/do-not-tell|ZG8tbm90LXRlbGw=|known-later|a25vd24tbGF0ZXI=/);
  }, LONGEST_MS);

  test('the same program changes nothing, and a refresh finds what was made', async () => {
    await project.must('up', '--yes', '--skip-preview', '--expect-no-changes');
    await project.must('refresh', '--yes', '--skip-preview', '--expect-no-changes');
    expect(writes()).toEqual([]);
  }, LONGEST_MS);

  test('a change of the program updates the objects in place, and no others', async () => {
    await project.must('config', 'set', 'size', '2');
    expect(await plannedChanges()).toEqual({ [WIDGET]: 'update', [SETTINGS]: 'update' });
    const uid = api.object('Widget team/gear')?.metadata.uid;
    expect(uid).toBeDefined();
    await project.must('up', '--yes', '--skip-preview');
    expect([...writes()].sort()).toEqual(['update ConfigMap team/settings', 'update Widget team/gear']);
    expect(api.object('Widget team/gear')).toMatchObject({ metadata: { uid }, spec: { size: 2 } });
  }, LONGEST_MS);

  test('a fleet with a finding fails the preview and the update with its text, and changes nothing', async () => {
    await project.must('config', 'set', 'size', '3');
    await project.must('config', 'set', 'overlap', 'true');
    for (const command of [['preview'], ['up', '--yes', '--skip-preview']]) {
      const { code, text } = await project.run(...command);
      expect([command, code]).not.toEqual([command, 0]);
      const diagnostics = text.slice(text.indexOf('Diagnostics:'));
      expect(diagnostics).toContain('error: FleetDeployment acme: 1 error, and nothing is deployed:\n');
      expect(diagnostics.match(/error overlapping-ranges/g)).toHaveLength(1);
      expect(text).not.toMatch(/ {4}at |\u001b|unhandled exception|propertyPath/);
    }
    expect(writes()).toEqual([]);
    await project.must('config', 'rm', 'overlap');
  }, LONGEST_MS);

  test('destroy takes everything away, what needs others first', async () => {
    await project.must('destroy', '--yes', '--skip-preview');
    const gone = writes();
    expect(api.names()).toEqual(['Namespace kube-system']);
    const at = (name: string) => gone.indexOf(`delete ${name}`);
    expect(at('Namespace team')).toBeGreaterThan(at('ConfigMap team/settings'));
    expect(Math.min(...['ConfigMap team/settings', ...SHARD_NAMES].map(at))).toBeGreaterThan(at('ConfigMap team/after'));
    expect(at('CustomResourceDefinition widgets.example.io')).toBeGreaterThan(at('Widget team/gear'));
    expect(await project.urns()).toEqual([]);
  }, LONGEST_MS);
});
