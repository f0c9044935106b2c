import { familyBits, IpFamily } from './address';
import { Cidr } from './cidr';
import { allFree, FreeTree, lowestFree, withTaken } from './free-tree';
import { overlappingPairs } from './overlap';
import { prefixProblem } from './parse-cidr';

/**
 * Hands out aligned blocks of asked sizes from pools and never moves one.
 *
 * First fit: the lowest free block of the asked size, IPv4 and IPv6 apart, so the same calls in the same order give the same blocks.
 * A call costs at most the depth of the pool in bits, however many blocks are taken.
 */
export class BlockAllocator {
  private readonly pools: Pool[];

  /**
   * @param pools the blocks to hand out from, of either family, in any order
   * @param taken blocks that are in use; they may overlap each other and may lie outside the pools
   * @throws Error when two pools overlap
   */
  public constructor(pools: readonly Cidr[], taken: readonly Cidr[] = []) {
    const [overlap] = overlappingPairs(pools.map((cidr) => ({ cidr })));
    if (overlap !== undefined) {
      throw new Error(`pools must not overlap: ${overlap[0].cidr} contains ${overlap[1].cidr}; leave out one of them`);
    }
    this.pools = [...pools].sort(Cidr.compare).map((cidr) => ({ cidr, tree: allFree(cidr.prefix) }));
    for (const cidr of taken) this.take(cidr);
  }

  /**
   * Hands out the lowest free block of a prefix length.
   *
   * @returns undefined when no free block is large enough
   * @throws Error when the prefix length is not one of the family
   */
  public tryAllocate(prefix: number, family: IpFamily): Cidr | undefined {
    const block = this.tryFindFree(prefix, family);
    if (block !== undefined) this.take(block);
    return block;
  }

  /**
   * Hands out the lowest free block of a prefix length.
   *
   * @throws Error when no free block is large enough; it names the pools and the largest free block
   */
  public allocate(prefix: number, family: IpFamily): Cidr {
    const block = this.tryAllocate(prefix, family);
    if (block === undefined) throw new Error(this.whyNotFree(prefix, family));
    return block;
  }

  /**
   * The block that `tryAllocate` would hand out, without taking it.
   *
   * @throws Error when the prefix length is not one of the family
   */
  public tryFindFree(prefix: number, family: IpFamily): Cidr | undefined {
    const problem = prefixProblem(family, prefix);
    if (problem !== undefined) throw new Error(`${problem}, got ${prefix}`);
    const pool = this.pools.find(({ cidr, tree }) => cidr.family === family && tree.widest <= prefix);
    return pool && lowestFree(pool.tree, pool.cidr, prefix);
  }

  /**
   * The largest free block of a family, the lowest where several are as large.
   *
   * @returns undefined when nothing is free
   */
  public tryFindLargestFree(family: IpFamily): Cidr | undefined {
    const widest = Math.min(...this.pools.filter(({ cidr }) => cidr.family === family).map(({ tree }) => tree.widest));
    return widest > familyBits(family) ? undefined : this.tryFindFree(widest, family);
  }

  /** Marks a block as in use. What is outside the pools or already taken is left as it is. */
  public take(cidr: Cidr): void {
    for (const pool of this.pools) {
      if (pool.cidr.contains(cidr)) pool.tree = withTaken(pool.tree, pool.cidr, cidr);
      else if (cidr.contains(pool.cidr)) pool.tree = withTaken(pool.tree, pool.cidr, pool.cidr);
    }
  }

  private whyNotFree(prefix: number, family: IpFamily): string {
    const pools = this.pools.filter(({ cidr }) => cidr.family === family).map(({ cidr }) => cidr);
    if (pools.length === 0) return `no IPv${family} pool to take a /${prefix} from: add one`;
    const free = this.tryFindLargestFree(family);
    const rest = free === undefined ? 'every address is taken' : `the largest free block is ${free}`;
    return `no free /${prefix} in ${listed(pools)}: ${rest}; add a pool${free === undefined ? '' : ' or ask for less'}`;
  }
}

interface Pool {
  readonly cidr: Cidr;
  tree: FreeTree;
}

const MAX_LISTED = 5;

function listed(pools: readonly Cidr[]): string {
  const shown = pools.slice(0, MAX_LISTED).join(', ');
  return pools.length > MAX_LISTED ? `${shown} and ${pools.length - MAX_LISTED} more` : shown;
}
