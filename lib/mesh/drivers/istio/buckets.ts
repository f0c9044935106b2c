import { createHash } from 'node:crypto';

/** Members of one value in the secret store, on average at most: a kubeconfig has 3 to 4 KiB, and many stores end at 64 KiB. */
const PER_KEY = 8;
/** Members of one Secret, on average at most: Kubernetes ends at 1 MiB. */
const PER_SECRET = 160;

/**
 * Divides members among buckets by their ids alone, so that one more moves none of the others: a kubeconfig that went from one value of the store to
 * another would be missing in both for a while. The number of buckets doubles as members do; the new ones are then under other keys, and whoever
 * reads them keeps what it has until all are there.
 *
 * @returns the buckets with members, each with its number
 */
export function bucketsOf<T>(
  members: readonly T[], id: (member: T) => string,
): { readonly count: number; readonly buckets: ReadonlyMap<number, readonly T[]> } {
  const count = powerFor(members.length, PER_KEY);
  const buckets = new Map<number, T[]>();
  for (const member of members) {
    const bucket = createHash('sha256').update(id(member)).digest().readUInt32BE() % count;
    buckets.set(bucket, [...buckets.get(bucket) ?? [], member]);
  }
  return { count, buckets: new Map([...buckets].sort(([a], [b]) => a - b)) };
}

/** How many Secrets the buckets of so many members are read into. */
export function secretsFor(members: number): number {
  return powerFor(members, PER_SECRET);
}

function powerFor(members: number, each: number): number {
  let count = 1;
  while (members > each * count) {
    count *= 2;
  }
  return count;
}
