import { escaped, Matcher } from './glob';

/**
 * Compiles a pattern in the syntax of Go's `filepath.Match`, which Argo CD uses for groups, kinds and names of resources: `*` is any text
 * without `/`, `?` one character that is no `/`, `[a-z]` and `[^a]` one character; a backslash takes the meaning off the next one. There are
 * no braces and no `!`.
 *
 * Source: Go 1.26, `path/filepath/match.go`.
 *
 * @returns undefined when the pattern is malformed
 */
export function compileShellPattern(pattern: string): Matcher | undefined {
  let expression = '';
  let rest = pattern;
  while (rest !== '') {
    const [term, set] = /^(?:\[(?:\^|(?!\^))((?:(?:\\.|[^-\]\\])(?:-(?:\\.|[^-\]\\]))?)+)\]|\\.|[^[\\])/su.exec(rest) ?? [];
    if (term === undefined) return undefined;
    expression += set === undefined ? single(term) : memberOf(set, term.startsWith('[^'));
    rest = rest.slice(term.length);
  }
  const whole = new RegExp(`^${expression}$`, 'su');
  return text => whole.test(text);
}

function single(term: string): string {
  if (term === '*') return '[^/]*';
  if (term === '?') return '[^/]';
  return escaped(term.replace(/^\\/, ''));
}

function memberOf(set: string, not: boolean): string {
  const ranges: string[] = [];
  for (const [, low, high = low] of set.matchAll(/(\\.|[^\\])(?:-(\\.|[^\\]))?/gsu)) {
    const [from, to] = [low, high].map(end => end.replace(/^\\/, ''));
    // A range from a later to an earlier character is no fault: it has no members.
    if (from.codePointAt(0)! <= to.codePointAt(0)!) ranges.push(`${escaped(from)}-${escaped(to)}`);
  }
  return `[${not ? '^' : ''}${ranges.join('')}]`;
}
