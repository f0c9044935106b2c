import { maskOf, MOST_BITS } from './node-mask';
import { machinesOf, showNeeds } from './node-needs';
import { fittingPrefix, Proposals } from './propose';
import { allRanges } from './ranges';
import { Rule } from './rule';
import { finding, nameRange } from './text';
import { AddressRange } from '../model';

/** Pod ranges with fewer node blocks than the cluster can have nodes. */
export const podCapacity: Rule = {
  code: 'pod-capacity',
  severity: 'error',
  summary: 'A pod range has fewer node blocks than the control plane and all pools need at their largest, during a rollout.',
  why: 'Each node takes one block of the pod range, whatever the number of its pods: a /22 with a node mask of 24 serves 4 nodes. The next node '
    + 'gets no block (event `CIDRNotAvailable` of the controller manager): a network plug-in that uses it gives its pods no address, in the middle of a scale-up. '
    + 'The pod range of a running cluster cannot be changed.',
  fix: 'Write a larger pod range or a longer node mask before the cluster is made, or let the pools grow less.',
  check: model => {
    const proposals = new Proposals(model);
    const clusters = new Map(model.clusters.map(cluster => [cluster.name, cluster]));
    return allRanges(model).filter(range => range.space === 'pods').flatMap(range => {
      const cluster = clusters.get(range.cluster)!;
      const mask = maskOf(cluster, range);
      const needed = machinesOf(cluster.nodeGroups);
      // Without room for one block, `node-mask` speaks.
      if (mask === undefined || mask < range.cidr.prefix || needed <= 2 ** (mask - range.cidr.prefix)) {
        return [];
      }
      const fits = 2 ** (mask - range.cidr.prefix);
      return [finding(podCapacity, [range.cluster], [range.path, ...cluster.nodeGroups.map(group => group.path)],
        `${nameRange(range)} gives each node a /${mask}: ${fits} ${fits === 1 ? 'node fits' : 'nodes fit'}, ${needed} needed `
        + `(${showNeeds(cluster.nodeGroups)}); ${fix(range, mask, needed, proposals)}`)];
    });
  },
};

function fix(range: AddressRange, mask: number, needed: number, proposals: Proposals): string {
  const prefix = fittingPrefix(mask, needed);
  if (mask - prefix > MOST_BITS) {
    return `let the pools grow less: no pod range serves more than ${2 ** MOST_BITS} nodes`;
  }
  return `write a /${prefix}${range.within === undefined ? proposals.hint(range, prefix) : ` inside ${range.within}`} or a longer node mask`;
}
