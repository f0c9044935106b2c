import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { goMatcher, goRegExp } from '../../../lib/schema/regexp';
import { Automaton } from '../../../lib/schema/regexp/automaton';
import { isRisky, toJavaScript } from '../../../lib/schema/regexp/expression';
import { parseGo } from '../../../lib/schema/regexp/parse';

describe('goMatcher', () => {
  test.each([
    ['b', 'abc', true],
    ['^b', 'abc', false],
    ['^(a|b)+$', 'abba', true],
    ['a$', 'a\n', false],
    ['(?m)a$', 'a\n', true],
    ['(?m)^b', 'a\nb', true],
    ['^b', 'a\nb', false],
    ['a.b', 'a\nb', false],
    ['(?s)a.b', 'a\nb', true],
    ['(?i)abc', 'aBC', true],
    ['(?i:a)b', 'Ab', true],
    ['(?i:a)b', 'AB', false],
    ['a(?i)b', 'aB', true],
    ['(?i)[a-c]+é$', 'ABCÉ', true],
    ['(?i)k', '\u212a', true],
    ['(?i)(?-i)a', 'A', false],
    ['(?U)^a+$', 'aaa', true],
    ['^[[:alpha:]][[:digit:]]$', 'x1', true],
    ['^[^[:^alpha:]]$', 'x', true],
    ['^[[:word:]-]+$', 'a_b-1', true],
    ['^[[:space:]]$', '\v', true],
    ['^\\s$', '\v', false],
    ['^\\s$', '\u00a0', false],
    ['^\\w$', 'é', false],
    ['^\\D\\S\\W$', 'ab-', true],
    ['^\\pL\\p{Greek}\\P{Lu}\\p{^L}$', 'éαa1', true],
    ['\\Aa\\z', 'a', true],
    ['\\Aa\\z', 'a\n', false],
    ['^\\Qa.b*\\E$', 'a.b*', true],
    ['^\\Qa.b', 'a.b', true],
    ['^(?P<year>\\d{4})-(?<month>\\d\\d)$', '2024-01', true],
    ['^a{,2}$', 'a{,2}', true],
    ['^{}$', '{}', true],
    ['^[]a]+$', ']a', true],
    ['^[^]a]$', 'b', true],
    ['^[a\\-z]$', '-', true],
    ['^[a\\-z]$', 'b', false],
    ['^[+--]$', ',', true],
    ['^[\\d\\-x]+$', '1-x', true],
    ['^\\x41\\x{1F600}\\101\\t\\a$', 'A😀A\t\x07', true],
    ['^\\/\\_\\-\\"$', '/_-"', true],
    ['^.$', '😀', true],
    ['\\bbar\\b', 'foo bar', true],
    ['\\Bar', 'bar', true],
    ['\\bar', 'bar', false],
    ['^(ab|)$', '', true],
    ['^a{2}b{1,}c{0,1}$', 'aabb', true],
    ['^a{2}$', 'aaa', false],
  ])('%s on %j is %s', (pattern, text, expected) => {
    expect(goMatcher(pattern)(text)).toBe(expected);
    expect(new Automaton(parseGo(pattern)).test(text)).toBe(expected);
  });

  test.each([
    ['(?=a)', "'(?=a' is unknown to Go"],
    ['(?<!a)b', "'(?<!' is unknown to Go"],
    ['(a)\\8', "'\\8' is unknown to Go"],
    ['\\q', "'\\q' is unknown to Go"],
    ['(a', "missing ')'"],
    ['a)', "unexpected ')'"],
    ['[a', "missing ']'"],
    ['[z-a]', "bad range in a class, 'z-a'"],
    ['[[:nope:]]', 'unknown class [[:nope:]'.slice(0, 22)],
    ['*a', 'nothing to repeat'],
    ['a**', 'a repetition of a repetition'],
    ['a{2}{3}', 'a repetition of a repetition'],
    ['a{3,2}', 'bad repetition {3,2}'],
    ['a{1001}', 'bad repetition {1001}'],
  ])('fails for %s', (pattern, message) => {
    expect(() => goMatcher(pattern)).toThrow(`not a Go regular expression: ${message.replace('[[:', '[:')}`);
  });

  test('takes linear time where backtracking would take hours', () => {
    expect(goMatcher('^([-a-zA-Z0-9_]+[.]?)+$')(`${'x'.repeat(5_000)}!`)).toBe(false);
    expect(goMatcher('^(a|a)*b$')('a'.repeat(5_000))).toBe(false);
  });

  test('goes on when a text leads to more states than are kept', () => {
    const matches = goMatcher('(a|b)*a(a|b){14}c');
    const text = Array.from({ length: 4_000 }, (_, i) => ((i * 7919) % 13 < 6 ? 'a' : 'b')).join('');
    expect(matches(text)).toBe(false);
    expect(matches(`${text}a${'b'.repeat(14)}c`)).toBe(true);
  });

  test('agrees with the engine of JavaScript', () => {
    const atom = fc.constantFrom('a', 'b', '[ab]', '[^a]', '.', '\\d', '\\b', '^', '$', '\\n', 'é');
    const { pattern } = fc.letrec<{ pattern: string }>(tie => ({
      pattern: fc.oneof(
        { maxDepth: 3 }, atom, fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `${a}${b}`), fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(${a}|${b})`),
        fc.tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,2}')).map(([a, sign]) => `(${a})${sign}`),
      ),
    }));
    fc.assert(fc.property(pattern, fc.string({ unit: fc.constantFrom('a', 'b', '1', 'é', '\n', ' '), maxLength: 8 }), (source, text) => {
      const expression = parseGo(source);
      expect(new Automaton(expression).test(text)).toBe(new RegExp(toJavaScript(expression), 'u').test(text));
    }), { numRuns: 500 });
  });
});

describe('isRisky', () => {
  test.each([['(a+)+', true], ['(a|b)*', true], ['(a?b){2,5}', true], ['(ab)+', false], ['a+b+', false], ['(a+)?', false], ['(a{2})*', false]])('%s: %s', (pattern, risky) => {
    expect(isRisky(parseGo(pattern))).toBe(risky);
  });
});

describe('goRegExp', () => {
  test('finds all matches, the leftmost first', () => {
    expect('abcabc'.match(goRegExp('b.'))).toEqual(['bc', 'bc']);
    expect('aaa'.match(goRegExp('a+?'))).toEqual(['a', 'a', 'a']);
    expect('aaa'.match(goRegExp('(?U)a+'))).toEqual(['a', 'a', 'a']);
    expect('abab'.match(goRegExp('(?:ab|a)+'))).toEqual(['abab']);
  });
});
