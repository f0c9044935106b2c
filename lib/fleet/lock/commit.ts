import { LockError } from './error';
import { keyOf, LockLine, RETIRED, shown, stateOf } from './lines';
import { quoted } from './names';
import { collide, rangesOf } from './ranges';
import { LockFact, LockState } from './types';

/**
 * Facts that follow the program and may change at any time: a version of a chart or component is raised by writing it down, the reason why an object
 * is kept is text of a delivery, and whether a Helm release may come from elsewhere is for a rule to say. Every other fact is a decision that stays.
 */
const FOLLOWS_THE_PROGRAM = /^(deletion-protection$|delivery$|kubernetes-version$|chart\/|component\/|kept\/|release\/)/;

/** Facts about objects that are in the output: one that no program gives any more is dropped, not kept. */
const OF_AN_OBJECT = /^kept\//;

/** The facts of `base` that are to be dropped, since the program does not give them any more. */
export function droppedFacts(base: LockState, facts: readonly LockFact[]): ReadonlySet<string> {
  const given = new Set(facts.map(keyOf));
  return new Set(base.facts.filter(({ fact }) => OF_AN_OBJECT.test(fact)).map(keyOf).filter(key => !given.has(key)));
}

/**
 * The facts that `base` lacks.
 *
 * @throws LockError when a fact contradicts what is recorded, or cannot be recorded
 */
export function additions(name: string, base: LockState, facts: readonly LockFact[]): LockFact[] {
  if (base.conflicts.length > 0) {
    const [{ owner, fact, values }] = base.conflicts;
    throw new LockError(`${name} gives ${owner} ${fact} more than one value (${values.join(', ')}), as a git merge leaves it; `
      + 'run `npx cdk8s-fleet lock settle --base main`, where main is the branch whose facts stay');
  }
  const known = new Map(base.facts.map(fact => [keyOf(fact), fact.value]));
  const added = new Map<string, LockFact>();
  for (const fact of facts) {
    checkRecordable(name, fact);
    const value = added.get(keyOf(fact))?.value ?? known.get(keyOf(fact));
    if (value === fact.value) {
      continue;
    }
    if (value !== undefined && (added.has(keyOf(fact)) || !FOLLOWS_THE_PROGRAM.test(fact.fact))) {
      throw new LockError(`${name} records ${fact.owner} ${fact.fact} = ${value}, and the program says ${fact.value}; what is recorded does not move: `
        + `use ${value}, or release it with \`npx cdk8s-fleet lock release ${fact.owner} ${quoted(fact.fact)}\``);
    }
    if (base.retired.has(fact.owner)) {
      throw new LockError(`${name} holds cluster '${fact.owner}' as retired, and the program declares it; `
        + `take it out of the program, or release its facts with \`npx cdk8s-fleet lock release ${fact.owner}\``);
    }
    added.set(keyOf(fact), fact);
  }
  return [...added.values()];
}

/**
 * The lines with the added facts among them, and without the dropped ones.
 *
 * @param lines what the lock holds now, which may be more than `base`
 * @throws LockError when another program recorded something since `base` that the added facts do not take into account
 */
export function withAdditions(
  name: string, lines: readonly LockLine[], fleet: string, base: LockState, added: readonly LockFact[], dropped: ReadonlySet<string>,
): LockLine[] {
  const reason = contradiction(base, stateOf(lines, fleet), added);
  if (reason !== undefined) {
    throw new LockError(`${name} changed while this program ran (${reason}); nothing was written: run it again`);
  }
  const keys = new Set(added.map(keyOf));
  return [
    ...lines.filter(line => line.fleet !== fleet || !(keys.has(keyOf(line)) || dropped.has(keyOf(line)))),
    ...added.map(({ owner, fact, value }) => ({ fleet, owner, fact, value })),
  ];
}

function contradiction(base: LockState, current: LockState, added: readonly LockFact[]): string | undefined {
  const before = new Map(base.facts.map(fact => [keyOf(fact), fact.value]));
  const now = new Map(current.facts.map(fact => [keyOf(fact), fact.value]));
  const gone = base.facts.find(fact => now.get(keyOf(fact)) !== fact.value);
  if (gone) {
    return `${shown(gone)} is gone`;
  }
  if (current.conflicts.length > 0) {
    return `${current.conflicts[0].owner} ${current.conflicts[0].fact} has more than one value`;
  }
  const retired = [...current.retired, ...base.retired].find(owner => !base.retired.has(owner) || !current.retired.has(owner));
  if (retired !== undefined) {
    return `cluster '${retired}' was retired or released`;
  }
  const theirs = current.facts.filter(fact => !before.has(keyOf(fact)));
  for (const mine of added) {
    const other = theirs.find(fact => keyOf(fact) === keyOf(mine) ? fact.value !== mine.value : takes(fact, mine));
    if (other) {
      return `it now has ${shown(other)}, this program wants ${shown(mine)}`;
    }
  }
  return undefined;
}

/** Within one cluster the rules compare ranges, and know which of them may nest. */
function takes(theirs: LockFact, mine: LockFact): boolean {
  return theirs.owner !== mine.owner && collide(rangesOf(theirs), rangesOf(mine));
}

function checkRecordable(name: string, { owner, fact, value }: LockFact): void {
  if (owner === '' || fact === '' || value === '') {
    throw new LockError(`${name} cannot record an empty text: owner '${owner}', fact '${fact}', value '${value}'`);
  }
  if (fact === RETIRED) {
    throw new LockError(`${name} keeps the fact '${RETIRED}' for retired clusters; use another name, got '${owner} ${fact}'`);
  }
}
