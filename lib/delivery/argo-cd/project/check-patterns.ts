import { normalizeGitUrl } from './git-url';
import { compileGlob } from './glob';
import { checkNoCredentials } from '../../../fleet/check-address';

/**
 * A malformed pattern matches nothing, and with `!` before it everything. With what stands between braces here, gobwas/glob v0.2.3 refuses what it
 * should match, or panics.
 *
 * @throws for a pattern that Argo CD cannot match, or not as it looks
 */
export function checkPattern(where: string, pattern: string): void {
  if (compileGlob(pattern.replace(/^!/, '')) === undefined) {
    throw new Error(`${where}: close the brackets and write characters between them, got '${pattern}'`);
  }
  let bare = pattern.replace(/\\./gs, '_').replace(/\[[^\]]*\]/g, '_');
  while (ALTERNATIVES.test(bare)) bare = bare.replace(ALTERNATIVES, '_');
  if (bare.includes('{')) throw new Error(`${where}: close the braces, with two or more texts without * and ? between them, got '${pattern}'`);
  if (bare.includes('***')) throw new Error(`${where}: write * or **, got '${pattern}'`);
}

const ALTERNATIVES = /\{[^{},*?]+(,[^{},*?]+)+\}/;

/** @throws for a pattern that is malformed, or that excludes everything */
export function checkExcludingPattern(where: string, pattern: string): void {
  if (pattern === '!*') throw new Error(`${where}: write what to exclude, '!*' excludes everything and is refused by Argo CD`);
  checkPattern(where, pattern);
}

/** @throws for a pattern that is malformed, or begins with `!` although nothing can be excluded here */
export function checkPlainPattern(where: string, pattern: string): void {
  if (pattern.includes('!')) throw new Error(`${where}: write a pattern without '!', nothing can be excluded here, got '${pattern}'`);
  checkPattern(where, pattern);
}

/** @throws for a pattern of repositories that cannot match what it looks like */
export function checkRepositoryPattern(where: string, pattern: string): void {
  checkExcludingPattern(where, pattern);
  checkNoCredentials(where, pattern);
  const plain = pattern.replace(/^!/, '');
  const normalized = normalizeGitUrl(plain);
  if (normalized === '') throw new Error(`${where}: write the URL of a repository such as https://github.com/acme/apps, or '*', got '${pattern}'`);
  const wildcards = (text: string) => text.replace(/[^*?[\]{}\\]/g, '');
  if (wildcards(normalized) !== wildcards(plain)) {
    throw new Error(`${where}: write an entry for each repository: Argo CD percent-encodes braces and backslashes in the path of a URL, got '${pattern}'`);
  }
}

/** @throws for a namespace of Applications that is a malformed pattern; text between slashes is a regular expression */
export function checkSourceNamespace(where: string, namespace: string): void {
  if (namespace.startsWith('!')) throw new Error(`${where}: write a pattern without '!', nothing can be excluded here, got '${namespace}'`);
  if (!/^\/.*\/$/.test(namespace)) checkPattern(where, namespace);
}
