import { releaseFactCommand } from './commands';
import { Rule } from './rule';
import { finding } from './text';
import { machinesFact } from '../lock-facts';

/** Pools, or failure domains of pools, that left the program. */
export const machinesRemoved: Rule = {
  code: 'machines-removed',
  severity: 'error',
  summary: 'The lock holds machines of a pool that the program no longer has.',
  why: 'A GitOps controller prunes what is no longer in the output: the machines of a pool that was renamed, or left out by mistake, are drained and deleted.',
  fix: 'Put the pool or its failure domain back. To delete its machines on purpose, release them by name.',
  check: model => {
    const clusters = new Map(model.clusters.map(cluster => [cluster.name, cluster]));
    const present = new Set(model.clusters.flatMap(({ name, nodeGroups }) =>
      nodeGroups.flatMap(group => (group.deployments ?? []).map(deployment => `${name}\n${machinesFact(deployment)}`))));
    return model.lock.facts
      .filter(({ owner, fact }) => fact.startsWith(machinesFact('')) && clusters.has(owner) && !model.lock.retired.has(owner) && !present.has(`${owner}\n${fact}`))
      .map(({ owner, fact, value }) => finding(machinesRemoved, [owner], [clusters.get(owner)!.path],
        `machines ${fact.slice(machinesFact('').length)} of pool ${value} of ${owner} are in ${model.lockName} and no longer in the program, which deletes them:`
        + ` put the pool back, or run ${releaseFactCommand(owner, fact)} if they are to go`));
  },
};
