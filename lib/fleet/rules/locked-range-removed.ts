import { releaseCommand } from './commands';
import { lockedRanges } from './ranges';
import { Rule } from './rule';
import { finding, nameRange, party } from './text';

/** Recorded ranges that a cluster of the program no longer has. */
export const lockedRangeRemoved: Rule = {
  code: 'locked-range-removed',
  severity: 'error',
  summary: 'The lock holds a range that its cluster no longer has in the program.',
  why: 'A range goes with the thing that uses it: taking a subnet out of the program has its machines lose their network. A range with a new name '
    + 'gets a new block. While the lock holds the old one, nothing else is given its addresses.',
  fix: 'Put the range back under its name, or release it by name when nothing uses it any more.',
  check: model => {
    const clusters = new Map(model.clusters.map(cluster => [cluster.name, cluster]));
    const present = new Set([...model.clusters.flatMap(cluster => cluster.ranges), ...model.unmet].map(party));
    return lockedRanges(model)
      .filter(range => clusters.has(range.cluster) && !model.lock.retired.has(range.cluster) && !present.has(party(range)))
      .map(range => finding(lockedRangeRemoved, [range.cluster], [clusters.get(range.cluster)!.path],
        `${nameRange(range)} is in ${model.lockName} and no longer in the program: put it back, `
        + `or run ${releaseCommand(range.cluster, range.name)} when nothing uses it any more`));
  },
};
