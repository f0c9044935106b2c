import { Proposals } from './propose';
import { Rule } from './rule';
import { finding, listed, party } from './text';
import { Cidr } from '../../net';

/** Ranges that the plan has no block for. */
export const addressPlanExhausted: Rule = {
  code: 'address-plan-exhausted',
  severity: 'error',
  summary: 'The address plan has no free block for a range that a cluster leaves open.',
  why: 'A cluster without a range cannot be made. Blocks of retired clusters stay taken until they are released.',
  fix: 'Add a pool, ask for smaller blocks, or release what retired clusters still hold.',
  check: model => {
    const proposals = new Proposals(model);
    return model.unmet.map(unmet => {
      const pools = [...unmet.pools].sort(Cidr.compare);
      const free = pools.length === 0 ? undefined : proposals.largestFree(pools[0].family);
      const rest = free === undefined ? 'nothing is free' : `the largest free block is ${free}`;
      return finding(addressPlanExhausted, [unmet.cluster], [unmet.path], pools.length === 0
        ? `${party(unmet)} is open and the fleet has no address plan: write a /${unmet.prefix} for it, or give the fleet a plan with a pool`
        : `${party(unmet)} needs a /${unmet.prefix} and the plan (${listed(pools.map(String))}) has none: ${rest}; add a pool, ask for less, or release retired clusters`);
    });
  },
};
