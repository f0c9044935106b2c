import { LockConflict, LockFact, LockState } from './types';
import { compareText } from '../names';

/** One line of the lock file: a fact, and the fleet it belongs to. */
export interface LockLine extends LockFact {
  readonly fleet: string;
}

/** The fact that marks a cluster as retired. It is a line like any other, so that git merges it like any other. */
export const RETIRED = 'retired';

/** The name under which a fact is found within its fleet. */
export function keyOf(fact: LockFact): string {
  return JSON.stringify([fact.owner, fact.fact]);
}

/** The whole line as one text: two lines are the same when this is. */
export function textOf(line: LockLine): string {
  return JSON.stringify([line.fleet, line.owner, line.fact, line.value]);
}

/** A fact as messages show it. */
export function shown({ owner, fact, value }: LockFact): string {
  return `${owner} ${fact} = ${value}`;
}

/** Sorts lines by fleet, owner, fact and value, in code unit order, and removes identical ones. */
export function normalised(lines: readonly LockLine[]): LockLine[] {
  const unique = new Map(lines.map(line => [textOf(line), line]));
  return [...unique.values()].sort(byPosition);
}

/** What the lines say about one fleet. */
export function stateOf(lines: readonly LockLine[], fleet: string): LockState {
  const own = normalised(lines).filter(line => line.fleet === fleet);
  const groups = new Map<string, LockLine[]>();
  for (const line of own.filter(candidate => candidate.fact !== RETIRED)) {
    groups.set(keyOf(line), [...groups.get(keyOf(line)) ?? [], line]);
  }
  const facts: LockFact[] = [];
  const conflicts: LockConflict[] = [];
  for (const group of groups.values()) {
    const { owner, fact, value } = group[0];
    if (group.length === 1) {
      facts.push({ owner, fact, value });
    } else {
      conflicts.push({ owner, fact, values: group.map(line => line.value) });
    }
  }
  return { facts, retired: new Set(own.filter(line => line.fact === RETIRED).map(line => line.owner)), conflicts, others: clustersOfOthers(lines, fleet) };
}

function clustersOfOthers(lines: readonly LockLine[], fleet: string): LockState['others'] {
  const fleets = [...new Set(lines.map(line => line.fleet))].filter(name => name !== fleet).sort();
  return fleets.length === 0 ? undefined : Object.fromEntries(fleets.map(name => [name, [...new Set(lines.filter(line => line.fleet === name).map(line => line.owner))].sort()]));
}

function byPosition(a: LockLine, b: LockLine): number {
  return compareText(a.fleet, b.fleet) || compareText(a.owner, b.owner) || compareText(a.fact, b.fact) || compareText(a.value, b.value);
}
