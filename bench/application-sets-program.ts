import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { Cidr, ExistingCluster, Fleet, FleetApp, Lock } from '../lib';
import { toYaml } from '../lib/fleet/output/yaml';
import { ApplicationSetFleet, FleetSource } from '../lib/gitops';

/**
 * One measurement of `application-sets.ts`, in a process of its own: `application-sets-program.ts <clusters> <applications>`.
 *
 * Prints the processor time of the whole synth in milliseconds, with files and lock, that of writing the same ApplicationSets as YAML, by this
 * library and by cdk8s, how many objects there are and how many bytes the largest has. Every other application has a chart with values of each
 * cluster, the rest a Kustomize overlay for each region; each fourth has waves.
 */
const [clusters, applications] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'fleet-bench-'));
const app = new FleetApp({ outdir: join(folder, 'dist') });
const fleet = new Fleet(app, 'bench', {
  lock: Lock.file(join(folder, 'fleet.lock.json')),
  hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: networkOf(0) }),
});
for (let i = 1; i <= clusters; i++) {
  new ExistingCluster(fleet, `prod-cluster-${i}`, {
    version: '1.34.1', network: networkOf(i), region: `region-${i % 20}`, labels: { environment: 'production', canary: String(i % 50 === 0) },
  });
}
for (let i = 0; i < applications; i++) {
  new ApplicationSetFleet(fleet, `application-${i}`, {
    namespace: `team-${i % 20}`,
    matchLabels: { environment: 'production' },
    source: i % 2 === 0 ? overlay(i) : chart(i),
    waves: i % 4 === 0 ? [{ name: 'canary', matchLabels: { canary: 'true' } }, { name: 'general', maxUpdate: '10%' }] : undefined,
  });
}
const synth = timed(() => app.synth());
const objects: readonly object[] = fleet.hub.chart.toJson();
const times = Array.from({ length: 3 }, () => ({ yaml: timed(() => toYaml(objects)), stock: timed(() => Yaml.stringify(...objects)) }));
rmSync(folder, { recursive: true, force: true });
process.stdout.write(JSON.stringify({
  synth,
  yaml: Math.min(...times.map(({ yaml }) => yaml)),
  stock: Math.min(...times.map(({ stock }) => stock)),
  objects: objects.length,
  largest: Math.max(...objects.map(object => Buffer.byteLength(JSON.stringify(object)))),
}));

function overlay(i: number): FleetSource {
  return { type: 'kustomize', repoUrl: 'https://git.example.com/acme/apps', targetRevision: 'main', path: cluster => `apps/application-${i}/overlays/${cluster.region}` };
}

function chart(i: number): FleetSource {
  return {
    type: 'helm', repoUrl: 'https://charts.example.com', chart: `application-${i}`, targetRevision: '1.2.3', values: { replicas: 3, metrics: { enabled: true } },
    valuesPerCluster: cluster => ({ ingress: { host: `application-${i}.${cluster.name}.example.com` }, region: cluster.region }),
  };
}

function timed(run: () => void): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

/** Ranges that nobody shares: a /20 for pods and a /24 for services, one after the other. */
function networkOf(index: number): { pods: string; services: string } {
  const block = (first: bigint, prefix: number) => `${Cidr.of(4, first + BigInt(index) * 2n ** BigInt(32 - prefix), prefix)}`;
  return { pods: block(10n << 24n, 20), services: block(0xAC100000n, 24) };
}
