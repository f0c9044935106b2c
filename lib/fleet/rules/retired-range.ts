import { overlapsBetween } from './between';
import { releaseCommand } from './commands';
import { Proposals } from './propose';
import { compareRanges, lockedRanges, topRanges } from './ranges';
import { Rule } from './rule';
import { finding, nameRange } from './text';

/** Ranges that a retired cluster still holds. */
export const retiredRange: Rule = {
  code: 'retired-range',
  severity: 'error',
  summary: 'A range of a cluster overlaps one that a retired cluster still holds.',
  why: 'Retired means that a cluster left the program, not that its machines are gone: routes, firewall rules and DNS entries with its addresses often outlive it.',
  fix: 'Take another block, or release the retired cluster when nothing uses its addresses any more.',
  check: model => {
    const present = new Set(model.clusters.map(cluster => cluster.name));
    const held = lockedRanges(model).filter(range => model.lock.retired.has(range.cluster) && !present.has(range.cluster));
    const proposals = new Proposals(model);
    return overlapsBetween(held, topRanges(model))
      .sort(([h, a], [i, b]) => compareRanges(a, b) || h.cidr.prefix - i.cidr.prefix)
      .map(([old, range]) => finding(retiredRange, [range.cluster, old.cluster], [range.path],
        `${nameRange(range)} overlaps ${nameRange(old)}, which is reserved since ${old.cluster} was retired: ${proposals.move(range, 'leave it')}, `
        + `or run ${releaseCommand(old.cluster)} when nothing uses its ranges any more`));
  },
};
