import { Automaton } from './automaton';
import { isRisky, toJavaScript } from './expression';
import { parseGo } from './parse';

/**
 * Whether a text has a match of a Go (RE2) regular expression, as Go's `regexp.MatchString` tells.
 *
 * @throws when the pattern is no Go regular expression: look-around and back-references are JavaScript only.
 */
export function goMatcher(pattern: string): (text: string) => boolean {
  const expression = parseGo(pattern);
  const matcher = isRisky(expression) ? new Automaton(expression) : new RegExp(toJavaScript(expression), 'u');
  return text => matcher.test(text);
}

/**
 * A Go (RE2) regular expression as a JavaScript one, to find all its matches.
 *
 * @throws as `goMatcher` does
 */
export function goRegExp(pattern: string): RegExp {
  return new RegExp(toJavaScript(parseGo(pattern)), 'gu');
}
