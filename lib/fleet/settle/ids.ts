import { Claim, IdClaim } from '../claims';
import { groupBy } from '../collections';
import type { LockState } from '../lock';
import { lockedValues } from '../lock/locked-value';
import { fixedFact } from '../lock-facts';
import type { FixedChoice } from '../model';
import { compareText } from '../names';

/** The numbers of every cluster, by fact. */
export type SettledIds = ReadonlyMap<string, Readonly<Record<string, number>>>;

/**
 * Numbers that tell clusters of a set apart: those that the program names first, then what the lock holds, then the lowest free one by cluster
 * name. One that the lock holds for a cluster which has left stays taken. Where none is left the cluster has none.
 */
export function settleIds(claims: readonly Claim[], lock: LockState): SettledIds {
  const ids = new Map<string, Record<string, number>>();
  const locked = lockedValues(lock);
  const sets = groupBy(claims.filter((claim): claim is IdClaim => claim.type === 'id'), ({ fact }) => fact);
  for (const [fact, members] of sets) {
    const give = ({ cluster }: IdClaim, id: number) => ids.set(cluster, { ...ids.get(cluster), [fact]: id });
    const open: IdClaim[] = [];
    // What the lock holds is taken, whoever has it: also by a cluster that is retired.
    const taken = new Set(lock.facts.filter(known => known.fact === fixedFact(fact)).map(({ value }) => Number(value)));
    for (const claim of [...members].sort((a, b) => compareText(a.cluster, b.cluster) || compareText(a.path, b.path))) {
      const id = claim.value ?? numberOf(locked(claim.cluster, fixedFact(fact)));
      if (id === undefined) {
        open.push(claim);
      } else {
        taken.add(id);
        give(claim, id);
      }
    }
    let next = 0;
    for (const claim of open) {
      next = Math.max(next, claim.from);
      while (taken.has(next)) {
        next += 1;
      }
      if (next <= claim.to) {
        taken.add(next);
        give(claim, next);
      }
    }
  }
  return ids;
}

/** Such a number as a choice that cannot be changed. */
export function fixedIds(claims: readonly Claim[], ids: Readonly<Record<string, number>>): readonly FixedChoice[] {
  return claims.flatMap(claim => (claim.type === 'id' && ids[claim.fact] !== undefined
    ? [{ fact: claim.fact, value: String(ids[claim.fact]), otherwise: claim.otherwise, path: claim.path }] : []));
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
