import { Rule } from './rule';
import { finding } from './text';
import { didYouMean } from '../lock/names';

/** Labels for nodes of a pool that the cluster does not have. */
export const unknownPool: Rule = {
  code: 'unknown-pool',
  severity: 'error',
  summary: 'Something needs labels on the nodes of a pool that its cluster does not have.',
  why: 'The labels would be on no node, and what looks for such nodes, the gateway of a mesh for example, would run nowhere. Nothing reports it: a '
    + 'DaemonSet without a node is complete.',
  fix: 'Name a pool of the cluster. Nodes of a cluster that this program does not make get their labels from what makes them.',
  check: model => model.clusters.flatMap(cluster => {
    const pools = cluster.nodeGroups.filter(({ role }) => role === 'worker').map(({ name }) => name).sort();
    const unknown = Object.entries(cluster.nodeLabels).filter(([pool]) => !pools.includes(pool));
    return unknown.map(([pool, labels]) => finding(unknownPool, [cluster.name], [cluster.path],
      `${cluster.name}: nodes of pool '${pool}' are to have ${Object.entries(labels).map(([key, value]) => `${key}=${value}`).sort().join(', ')}, and ${cluster.name} has `
      + `${pools.length === 0 ? 'no pool that this program makes' : `no such pool${didYouMean(pool, pools)}: name one of ${pools.join(', ')}`}`));
  }),
};
