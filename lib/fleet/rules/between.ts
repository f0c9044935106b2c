import { Cidr } from '../../net';

interface HasCidr {
  readonly cidr: Cidr;
}

/**
 * All pairs of one range of each list that share an address, in the order of the right list.
 *
 * Overlaps within one list cost nothing, unlike in `overlappingPairs`: aligned blocks nest or are disjoint, so each range only looks up the
 * few blocks, one for each prefix length in use, that could contain it.
 */
export function overlapsBetween<L extends HasCidr, R extends HasCidr>(left: readonly L[], right: readonly R[]): [L, R][] {
  const lefts = new Enclosing(left);
  const rights = new Enclosing(right);
  return [
    ...right.flatMap(range => lefts.of(range.cidr, range.cidr.prefix).map((other): [L, R] => [other, range])),
    ...left.flatMap(range => rights.of(range.cidr, range.cidr.prefix - 1).map((other): [L, R] => [range, other])),
  ];
}

/** Finds the ranges of a list that contain a block. */
class Enclosing<T extends HasCidr> {
  private readonly byBlock = new Map<string, T[]>();
  private readonly prefixes = new Set<number>();

  constructor(ranges: readonly T[]) {
    for (const range of ranges) {
      const key = range.cidr.toString();
      const same = this.byBlock.get(key) ?? [];
      same.push(range);
      this.byBlock.set(key, same);
      this.prefixes.add(range.cidr.prefix);
    }
  }

  /** Those that contain the block and have no prefix longer than `longest`. */
  public of(block: Cidr, longest: number): readonly T[] {
    return [...this.prefixes].filter(prefix => prefix <= longest).flatMap(prefix => this.byBlock.get(enclosing(block, prefix).toString()) ?? []);
  }
}

function enclosing(block: Cidr, prefix: number): Cidr {
  const size = 2n ** BigInt(block.bits - prefix);
  return Cidr.of(block.family, block.first / size * size, prefix);
}
