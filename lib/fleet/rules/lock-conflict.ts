import { SETTLE_COMMAND } from './commands';
import { handedOutBy } from './handed-out';
import { compareRanges, topRanges } from './ranges';
import { Rule } from './rule';
import { finding, findingOn, listed, party } from './text';
import { overlappingPairs } from '../../net';

/** A lock that was merged from two branches which decided differently. */
export const lockConflict: Rule = {
  code: 'lock-conflict',
  severity: 'error',
  summary: 'The lock gives one fact two values, or one block to two clusters, as a git merge leaves it.',
  why: 'Two branches that each add a cluster are each given the next free block, the same one, and git merges their lines without a word. One '
    + 'program alone never writes such a lock.',
  fix: 'Run `npx cdk8s-fleet lock settle --base main`: what main has stays, and the next synth decides the other again.',
  check: model => {
    const paths = new Map(model.clusters.map(cluster => [cluster.name, cluster.path]));
    const handedOut = topRanges(model).filter(handedOutBy(model));
    return [
      ...model.lock.conflicts.map(({ owner, fact, values }) => finding(lockConflict, [owner], [paths.get(owner) ?? model.path],
        `${model.lockName} gives ${owner} ${fact} ${values.length} values, ${listed(values)}, as a git merge leaves it: run ${SETTLE_COMMAND}`)),
      ...overlappingPairs(handedOut).map(pair => [...pair].sort(compareRanges)).filter(([a, b]) => a.cluster !== b.cluster)
        .map(([a, b]) => findingOn(lockConflict, [a, b], `${model.lockName} gives ${a.cidr} to ${party(a)} and ${b.cidr} to ${party(b)}, `
          + `as a git merge leaves it: run ${SETTLE_COMMAND}`)),
    ];
  },
};
