import { Proposals } from './propose';
import { Rule } from './rule';
import { finding, listed, nameRange, party } from './text';
import { BlockAllocator, Cidr } from '../../net';
import { AddressRange, FleetModel, UnmetRange } from '../model';

/** Ranges that the plan has no block for. */
export const addressPlanExhausted: Rule = {
  code: 'address-plan-exhausted',
  severity: 'error',
  summary: 'The address plan has no free block for a range that a cluster leaves open, or a range has none for a part of it.',
  why: 'A cluster without a range cannot be made. Blocks of retired clusters stay taken until they are released.',
  fix: 'Add a pool, ask for smaller blocks, or release what retired clusters still hold. For a part, write a larger range around it. A range that a mesh '
    + 'adds is taken from the addresses of the mesh: give it more of them.',
  check: model => {
    const proposals = new Proposals(model);
    const ranges = new Map(model.clusters.map(cluster => [cluster.name, cluster.ranges]));
    return model.unmet.map(unmet => finding(addressPlanExhausted, [unmet.cluster], [unmet.path],
      describe(unmet, model, ranges.get(unmet.cluster) ?? [], proposals)));
  },
};

function describe(unmet: UnmetRange, plan: Pick<FleetModel, 'pools'>, ranges: readonly AddressRange[], proposals: Proposals): string {
  const pools = [...unmet.pools].sort(Cidr.compare);
  if (pools.length === 0) {
    return `${party(unmet)} is open and the fleet has no address plan: write a /${unmet.prefix} for it, or give the fleet a plan with a pool`;
  }
  const whole = ranges.find(range => range.name === unmet.within);
  if (whole) {
    const parts = ranges.filter(range => range.within === whole.name).map(part => part.cidr);
    const free = new BlockAllocator([whole.cidr], parts).tryFindLargestFree(whole.cidr.family);
    return `${party(unmet)} needs a /${unmet.prefix} of ${nameRange(whole)}, which has none: ${shown(free)}; write a larger range, or smaller parts`;
  }
  const from = listed(pools.map(String));
  const free = shown(proposals.largestFree(pools[0].family, unmet.pools));
  // Only a mesh has pools of its own.
  return unmet.pools.join() === plan.pools.join()
    ? `${party(unmet)} needs a /${unmet.prefix} and the plan (${from}) has none: ${free}; add a pool, ask for less, or release retired clusters`
    : `${party(unmet)} needs a /${unmet.prefix} of ${from}, which has none: ${free}; give the mesh more addresses, ask for less, or release retired clusters`;
}

function shown(free: Cidr | undefined): string {
  return free === undefined ? 'nothing is free' : `the largest free block is ${free}`;
}
