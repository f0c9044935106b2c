import { Yaml } from 'cdk8s';
import { BenchResult } from './result';
import { toYaml } from '../lib/fleet/output/yaml';

const COUNT = 10_000;
const RUNS = 5;
/** Our time is at most this share of the time of cdk8s' own writer. */
const SHARE_LIMIT = 1 / 8;

/**
 * The YAML writer on 10,000 Deployments of 1.2 kB, against cdk8s' `Yaml.stringify` and, as the floor, `JSON.stringify`.
 *
 * @returns the shortest time of several runs of each in milliseconds, and our time as a share of theirs, with its limit for cdk8s
 */
export async function yaml(): Promise<BenchResult[]> {
  const documents = Array.from({ length: COUNT }, (_, index) => deployment(index));
  const ours = shortestTime(RUNS, () => toYaml(documents));
  const json = shortestTime(RUNS, () => JSON.stringify(documents));
  const theirs = shortestTime(2, () => Yaml.stringify(...documents));
  const share = ours / theirs;
  return [
    { name: `toYaml, ${COUNT} objects`, value: ours, unit: 'ms' },
    { name: `cdk8s Yaml.stringify, ${COUNT} objects`, value: theirs, unit: 'ms' },
    { name: `JSON.stringify, ${COUNT} objects`, value: json, unit: 'ms' },
    { name: 'toYaml against cdk8s Yaml.stringify', value: share, unit: 'x', limit: SHARE_LIMIT, ok: share <= SHARE_LIMIT },
    { name: 'toYaml against JSON.stringify', value: ours / json, unit: 'x' },
  ];
}

/** The shortest time, as other work on the machine only ever adds to it; as bytes, because a file is written from these. */
function shortestTime(runs: number, write: () => string): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    Buffer.from(write());
    return performance.now() - start;
  });
  return Math.min(...times);
}

function deployment(index: number): object {
  const name = `app-${index}`;
  const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'shop', 'example.org/cluster': `eu-${index % 100}` };
  const annotations = { 'example.org/checksum': `sha256:${(index * 7919).toString(16).padStart(64, '0')}`, 'example.org/note': 'on: the rota' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: `team-${index % 50}`, labels, annotations },
    spec: { replicas: index % 7, selector: { matchLabels: { app: name } }, template: podTemplate(name, index) },
  };
}

function podTemplate(name: string, index: number): object {
  return {
    metadata: { labels: { app: name } },
    spec: {
      securityContext: { runAsNonRoot: true, fsGroup: 1000 },
      containers: [{ name: 'main', image: `registry.example.org/shop/${name}:1.${index}.0`, ...container(name, index) }],
      volumes: [{ name: 'tmp', emptyDir: {} }, { name: 'config', configMap: { name: `${name}-config` } }],
    },
  };
}

function container(name: string, index: number): object {
  return {
    args: ['--listen=:8080', `--name=${name}`, '--log-level=info'],
    command: ['sh', '-c', `set -e\nexec /bin/${name} "$@"\n`],
    ports: [{ name: 'http', containerPort: 8080 }],
    env: [{ name: 'ENABLED', value: 'true' }, { name: 'URL', value: `http://${name}.svc:8080/` }, { name: 'SHARD', value: String(index) }],
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1', memory: '256Mi' } },
    readinessProbe: { httpGet: { path: '/ready', port: 'http' }, periodSeconds: 10 },
  };
}
