import { machinesOf, showNeeds } from './node-needs';
import { fittingPrefix, hintInside, Proposals } from './propose';
import { Rule } from './rule';
import { finding, listed, nameRange } from './text';
import { Finding } from '../finding';
import { AddressRange, ClusterModel, NodeGroup } from '../model';
import { compareText } from '../names';

/** Subnets with fewer addresses than the machines in them need. */
export const nodeCapacity: Rule = {
  code: 'node-capacity',
  severity: 'error',
  summary: 'Subnets have fewer addresses than the machines that live in them need at their largest, during a rollout.',
  why: 'A machine without a free address is not made: the cloud refuses it, and the pool stays below its size or the rollout never ends. '
    + 'Every machine takes one address at least. Groups that can only use some of the subnets of others are counted with those. Addresses that no '
    + 'machine gets are left out: the first and the last of a subnet, and what the cloud keeps (five of each subnet in AWS).',
  fix: 'Write larger subnets, add one, or let the pools grow less.',
  check: model => {
    const proposals = new Proposals(model);
    return [...model.clusters].sort((a, b) => compareText(a.name, b.name)).flatMap(cluster => subnetSets(cluster)
      .flatMap(({ names, groups }) => ([4, 6] as const).flatMap(family => {
        const subnets = names.flatMap(name => cluster.ranges.filter(range => range.name === name && range.cidr.family === family));
        return subnets.length === 0 ? [] : shortage(cluster, subnets, groups, proposals);
      })));
  },
};

/** Each set of subnets that a group lives in, with every group that can live nowhere else. Unknown subnets are left to `unknown-subnet`. */
function subnetSets(cluster: ClusterModel): readonly { readonly names: readonly string[]; readonly groups: readonly NodeGroup[] }[] {
  const known = new Set(cluster.ranges.map(range => range.name));
  const groups = cluster.nodeGroups.filter(group => group.subnets !== undefined && group.subnets.every(name => known.has(name)));
  const sets = new Map(groups.map(group => [...new Set(group.subnets)].sort()).map(names => [JSON.stringify(names), names]));
  return [...sets].sort(([a], [b]) => compareText(a, b))
    .map(([, names]) => ({ names, groups: groups.filter(group => group.subnets!.every(name => names.includes(name))) }));
}

function shortage(cluster: ClusterModel, subnets: readonly AddressRange[], groups: readonly NodeGroup[], proposals: Proposals): readonly Finding[] {
  const usable = subnets.reduce((sum, { cidr, unusable }) => sum + Math.max(Number(cidr.size) - unusable, 0), 0);
  const needed = machinesOf(groups);
  if (needed <= usable) {
    return [];
  }
  const prefix = fittingPrefix(subnets[0].cidr.bits, needed + subnets[0].unusable);
  const fix = subnets.length > 1 ? 'write larger subnets or add one' : `write a /${prefix}${hint(cluster, subnets[0], prefix, proposals)}`;
  return [finding(nodeCapacity, [cluster.name], [...subnets, ...groups].map(({ path }) => path),
    `${listed(subnets.map(nameRange))}: ${usable} ${usable === 1 ? 'machine fits' : 'machines fit'}, ${needed} needed (${showNeeds(groups)}); ${fix}`)];
}

function hint(cluster: ClusterModel, subnet: AddressRange, prefix: number, proposals: Proposals): string {
  const parent = subnet.within === undefined ? undefined : cluster.ranges.find(range => range.name === subnet.within);
  const parts = cluster.ranges.filter(range => range.within === subnet.within);
  return parent === undefined ? proposals.hint(subnet, prefix) : hintInside(parent, parts, prefix);
}
