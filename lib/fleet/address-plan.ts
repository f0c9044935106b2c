import { checkProps, MAP, TEXT_OR_TEXTS } from './check-props';
import { ClusterSpace, ReservedRange } from './model';
import { Cidr } from '../net';
import { parseCidrAt } from './parse-cidr-at';

/** Options for an `AddressPlan`. */
export interface AddressPlanOptions {
  /** Prefix length of a pod range that is handed out. @default 16 for IPv4 pools, 56 for IPv6 pools */
  readonly pods?: number;
  /** Prefix length of a service range that is handed out. @default 20 for IPv4 pools, 112 for IPv6 pools */
  readonly services?: number;
  /** Prefix length of a node range (VPC, VNet, VLAN) that is handed out. @default 16 for IPv4 pools, 56 for IPv6 pools */
  readonly nodes?: number;
  /** Named ranges that no cluster owns and none may use: offices, data centres, VPNs. @default - none */
  readonly reserved?: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * Where the addresses of a fleet come from: pools that ranges are handed out from, and ranges that are taken already.
 *
 * What is handed out is recorded in the lock and never moves.
 */
export class AddressPlan {
  /**
   * Clusters that leave a range open get a block of these pools.
   *
   * @param pools one block or several, of one family: `'10.0.0.0/8'`
   * @throws when a block is malformed, when pools overlap or are of two families, or when a size does not fit
   */
  public static within(pools: string | readonly string[], options: AddressPlanOptions = {}): AddressPlan {
    checkProps('AddressPlan.within: ', { pools }, { pools: TEXT_OR_TEXTS });
    const parsed = (typeof pools === 'string' ? [pools] : pools).map(text => parseCidrAt('AddressPlan.within', text));
    if (parsed.length === 0) {
      throw new Error("AddressPlan.within: name at least one pool, like '10.0.0.0/8'");
    }
    parsed.forEach((pool, i) => parsed.slice(0, i).forEach(other => {
      if (pool.family !== other.family) {
        throw new Error(`AddressPlan.within: pools ${other} and ${pool} are of two families; a plan hands out one, write the ranges of the other in each cluster`);
      }
      if (pool.overlaps(other)) {
        throw new Error(`AddressPlan.within: pools ${other} and ${pool} overlap; keep the larger one`);
      }
    }));
    return new AddressPlan(parsed, options);
  }

  /** Clusters name their ranges themselves; the plan only knows what is reserved. */
  public static explicit(options: Pick<AddressPlanOptions, 'reserved'> = {}): AddressPlan {
    return new AddressPlan([], options);
  }

  /** Blocks that ranges are handed out from. */
  public readonly pools: readonly Cidr[];
  /** Ranges that no cluster may use. */
  public readonly reserved: readonly ReservedRange[];
  private readonly sizes: Readonly<Record<ClusterSpace, number>>;

  private constructor(pools: readonly Cidr[], options: AddressPlanOptions) {
    checkProps('AddressPlan: ', options, {}, { reserved: MAP });
    const reserved = options.reserved ?? {};
    checkProps('reserved.', reserved, Object.fromEntries(Object.keys(reserved).map(name => [name, TEXT_OR_TEXTS])));
    this.pools = pools;
    const v6 = pools[0]?.family === 6;
    this.sizes = { pods: options.pods ?? (v6 ? 56 : 16), services: options.services ?? (v6 ? 112 : 20), nodes: options.nodes ?? (v6 ? 56 : 16) };
    for (const [space, prefix] of Object.entries(this.sizes)) {
      const widest = Math.min(...pools.map(pool => pool.prefix));
      if (pools.length > 0 && (!Number.isInteger(prefix) || prefix < widest || prefix > pools[0].bits)) {
        throw new Error(`AddressPlan.within: ${space}: ${prefix} is no prefix length that fits in ${pools.join(', ')}; write a whole number from ${widest} to ${pools[0].bits}`);
      }
    }
    this.reserved = Object.entries(reserved).flatMap(([name, blocks]) =>
      (typeof blocks === 'string' ? [blocks] : blocks).map(text => ({ name, cidr: parseCidrAt(`reserved.${name}`, text) })));
  }

  /** The prefix length that this plan gives a range of a space. */
  public prefixFor(space: ClusterSpace): number {
    return this.sizes[space];
  }
}
