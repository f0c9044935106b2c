import { runProgram } from './child';
import { BenchResult } from './result';

const OBJECTS = 2_000;
const RUNS = 3;
/** A deployment with all its checks takes at most so many times as long as a loop that checks nothing. */
const LIMIT = 1.5;
/** Twice the objects in at most this many times the time. */
const DOUBLING_LIMIT = 2.5;

/**
 * `FleetDeployment` against a loop that registers the same objects with Pulumi, one resource each, without order and without a check; and how its
 * time grows. Both under Pulumi's mocks, which take nearly all of it.
 *
 * @returns processor times in milliseconds, and ratios with their limits
 */
export async function pulumi(): Promise<BenchResult[]> {
  const [fleet, half, stock] = [shortest('fleet', OBJECTS), shortest('fleet', OBJECTS / 2), shortest('stock', OBJECTS)];
  return [
    { name: `FleetDeployment, ${OBJECTS} objects`, value: fleet, unit: 'ms' },
    { name: `loop of resources, ${OBJECTS} objects`, value: stock, unit: 'ms' },
    atMost('FleetDeployment against a loop of resources', fleet / stock, LIMIT),
    atMost(`FleetDeployment, ${OBJECTS} against ${OBJECTS / 2} objects`, fleet / half, DOUBLING_LIMIT),
  ];
}

function atMost(name: string, value: number, limit: number): BenchResult {
  return { name, value, unit: 'x', limit, ok: value <= limit };
}

function shortest(kind: string, objects: number): number {
  return Math.min(...Array.from({ length: RUNS }, () => runProgram<{ readonly time: number }>('pulumi-program.ts', kind, String(objects)).time));
}
