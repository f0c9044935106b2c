import { BenchResult } from './result';
import { Cidr, overlappingPairs } from '../lib/net';

const COUNTS = [1_000, 10_000, 100_000];
const WARM_UP = 30;
const ROUNDS = 25;
/** Ten times the ranges in at most this many times the time. */
const RATIO_LIMIT = 14;

/**
 * The overlap search at 1,000, 10,000 and 100,000 ranges, and how its time grows.
 *
 * The ranges are blocks of three sizes, half of them IPv4 and half IPv6, at random places (a fixed seed). Their space grows with their
 * number, so that at every size there is about one overlapping pair for 25 ranges.
 *
 * @returns the median processor time of several runs at each size in milliseconds, and the ratios between sizes with their limit
 */
export async function overlap(): Promise<BenchResult[]> {
  const medians = medianTimes(COUNTS.map(makeRanges));
  const times = COUNTS.map((count, index): BenchResult => ({ name: `overlap search, ${count} ranges`, value: medians[index], unit: 'ms' }));
  const ratios = COUNTS.slice(1).map((count, index): BenchResult => {
    const value = medians[index + 1] / medians[index];
    return { name: `overlap search, ${count} against ${COUNTS[index]} ranges`, value, unit: 'x', limit: RATIO_LIMIT, ok: value <= RATIO_LIMIT };
  });
  return [...times, ...ratios];
}

/** Each round runs every size once, so that other work on the machine slows all sizes and not only one. */
function medianTimes(inputs: readonly Ranges[]): number[] {
  // The engine compiles the search while it runs; without this the first rounds would pay for it.
  for (let run = 0; run < WARM_UP; run += 1) timeOf(inputs[0]);
  const rounds = Array.from({ length: ROUNDS }, () => inputs.map(timeOf));
  return inputs.map((_, index) => rounds.map((round) => round[index]).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]);
}

/** Time of the processor and not of the clock: on a busy machine the clock also counts waiting, and only for runs of some length. */
function timeOf(ranges: Ranges): number {
  const start = process.cpuUsage();
  overlappingPairs(ranges);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

type Ranges = readonly { readonly cidr: Cidr }[];

function makeRanges(count: number): Ranges {
  const random = randomNumbers(count);
  return Array.from({ length: count }, (_, index) => {
    const place = BigInt(Math.floor(random() * count * 20));
    const shorter = index % 3;
    return { cidr: index % 2 === 0 ? block(4, place, 28 - shorter) : block(6, place * 2n ** 64n + 0xFDn * 2n ** 120n, 64 - shorter) };
  });
}

/** The block of a prefix length around an address; IPv4 places are 16 addresses apart. */
function block(family: 4 | 6, place: bigint, prefix: number): Cidr {
  const address = family === 4 ? place * 16n : place;
  const size = 2n ** BigInt((family === 4 ? 32 : 128) - prefix);
  return Cidr.of(family, address / size * size, prefix);
}

/** The Park-Miller generator, whose products stay exact: the same numbers from 0 to 1 in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = state * 48_271 % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
