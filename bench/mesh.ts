import { runProgram } from './child';
import { BenchResult } from './result';

/** Members: about as many as anybody runs in one Submariner mesh, and four times as many. */
const SIZES = [250, 1_000] as const;
/** Four times the members in at most this many times the time. */
const GROWTH_LIMIT = 4.6;
/** Objects of a member, on its own side and at the broker, at most. */
const OBJECTS_LIMIT = 70;
/** A synth takes at most this many times as long as a stock cdk8s App takes for the same objects. */
const STOCK_LIMIT = 1.5;
const RUNS = 3;

interface Measured {
  readonly synth: number;
  /** @default - not measured: there are too many members */
  readonly stock?: number;
  readonly objects: number;
}

/**
 * Meshes of Submariner: time in proportion to members, whether their addresses differ or, with Globalnet, are all the same.
 *
 * @returns processor times in milliseconds, numbers of objects, and ratios with their limits
 */
export async function mesh(): Promise<BenchResult[]> {
  return [['', 0], [' with Globalnet', 1]].flatMap(([kind, globalnet]) => {
    const [small, large] = SIZES.map(members => ({ members, name: `${members} members${kind}`, ...shortest(members, Number(globalnet)) }));
    return [
      ...[small, large].flatMap(({ name, members, synth, objects }): BenchResult[] => [
        { name: `mesh, ${name}`, value: synth, unit: 'ms' },
        atMost(`objects for each member, mesh of ${name}`, objects / members, '', OBJECTS_LIMIT),
      ]),
      atMost(`mesh against a stock App, ${small.name}`, small.synth / small.stock!, 'x', STOCK_LIMIT),
      atMost(`mesh of ${large.name} against ${small.members}`, large.synth / small.synth, 'x', GROWTH_LIMIT),
    ];
  });
}

function atMost(name: string, value: number, unit: string, limit: number): BenchResult {
  return { name, value, unit, limit, ok: value <= limit };
}

function shortest(members: number, globalnet: number): Measured {
  const all = Array.from({ length: RUNS }, () => runProgram<Measured>('mesh-program.ts', String(members), String(globalnet)));
  return all.reduce((best, measured) => (measured.synth < best.synth ? measured : best));
}
