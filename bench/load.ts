import { runLine } from './child';
import { BenchResult } from './result';

const RUNS = 15;
const MEBIBYTE = 2 ** 20;

interface Loaded {
  readonly time: number;
  readonly memory: number;
}

/**
 * Time and memory to `require('cdk8s-fleet')`, which loads cdk8s too, against `require('cdk8s')` alone.
 *
 * @returns medians over processes, in milliseconds and in mebibytes of resident memory, and their ratios
 */
export async function load(): Promise<BenchResult[]> {
  const [ours, theirs] = ['cdk8s-fleet', 'cdk8s'].map(name => {
    const runs = Array.from({ length: RUNS }, () => loaded(name));
    return { time: median(runs.map(run => run.time)), memory: median(runs.map(run => run.memory)) };
  });
  return [
    { name: "require('cdk8s-fleet')", value: ours.time, unit: 'ms' },
    { name: "require('cdk8s')", value: theirs.time, unit: 'ms' },
    { name: "require('cdk8s-fleet') against require('cdk8s'), time", value: ours.time / theirs.time, unit: 'x' },
    { name: "memory after require('cdk8s-fleet')", value: ours.memory, unit: 'MiB' },
    { name: "memory after require('cdk8s')", value: theirs.memory, unit: 'MiB' },
    { name: "require('cdk8s-fleet') against require('cdk8s'), memory", value: ours.memory / theirs.memory, unit: 'x' },
  ];
}

function loaded(name: string): Loaded {
  return runLine(`const start = performance.now(); require('${name}'); const time = performance.now() - start;`
    + `console.log(JSON.stringify({ time, memory: process.memoryUsage().rss / ${MEBIBYTE} }))`);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
