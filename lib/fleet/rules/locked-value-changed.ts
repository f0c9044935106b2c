import { releaseCommand } from './commands';
import { allRanges, blocksOf, rangeNameOf } from './ranges';
import { Rule } from './rule';
import { findingOn, listed, party } from './text';
import { AddressRange, FleetModel } from '../model';

/** Ranges whose value is another one than the lock recorded. */
export const lockedValueChanged: Rule = {
  code: 'locked-value-changed',
  severity: 'error',
  summary: 'A range has another value in the program than in the lock.',
  why: 'The lock holds what the cluster was made with. The webhooks of Cluster API take a changed `clusterNetwork`, but nothing applies it to running '
    + 'machines: half of the cluster keeps the old addresses. A changed block of a cloud network makes a new network.',
  fix: 'Write the recorded value again. If the cluster does not run yet, or was made anew, release the recorded value by name.',
  check: model => {
    const locked = recordedValues(model);
    return allRanges(model).flatMap(range => {
      const value = locked.get(party(range));
      // A retired name that is used again is reported as such.
      if (value === undefined || model.lock.retired.has(range.cluster) || isSame(range, value)) {
        return [];
      }
      return [findingOn(lockedValueChanged, [range], describe(range, value, model.lockName))];
    });
  },
};

function recordedValues(model: FleetModel): ReadonlyMap<string, string> {
  return new Map(model.lock.facts.flatMap((fact): [string, string][] => {
    const name = rangeNameOf(fact);
    return name === undefined ? [] : [[party({ cluster: fact.owner, name }), fact.value]];
  }));
}

function isSame(range: AddressRange, value: string): boolean {
  const blocks = blocksOf(value);
  return blocks.length === 1 && blocks[0].equals(range.cidr);
}

function describe(range: AddressRange, value: string, lockName: string): string {
  const blocks = blocksOf(value);
  if (blocks.length === 0) {
    return `${party(range)} is '${value}' in ${lockName}, which is no address range: run ${releaseCommand(range.cluster, range.name)}`;
  }
  const old = listed(blocks.map(String));
  return `${party(range)} is ${range.cidr} in the program and ${old} in ${lockName}: write ${old} again, `
    + `or run ${releaseCommand(range.cluster, range.name)} if nothing uses it yet`;
}
