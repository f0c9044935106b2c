import { releaseFactCommand } from './commands';
import { Rule } from './rule';
import { finding } from './text';
import { lockedValues } from '../lock/locked-value';
import { fixedFact } from '../lock-facts';

/** Choices that cannot be changed on a cluster that exists. */
export const fixedValueChanged: Rule = {
  code: 'fixed-value-changed',
  severity: 'error',
  summary: 'A choice that is made once for a cluster, such as its namespace on the hub, is another one than in the lock.',
  why: 'Under another namespace or name, the objects of a cluster are made a second time, beside the first ones, and two control planes fight over one '
    + 'network. Another DNS domain or node mask is taken by new machines only.',
  fix: 'Write the recorded value again. If the cluster was never made, or is made anew, release the recorded value by name.',
  check: model => {
    const locked = lockedValues(model.lock);
    return model.clusters.flatMap(cluster => cluster.fixed.flatMap(({ fact, value, otherwise, path }) => {
      const before = locked(cluster.name, fixedFact(fact));
      return before === undefined || before === value ? [] : [finding(fixedValueChanged, [cluster.name], [path],
        `${cluster.name}: ${fact} is '${value}' in the program and '${before}' in ${model.lockName}, and ${otherwise}: write '${before}' again, or run `
        + `${releaseFactCommand(cluster.name, fixedFact(fact))} if the cluster is made anew`)];
    }));
  },
};
