import { Claim, NamespaceClaim } from '../claims';
import { ClaimConflict } from '../model';
import { compareText } from '../names';

/** Claims on one namespace that give a label or an annotation two values. */
export function namespaceConflicts(claims: readonly Claim[]): readonly ClaimConflict[] {
  const first = new Map<string, { readonly claim: NamespaceClaim; readonly value: string }>();
  const conflicts: ClaimConflict[] = [];
  const namespaces = claims.filter(c => c.type === 'namespace').sort((a, b) => compareText(a.path, b.path));
  for (const claim of namespaces) {
    for (const [what, value] of statementsOf(claim)) {
      const key = `${claim.cluster}\n${claim.name}\n${what}`;
      const present = first.get(key);
      if (!present) {
        first.set(key, { claim, value });
      } else if (present.value !== value) {
        conflicts.push({
          cluster: claim.cluster,
          subject: `${what} of namespace ${claim.name}`,
          parties: [{ path: present.claim.path, value: present.value }, { path: claim.path, value }],
        });
      }
    }
  }
  return conflicts;
}

function statementsOf({ labels = {}, annotations = {} }: NamespaceClaim): readonly (readonly [what: string, value: string])[] {
  return [
    ...Object.entries(labels).map(([key, value]) => [`label ${key}`, value] as const),
    ...Object.entries(annotations).map(([key, value]) => [`annotation ${key}`, value] as const),
  ];
}
