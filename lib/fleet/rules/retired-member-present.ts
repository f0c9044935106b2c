import { releaseCommand } from './commands';
import { Rule } from './rule';
import { findingAbout } from './text';

/** Retired names that the program uses again. */
export const retiredMemberPresent: Rule = {
  code: 'retired-member-present',
  severity: 'error',
  summary: 'A cluster of the program has the name of a retired one.',
  why: 'Everything the lock holds under a retired name, ranges and ids, stays reserved for what may still run. A new cluster of that name would take it over.',
  fix: 'Give the new cluster another name, or release the retired one first when nothing of it is left.',
  check: model => model.clusters.filter(cluster => model.lock.retired.has(cluster.name)).map(cluster => findingAbout(retiredMemberPresent, [cluster],
    `${cluster.name} is retired in ${model.lockName} and is in the program: take it out, give a new cluster another name, `
    + `or run ${releaseCommand(cluster.name)} when nothing of the old one is left`)),
};
