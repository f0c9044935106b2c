import * as fc from 'fast-check';
import { Cidr } from '../../lib/net';

/**
 * A space so small that every question can be answered by looking at each of its 16 cells.
 *
 * A cell is one address, or a block of `2 ** shift` addresses, so that the interesting bits can lie anywhere in an address: inside a byte,
 * across two bytes, across the two 64-bit halves of IPv6.
 */
export interface Space {
  readonly family: 4 | 6;
  readonly base: bigint;
  readonly shift: number;
}

export const CELLS = 16;
const LEVELS = 4;

/** One aligned block of a space: level 0 is the whole space, level 4 a single cell. */
export interface SmallBlock {
  readonly level: number;
  readonly index: number;
}

export const spaces: fc.Arbitrary<Space> = fc.oneof(
  fc.record({ family: fc.constant<4>(4), base: fc.constant(0xC000_0000n), shift: fc.integer({ min: 0, max: 24 }) }),
  fc.record({ family: fc.constant<6>(6), base: fc.constant(0xFDn * 2n ** 120n), shift: fc.integer({ min: 0, max: 110 }) }),
);

export const smallBlocks: fc.Arbitrary<SmallBlock> = fc.integer({ min: 0, max: LEVELS })
  .chain((level) => fc.record({ level: fc.constant(level), index: fc.integer({ min: 0, max: 2 ** level - 1 }) }));

/** The block as the library sees it. */
export function cidrOf(space: Space, block: SmallBlock): Cidr {
  const cells = BigInt(CELLS / 2 ** block.level);
  return Cidr.of(space.family, space.base + BigInt(block.index) * cells * 2n ** BigInt(space.shift), prefixOf(space, block.level));
}

/** The prefix length of a level. */
export function prefixOf(space: Space, level: number): number {
  return (space.family === 4 ? 32 : 128) - space.shift - LEVELS + level;
}

/** The block as the oracle sees it: the numbers of its cells. */
export function cellsOf(block: SmallBlock): number[] {
  const count = CELLS / 2 ** block.level;
  return Array.from({ length: count }, (_, cell) => block.index * count + cell);
}
