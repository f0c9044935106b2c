import { Proposals } from './propose';
import { Rule } from './rule';
import { finding, listed, nameRange, party } from './text';
import { BlockAllocator, Cidr } from '../../net';
import { AddressRange, UnmetRange } from '../model';

/** Ranges that the plan has no block for. */
export const addressPlanExhausted: Rule = {
  code: 'address-plan-exhausted',
  severity: 'error',
  summary: 'The address plan has no free block for a range that a cluster leaves open, or a range has none for a part of it.',
  why: 'A cluster without a range cannot be made. Blocks of retired clusters stay taken until they are released.',
  fix: 'Add a pool, ask for smaller blocks, or release what retired clusters still hold. For a part, write a larger range around it.',
  check: model => {
    const proposals = new Proposals(model);
    const ranges = new Map(model.clusters.map(cluster => [cluster.name, cluster.ranges]));
    return model.unmet.map(unmet => finding(addressPlanExhausted, [unmet.cluster], [unmet.path],
      describe(unmet, ranges.get(unmet.cluster) ?? [], proposals)));
  },
};

function describe(unmet: UnmetRange, ranges: readonly AddressRange[], proposals: Proposals): string {
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
  return `${party(unmet)} needs a /${unmet.prefix} and the plan (${listed(pools.map(String))}) has none: ${shown(proposals.largestFree(pools[0].family))}; `
    + 'add a pool, ask for less, or release retired clusters';
}

function shown(free: Cidr | undefined): string {
  return free === undefined ? 'nothing is free' : `the largest free block is ${free}`;
}
