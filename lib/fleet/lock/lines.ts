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
  const retired = new Set(own.filter(line => line.fact === RETIRED).map(line => line.owner));
  return { facts, retired, conflicts, others: clustersOfOthers(lines, fleet) };
}

function clustersOfOthers(lines: readonly LockLine[], fleet: string): LockState['others'] {
  const owners = new Map<string, Set<string>>();
  for (const line of lines.filter(candidate => candidate.fleet !== fleet)) {
    owners.set(line.fleet, (owners.get(line.fleet) ?? new Set<string>()).add(line.owner));
  }
  const others = [...owners].sort(([a], [b]) => compareText(a, b)).map(([name, clusters]) => [name, [...clusters].sort()] as const);
  return others.length === 0 ? undefined : Object.fromEntries(others);
}

function byPosition(a: LockLine, b: LockLine): number {
  return compareText(a.fleet, b.fleet) || compareText(a.owner, b.owner) || compareText(a.fact, b.fact) || compareText(a.value, b.value);
}
