/**
 * Which parts of one pool are free, as a binary tree: every node is an aligned block, its children are its halves.
 *
 * Only pure functions over immutable nodes. Each node knows the shortest prefix length (the largest block) that is still free below it, so
 * a search never enters a half that cannot serve it, and the cost of a search or a change is the depth of the tree, however much is taken.
 */
import { Cidr } from './cidr';

/** A block: wholly free, wholly taken, or two halves. */
export interface FreeTree {
  /** The prefix length of the largest free block inside, `NONE` when everything is taken. */
  readonly widest: number;
  /** The lower and the upper half; absent when the block is wholly free or wholly taken. */
  readonly halves?: readonly [FreeTree, FreeTree];
}

/** The `widest` of a block that is wholly taken: longer than every prefix length, so that nothing fits. */
const NONE = Infinity;

/** The tree of a block of which nothing is taken. */
export function allFree(prefix: number): FreeTree {
  return { widest: prefix };
}

/**
 * The lowest free block of a prefix length.
 *
 * @param within the block that the tree describes
 * @returns undefined when no free block is large enough
 */
export function lowestFree(tree: FreeTree, within: Cidr, prefix: number): Cidr | undefined {
  if (tree.widest > prefix) return undefined;
  let node = tree;
  let first = within.first;
  for (let half = within.size / 2n; node.halves !== undefined; half /= 2n) {
    const [lower, upper] = node.halves;
    if (lower.widest > prefix) first += half;
    node = lower.widest > prefix ? upper : lower;
  }
  return Cidr.of(within.family, first, prefix);
}

/**
 * The tree in which a block is taken as well; parts of it that were taken before stay taken.
 *
 * @param within the block that the tree describes
 * @param taken a block inside it
 */
export function withTaken(tree: FreeTree, within: Cidr, taken: Cidr): FreeTree {
  return take(tree, within, taken.first - within.first, taken.prefix);
}

const ALL_TAKEN: FreeTree = { widest: NONE };

/** Halves that are wholly taken are not kept: the tree stays as small as what is free. */
function joined(lower: FreeTree, upper: FreeTree): FreeTree {
  const widest = Math.min(lower.widest, upper.widest);
  return widest === NONE ? ALL_TAKEN : { widest, halves: [lower, upper] };
}

/** @param offset where the taken block starts, counted from the start of this one */
function take(tree: FreeTree, block: { readonly prefix: number; readonly size: bigint }, offset: bigint, prefix: number): FreeTree {
  if (tree.widest === NONE) return tree;
  if (block.prefix === prefix) return ALL_TAKEN;
  const half = { prefix: block.prefix + 1, size: block.size / 2n };
  const [lower, upper] = tree.halves ?? [allFree(half.prefix), allFree(half.prefix)];
  if (offset < half.size) return joined(take(lower, half, offset, prefix), upper);
  return joined(lower, take(upper, half, offset - half.size, prefix));
}
