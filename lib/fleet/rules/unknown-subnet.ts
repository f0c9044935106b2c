import { Rule } from './rule';
import { finding } from './text';
import { didYouMean } from '../lock/names';

/** Node groups in subnets that the cluster has not. */
export const unknownSubnet: Rule = {
  code: 'unknown-subnet',
  severity: 'error',
  summary: 'Machines live in a subnet that is no range of their cluster.',
  why: 'Such machines are never made, or are made in a network that the fleet knows nothing of and cannot check.',
  fix: 'Name a range of the cluster, or add the subnet to it.',
  check: model => {
    // Ranges that the plan could not provide, and parts of them, are missing for that reason.
    const unmet = new Set(model.unmet.map(range => range.cluster));
    return model.clusters.filter(cluster => !unmet.has(cluster.name)).flatMap(cluster => {
      const known = cluster.ranges.map(range => range.name).sort();
      return cluster.nodeGroups.flatMap(group => [...new Set(group.subnets ?? [])]
        .filter(name => !known.includes(name))
        .map(name => finding(unknownSubnet, [cluster.name], [group.path], `${group.name} of ${cluster.name} lives in '${name}', which is no range of ${cluster.name}`
          + `${didYouMean(name, known)}: name one of ${known.join(', ') || 'its ranges'}, or add the subnet`)));
    });
  },
};
