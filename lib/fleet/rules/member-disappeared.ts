import { retireCommand } from './commands';
import { allRanges, LockedRange, lockedRanges } from './ranges';
import { Rule } from './rule';
import { finding, listed } from './text';
import { FleetModel } from '../model';
import { compareText } from '../names';

/** Clusters that the lock knows and the program does not. */
export const memberDisappeared: Rule = {
  code: 'member-disappeared',
  severity: 'error',
  summary: 'A cluster of the lock is not in the program and was not retired.',
  why: 'What is no longer in the output is pruned: a cluster that was renamed or left out by mistake is deleted with its machines. Its ranges and ids '
    + 'are reserved in the lock until somebody says that it is gone.',
  fix: 'Put the cluster back under its old name; names of objects on the hub come from it, so a new name is a new cluster. Retire it by name when '
    + 'it is gone for good, after its deletion protection was taken off.',
  check: model => {
    const present = new Set(model.clusters.map(cluster => cluster.name));
    const gone = [...new Set(model.lock.facts.map(fact => fact.owner))].filter(owner => !present.has(owner) && !model.lock.retired.has(owner));
    if (gone.length === 0) {
      return [];
    }
    const heirs = heirsIn(model);
    const protectedOnes = new Set(model.lock.facts.filter(({ fact, value }) => fact === 'deletion-protection' && value === 'on').map(fact => fact.owner));
    return gone.map(name => {
      const heir = heirs(name);
      const renamed = heir === undefined ? '' : ` (renamed to ${heir.cluster}, which has its ${heir.ranges}?)`;
      return finding(memberDisappeared, [name, ...(heir ? [heir.cluster] : [])], [model.path],
        `${name} is in ${model.lockName} and no cluster of the program${renamed}: put it back under that name, or ${farewell(name, protectedOnes.has(name))}`);
    });
  },
};

/** `lock retire` refuses a protected cluster, so the way there is longer. */
function farewell(name: string, isProtected: boolean): string {
  return isProtected
    ? `put it back with deletionProtection: false, synth and apply that, and then run ${retireCommand(name)} and leave it out`
    : `run ${retireCommand(name)} if it is gone for good`;
}

/** Finds the cluster that is new to the lock and has the same ranges, of the same names, as one that disappeared: the one with most of them. */
function heirsIn(model: FleetModel): (gone: string) => { readonly cluster: string; readonly ranges: string } | undefined {
  const known = new Set(model.lock.facts.map(fact => fact.owner));
  const holders = new Map<string, string[]>();
  for (const range of allRanges(model).filter(({ cluster }) => !known.has(cluster))) {
    const own = holders.get(valueOf(range)) ?? [];
    own.push(range.cluster);
    holders.set(valueOf(range), own);
  }
  const left = new Map<string, LockedRange[]>();
  for (const range of lockedRanges(model)) {
    const own = left.get(range.cluster) ?? [];
    own.push(range);
    left.set(range.cluster, own);
  }
  return gone => {
    const shared = new Map<string, string[]>();
    for (const range of left.get(gone) ?? []) {
      for (const cluster of holders.get(valueOf(range)) ?? []) {
        const values = shared.get(cluster) ?? [];
        values.push(valueOf(range));
        shared.set(cluster, values);
      }
    }
    const [best] = [...shared].sort(([a, x], [b, y]) => y.length - x.length || compareText(a, b));
    return best && { cluster: best[0], ranges: listed(best[1]) };
  };
}

function valueOf({ name, cidr }: Pick<LockedRange, 'name' | 'cidr'>): string {
  return `${name} ${cidr}`;
}
