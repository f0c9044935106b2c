import { Claim, NamespaceClaim } from '../claims';
import { ClaimConflict } from '../model';
import { compareText } from '../names';

/** Claims on one namespace that give a label two values. */
export function namespaceConflicts(claims: readonly Claim[]): readonly ClaimConflict[] {
  const first = new Map<string, { readonly claim: NamespaceClaim; readonly value: string }>();
  const conflicts: ClaimConflict[] = [];
  const namespaces = claims.filter(c => c.type === 'namespace').sort((a, b) => compareText(a.path, b.path));
  for (const claim of namespaces) {
    for (const [label, value] of Object.entries(claim.labels ?? {})) {
      const key = `${claim.cluster}\n${claim.name}\n${label}`;
      const present = first.get(key);
      if (!present) {
        first.set(key, { claim, value });
      } else if (present.value !== value) {
        conflicts.push({
          cluster: claim.cluster,
          subject: `label ${label} of namespace ${claim.name}`,
          parties: [{ path: present.claim.path, value: present.value }, { path: claim.path, value }],
        });
      }
    }
  }
  return conflicts;
}
