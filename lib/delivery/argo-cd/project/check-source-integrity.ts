import { ArgoCdSourceIntegrity } from './argo-cd-project-spec';
import { checkFields, checkItems, LIST } from './check-fields';
import { checkExcludingPattern } from './check-patterns';
import { MAP, TEXT, TEXTS } from '../../../fleet/check-props';

/**
 * Source: Argo CD v3.5.1, `util/sourceintegrity/source_integrity.go` and `gpg.go`.
 *
 * @param where what messages begin with, up to the name of a field
 * @throws for policies with which Argo CD would verify nothing, or refuse every revision
 */
export function checkSourceIntegrity(where: string, integrity: ArgoCdSourceIntegrity): void {
  checkFields(where, integrity, { required: { git: MAP } });
  const { git } = integrity;
  checkFields(`${where}git.`, git, { required: { policies: LIST } });
  checkItems(`${where}git.policies.`, git.policies, '{ repos, gpg }', { required: { repos: LIST, gpg: MAP } });
  for (const [i, { repos, gpg }] of git.policies.entries()) {
    const policy = `${where}git.policies.${i}.`;
    checkItems(`${policy}repos.`, repos, '{ url }', { required: { url: TEXT } });
    for (const [j, { url }] of repos.entries()) checkExcludingPattern(`${policy}repos.${j}.url`, url);
    checkFields(`${policy}gpg.`, gpg, { required: { mode: TEXT, keys: TEXTS } });
    if (!['none', 'head', 'strict'].includes(gpg.mode)) throw new Error(`${policy}gpg.mode: write none, head or strict, got '${gpg.mode}'`);
    for (const [j, key] of gpg.keys.entries()) {
      if (!/^([0-9A-Fa-f]{16}|[0-9A-Fa-f]{40})$/.test(key)) {
        throw new Error(`${policy}gpg.keys.${j}: write the 16 or 40 hexadecimal digits of a key, got '${key}'`);
      }
    }
  }
}
