import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CLUSTER_API_KINDS } from './cluster-api';
import { KubernetesApi } from './kubernetes-api';
import { missingTools, PulumiProject } from './pulumi-cli';

/** More clusters than Pulumi does things at the same time, each of which it waits for. See `engine.test.ts` for what it needs. */
const missing = missingTools();
const LONGEST_MS = 300_000;
const [CLUSTERS, SLOTS] = [12, 4];

(missing === undefined ? describe : describe.skip)(missing === undefined ? 'many clusters under the real engine' : `skipped: ${missing}`, () => {
  /** Cluster API: a control plane answers a while after it and its Cluster are there, in whatever order they came. */
  const hub = new KubernetesApi(CLUSTER_API_KINDS, (api, written) => {
    const name = written.metadata.name.replace(/-control-plane$/, '');
    const cluster = api.object(`Cluster acme/${name}`);
    if (cluster?.status === undefined && cluster !== undefined && api.object(`KubeadmControlPlane acme/${name}-control-plane`) !== undefined) {
      setTimeout(() => api.put({ ...api.object(`Cluster acme/${name}`)!, status: { conditions: [{ type: 'ControlPlaneInitialized', status: 'True' }] } }), 100);
    }
  });
  let project: PulumiProject;

  beforeAll(async () => {
    project = new PulumiProject(resolve(__dirname, 'slots-program.ts'), { CDK8S_FLEET_KUBECONFIG: await hub.start(), CLUSTERS: `${CLUSTERS}` });
    await project.must('stack', 'init', 'dev');
  }, LONGEST_MS);

  afterAll(async () => {
    project.delete();
    await hub.stop();
  });

  test('are made in one run: what makes each ready is there before Pulumi waits for it', async () => {
    await project.must('up', '--yes', '--skip-preview', '--parallel', `${SLOTS}`);
    const made = hub.writes.filter(write => /^create (Cluster|KubeadmControlPlane) /.test(write));
    expect(made.map(write => write.split(' ')[1])).toEqual([...Array(CLUSTERS).fill('KubeadmControlPlane'), ...Array(CLUSTERS).fill('Cluster')]);
  }, LONGEST_MS);
});
