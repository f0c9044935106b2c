import { runProgram } from './child';
import { atMost, BenchResult } from './result';

const COUNTS = [10, 100, 1_000];
/** At 1,000 clusters a stock `App` takes at least this many times as long. */
const STOCK_RATIO = 5;
/** Twice the clusters in at most this many times the time. */
const DOUBLING_LIMIT = 2.3;
const SCHEMA_SHARE_LIMIT = 0.25;

interface Times {
  readonly synth: number;
  readonly schema: number;
}

/**
 * `FleetApp.synth` against a stock cdk8s `App` with stock charts that hold the same 20 objects of each cluster, how its time grows,
 * and what the schema check takes of a synth of 1,000 clusters made through Cluster API.
 *
 * Every measurement has a process of its own, and the shortest of several counts, as other work on the machine only ever adds to it.
 *
 * @returns processor times in milliseconds, and ratios with their limits
 */
export async function app(): Promise<BenchResult[]> {
  const sizes = COUNTS.map(count => ({ count, fleet: shortest('fleet', count, 5).synth, stock: shortest('stock', count, count < 1_000 ? 5 : 2).synth }));
  const half = shortest('fleet', 500, 5).synth;
  const managed = shortest('managed', 1_000, 3);
  const largest = sizes[sizes.length - 1];
  return [
    ...sizes.flatMap(({ count, fleet, stock }) => [
      { name: `FleetApp.synth, ${count} clusters`, value: fleet, unit: 'ms' },
      { name: `stock App.synth, ${count} clusters`, value: stock, unit: 'ms' },
    ]),
    atMost(`FleetApp.synth against stock App.synth, ${largest.count} clusters`, largest.fleet / largest.stock, 'x', 1 / STOCK_RATIO),
    atMost('FleetApp.synth, 1000 against 500 clusters', largest.fleet / half, 'x', DOUBLING_LIMIT),
    { name: 'FleetApp.synth, 1000 managed clusters', value: managed.synth, unit: 'ms' },
    atMost('schema check against the whole synth, 1000 managed clusters', managed.schema / managed.synth, 'x', SCHEMA_SHARE_LIMIT),
  ];
}

function shortest(kind: string, clusters: number, runs: number): Times {
  const all = Array.from({ length: runs }, () => runProgram<Times>('app-program.ts', kind, String(clusters)));
  return all.reduce((best, times) => times.synth < best.synth ? times : best);
}
