import { runProgram } from './child';
import { atMost, BenchResult } from './result';

/** Meshes, as `mesh-program.ts` calls them. Members: about as many as anybody runs in one, or joins by a fleet, and several times as many. */
const MESHES = [
  { kind: 'submariner', name: '', sizes: [250, 1_000] },
  { kind: 'globalnet', name: ' with Globalnet', sizes: [250, 1_000] },
  { kind: 'istio', name: ' of Istio', sizes: [125, 500] },
] as const;
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
 * Meshes: objects and time in proportion to members, for Submariner whether their addresses differ or, with Globalnet, are all the same.
 *
 * @returns processor times in milliseconds, numbers of objects, and ratios with their limits
 */
export async function mesh(): Promise<BenchResult[]> {
  return MESHES.flatMap(({ kind, name: of, sizes }) => {
    const [small, large] = sizes.map(members => ({ members, name: `${members} members${of}`, ...shortest(members, kind) }));
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

function shortest(members: number, kind: string): Measured {
  const all = Array.from({ length: RUNS }, () => runProgram<Measured>('mesh-program.ts', String(members), kind));
  return all.reduce((best, measured) => (measured.synth < best.synth ? measured : best));
}
