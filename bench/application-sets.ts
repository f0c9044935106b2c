import { runProgram } from './child';
import { atMost, BenchResult } from './result';

/** Clusters and applications: 50,000 Applications, the largest published benchmark of Argo CD, and four times as many. */
const SIZES = [[500, 100], [1_000, 200]] as const;
/** A synth takes at most this many times as long as cdk8s takes to write the same ApplicationSets as YAML. */
const STOCK_LIMIT = 1.5;
/** Four times the Applications in at most this many times the time. */
const GROWTH_LIMIT = 4.6;
const RUNS = 3;
const MEBIBYTE = 2 ** 20;
/** What etcd takes. */
const OBJECT_LIMIT = 1.5;

interface Measured {
  readonly synth: number;
  readonly yaml: number;
  readonly stock: number;
  readonly objects: number;
  readonly largest: number;
}

/**
 * `FleetApp.synth` of many applications on many clusters against the time that writing their ApplicationSets as YAML takes by itself.
 *
 * Every measurement has a process of its own, and the shortest synth of several counts, as other work on the machine only ever adds to it.
 *
 * @returns processor times in milliseconds, number and size of the objects, and ratios with their limits
 */
export async function applicationSets(): Promise<BenchResult[]> {
  const measured = SIZES.map(([clusters, applications]) => ({ name: `${applications} applications on ${clusters} clusters`, applications, ...shortest(clusters, applications) }));
  const [small, large] = measured;
  return [
    ...measured.flatMap(({ name, applications, synth, yaml, stock, objects, largest }): BenchResult[] => [
      { name: `synth, ${name}`, value: synth, unit: 'ms' },
      { name: `ApplicationSets as YAML, ${name}`, value: yaml, unit: 'ms' },
      { name: `ApplicationSets as YAML by cdk8s, ${name}`, value: stock, unit: 'ms' },
      { name: `synth against YAML, ${name}`, value: synth / yaml, unit: 'x' },
      atMost(`synth against YAML by cdk8s, ${name}`, synth / stock, 'x', STOCK_LIMIT),
      atMost(`ApplicationSets, ${name}`, objects, '', applications),
      atMost(`largest ApplicationSet, ${name}`, largest / MEBIBYTE, 'MiB', OBJECT_LIMIT),
    ]),
    atMost(`synth, ${large.name} against ${small.name}`, large.synth / small.synth, 'x', GROWTH_LIMIT),
  ];
}

function shortest(clusters: number, applications: number): Measured {
  const all = Array.from({ length: RUNS }, () => runProgram<Measured>('application-sets-program.ts', String(clusters), String(applications)));
  return all.reduce((best, measured) => (measured.synth < best.synth ? measured : best));
}
