import { Rule } from './rule';
import { finding, listed } from './text';

/** A fleet that looks like another one under a new name. */
export const fleetRenamed: Rule = {
  code: 'fleet-renamed',
  severity: 'warning',
  summary: 'The lock knows nothing of a fleet, and holds a fleet with clusters of the same names that the program does not have.',
  why: 'The name of a fleet is the key of its facts in the lock and the default namespace of its clusters: under a new name every cluster is made a '
    + 'second time, and the first ones are no longer in the output. A program that makes one of several fleets at a time, by an environment variable '
    + 'for example, is meant to look like this; then ignore the warning, which ends with the first synth.',
  fix: 'Take the old name again, if the fleet was renamed.',
  check: model => {
    const names = new Set(model.clusters.map(cluster => cluster.name));
    const isNew = model.lock.facts.length === 0 && model.lock.conflicts.length === 0;
    const gone = Object.entries(model.lock.others ?? {}).filter(([fleet]) => isNew && !model.fleets.includes(fleet));
    return gone.flatMap(([fleet, clusters]) => {
      const same = clusters.filter(cluster => names.has(cluster));
      return same.length === 0 ? [] : [finding(fleetRenamed, same, [model.path],
        `fleet ${model.name} is new to ${model.lockName}, which holds fleet ${fleet} with ${listed(same)} too, and the program has no fleet ${fleet}: `
        + `if it was renamed, take the name ${fleet} again, or every cluster is made a second time`)];
    });
  },
};
