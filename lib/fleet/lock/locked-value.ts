import type { LockState } from './types';

/** The value that the lock holds for a fact of a cluster. */
export type LockedValue = (owner: string, fact: string) => string | undefined;

/** Looks up facts of a lock. */
export function lockedValues({ facts }: Pick<LockState, 'facts'>): LockedValue {
  const values = new Map(facts.map(({ owner, fact, value }) => [`${owner}\n${fact}`, value]));
  return (owner, fact) => values.get(`${owner}\n${fact}`);
}
