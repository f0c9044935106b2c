import { releaseCommand } from './commands';
import { allRanges, blocksOf, lockedRanges } from './ranges';
import { listed, party } from './text';
import { BlockAllocator, Cidr, SPECIAL_RANGES } from '../../net';
import { AddressRange, FleetModel } from '../model';

/**
 * Proposes blocks for the findings of one rule.
 *
 * What it proposes overlaps no range of the program, no reserved or special range, nothing that the lock holds, and no other proposal, so that
 * all proposals of a rule can be taken at once.
 */
export class Proposals {
  private readonly made = new Map<string, string>();
  // By their pools. Filled when the first finding asks: most fleets have none.
  private readonly allocators = new Map<string, BlockAllocator>();
  private readonly proposed: Cidr[] = [];

  private readonly recorded: ReadonlySet<string>;

  constructor(private readonly model: FleetModel) {
    this.recorded = new Set(lockedRanges(model).map(party));
  }

  /** ` (10.4.0.0/16 is free in the plan)`, always the same for one range and size; nothing when there is no such block. */
  public hint(range: AddressRange, prefix: number = range.cidr.prefix): string {
    const key = JSON.stringify([party(range), prefix]);
    const present = this.made.get(key);
    if (present !== undefined) {
      return present;
    }
    const block = this.blocks(range.pools).tryFindFree(prefix, range.cidr.family);
    if (block !== undefined) {
      // Pools of a mesh may overlap those of the plan and of another mesh.
      this.allocators.forEach(allocator => allocator.take(block));
      this.proposed.push(block);
    }
    const text = block ? ` (${block} is free in ${range.pools === undefined ? 'the plan' : listed(range.pools.map(String))})` : '';
    this.made.set(key, text);
    return text;
  }

  /**
   * How to move a range: by writing another block, or by having the plan hand out another one. A range that the lock holds may be in use.
   *
   * @param otherwise what to do when it is
   */
  public move(range: AddressRange, otherwise: string): string {
    if (range.origin !== 'lock' && !this.recorded.has(party(range))) {
      return `move ${party(range)} to another block${this.hint(range)}`;
    }
    const another = range.origin !== 'lock' ? `write another block${this.hint(range)}`
      : range.pools === undefined ? 'the plan hands out another block' : `it is given another block of ${listed(range.pools.map(String))}`;
    return `if ${range.cluster} does not run yet, run ${releaseCommand(range.cluster, range.name)} and ${another}; if it does, ${otherwise}`;
  }

  /** The largest block of a family that is free in pools. */
  public largestFree(family: Cidr['family'], pools: readonly Cidr[]): Cidr | undefined {
    return this.blocks(pools).tryFindLargestFree(family);
  }

  private blocks(pools: readonly Cidr[] = this.model.pools): BlockAllocator {
    const key = pools.join(' ');
    const blocks = this.allocators.get(key) ?? new BlockAllocator(pools, [...takenBlocks(this.model), ...this.proposed]);
    this.allocators.set(key, blocks);
    return blocks;
  }
}

/** ` (10.0.3.0/24 is free there)`: a block inside a range that none of its parts has; nothing when there is none of that size. */
export function hintInside(parent: AddressRange, parts: readonly AddressRange[], prefix: number): string {
  const block = new BlockAllocator([parent.cidr], parts.map(part => part.cidr)).tryFindFree(prefix, parent.cidr.family);
  return block ? ` (${block} is free there)` : '';
}

/** The longest prefix whose block holds a number of addresses or of equal parts: `bits` is the prefix of one of them. */
export function fittingPrefix(bits: number, count: number): number {
  return bits - Math.ceil(Math.log2(Math.max(count, 1)));
}

function takenBlocks(model: FleetModel): readonly Cidr[] {
  return [
    ...allRanges(model).map(range => range.cidr),
    ...[model, ...model.meshes].flatMap(({ reserved }) => reserved.map(range => range.cidr)),
    ...lockedRanges(model).map(range => range.cidr),
    ...model.lock.conflicts.filter(conflict => conflict.fact.startsWith('range/')).flatMap(conflict => conflict.values.flatMap(blocksOf)),
    ...SPECIAL_RANGES.map(range => range.cidr),
  ];
}
