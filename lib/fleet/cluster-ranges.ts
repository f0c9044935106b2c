import { AddressPlan } from './address-plan';
import { RangeClaim } from './claims';
import { ClusterSpace } from './model';
import { parseCidrAt } from './parse-cidr-at';

/** The address ranges of a cluster. A range that is left out comes from the fleet's address plan. */
export interface ClusterNetwork {
  /** Pod range, or one of each family for dual stack (the first is the preferred one). @default - a block of the fleet's address plan */
  readonly pods?: string | readonly string[];
  /** Service range, or one of each family in the same order as `pods`. @default - a block of the fleet's address plan */
  readonly services?: string | readonly string[];
  /**
   * Range of the network that nodes live in (VPC, VNet, VLAN).
   *
   * @default - a block of the fleet's address plan where the infrastructure makes that network
   */
  readonly nodes?: string | readonly string[];
}

/** What the claims of one space of one cluster are made from. */
export interface SpaceClaim {
  /** Name of the cluster that the ranges are for: `prod-eu`. */
  readonly cluster: string;
  /** Path of the construct that asks, for messages. */
  readonly path: string;
  /** The space to claim; it names the first range, and `-2` and so on are added for the others. */
  readonly space: ClusterSpace;
  /** The plan of the fleet, which gives an open space its prefix length. */
  readonly plan: AddressPlan;
  /** The blocks that the program names: `10.0.0.0/16`, or a list with one of each family. @default - open: one block of the plan */
  readonly blocks?: string | readonly string[];
}

/**
 * The claims for one address space of a cluster: one for each block, named `pods`, `pods-2`.
 *
 * @throws when a block is malformed, and when the space is open and the plan hands nothing out
 */
export function claimsFor(claim: SpaceClaim): readonly RangeClaim[] {
  const base = { type: 'range', cluster: claim.cluster, path: claim.path, space: claim.space } as const;
  if (claim.blocks === undefined) {
    if (claim.plan.pools.length === 0) {
      throw new Error(`${claim.path}: network.${claim.space} of cluster '${claim.cluster}' is open and the fleet has no address plan that hands out blocks;`
        + ` write network: { ${claim.space}: '<block>' } or give the Fleet addresses: AddressPlan.within('<pool>')`);
    }
    return [{ ...base, name: claim.space, prefix: claim.plan.prefixFor(claim.space) }];
  }
  const blocks = typeof claim.blocks === 'string' ? [claim.blocks] : claim.blocks;
  if (blocks.length === 0) {
    throw new Error(`${claim.path}: network.${claim.space} is an empty list; write a block or leave it out`);
  }
  return blocks.map((text, i) => ({ ...base, name: i === 0 ? claim.space : `${claim.space}-${i + 1}`, cidr: parseCidrAt(`${claim.path}: network.${claim.space}`, text) }));
}
