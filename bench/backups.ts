import { runProgram } from './child';
import { atMost, BenchResult } from './result';

const SIZES = [250, 1_000] as const;
/** Four times the clusters in at most this many times the time: in memory less than 4, on a disk more, for that many small files. */
const GROWTH_LIMIT = 6;
/** Objects of a protected cluster, on its own side and in the standby, at most. */
const OBJECTS_LIMIT = 12;
/** A synth takes at most this many times as long as a stock cdk8s App, which writes one file for a cluster: here are four, of two objects each. */
const STOCK_LIMIT = 2;
const RUNS = 3;

interface Measured {
  readonly synth: number;
  /** @default - not measured: there are too many clusters */
  readonly stock?: number;
  readonly objects: number;
}

/**
 * Backups: objects and time in proportion to the protected clusters.
 *
 * @returns processor times in milliseconds, numbers of objects, and ratios with their limits
 */
export async function backups(): Promise<BenchResult[]> {
  const [small, large] = SIZES.map(clusters => ({ clusters, ...shortest(clusters) }));
  return [
    ...[small, large].flatMap(({ clusters, synth, objects }): BenchResult[] => [
      { name: `backups of ${clusters} clusters`, value: synth, unit: 'ms' },
      atMost(`objects for each of ${clusters} protected clusters`, objects / clusters, '', OBJECTS_LIMIT),
    ]),
    atMost(`backups against a stock App, ${small.clusters} clusters`, small.synth / small.stock!, 'x', STOCK_LIMIT),
    atMost(`backups of ${large.clusters} clusters against ${small.clusters}`, large.synth / small.synth, 'x', GROWTH_LIMIT),
  ];
}

function shortest(clusters: number): Measured {
  const all = Array.from({ length: RUNS }, () => runProgram<Measured>('backups-program.ts', String(clusters)));
  return all.reduce((best, measured) => (measured.synth < best.synth ? measured : best));
}
