import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { compareReleases, releaseNumbers, valueSince } from '../../lib/fleet/component-version';

/** Small numbers meet often, large ones show that numbers are no texts. */
const number = fc.constantFrom(0, 1, 2, 9, 10, 11, 100);
const minor = fc.tuple(number, number).map(numbers => numbers.join('.'));
const text = fc.oneof(
  fc.tuple(fc.constantFrom('', 'v'), number, number, number).map(([v, ...numbers]) => v + numbers.join('.')),
  minor,
  fc.constantFrom('main', '', 'v1', 'latest'),
);

/** Releases as people compare them: number by number; anything else before all of them. */
function isNewer(a: string, b: string): boolean {
  const [x, y] = [a, b].map(release => (/^v?\d+\.\d+/.test(release) ? release.replace('v', '').split('.').map(Number) : [-1]));
  const at = [0, 1, 2].find(i => (x[i] ?? 0) !== (y[i] ?? 0));
  return at !== undefined && (x[at] ?? 0) > (y[at] ?? 0);
}

describe('the numbers of a release', () => {
  test.each([
    ['v1.14.0', [1, 14, 0]], ['1.14.2', [1, 14, 2]], ['1.14', [1, 14, 0]], ['v0.9', [0, 9, 0]], ['v1.10.123', [1, 10, 123]],
    ['v1.14.0-rc.1', [1, 14, 0]], ['v1.14.3+build', [1, 14, 3]], ['v1.14.0.1', [1, 14, 0]], ['1.14-alpha', [1, 14, 0]],
  ])('of %s', (version, numbers) => {
    expect(releaseNumbers(version)).toEqual(numbers);
  });

  test.each(['', 'v', 'v1', '1', 'main', 'latest', 'vv1.2.3', ' 1.2.3', 'x1.2.3', 'v1.x.3', '-1.2.3', 'V1.2.3'])('are none in %p', version => {
    expect(releaseNumbers(version)).toBeUndefined();
  });
});

describe('the order of releases', () => {
  const SORTED = ['main', 'v0.0.1', 'v0.9.0', '0.10', 'v1.0.0', 'v1.2.3', 'v1.2.10', '1.10', 'v1.10.1', 'v2.0.0', 'v10.0.0'];

  test('is that of their numbers, and what is no release comes first', () => {
    for (const [i, a] of SORTED.entries()) {
      for (const [j, b] of SORTED.entries()) {
        expect({ a, b, sign: Math.sign(compareReleases(a, b)) }).toEqual({ a, b, sign: Math.sign(i - j) });
      }
    }
  });

  test.each([['v1.2.0', '1.2'], ['v1.2.3', '1.2.3'], ['v1.2.3', 'v1.2.3-rc.1'], ['main', 'latest']])('knows no difference between %s and %s', (a, b) => {
    expect(compareReleases(a, b)).toBe(0);
    expect(compareReleases(b, a)).toBe(0);
  });

  test('is one order of all', () => {
    fc.assert(fc.property(text, text, text, (a, b, c) => {
      expect(Math.sign(compareReleases(a, b)) || 0).toBe(-Math.sign(compareReleases(b, a)) || 0);
      expect(compareReleases(a, b) > 0).toBe(isNewer(a, b));
      expect(compareReleases(a, b) <= 0 && compareReleases(b, c) <= 0 && compareReleases(a, c) > 0).toBe(false);
    }));
  });
});

describe('the value that holds since a release', () => {
  const TABLE = { '1.0': 'v1beta1', '1.11': 'v1beta2', '1.9': 'between', '2.0': 'v1' };

  test.each([
    ['v1.0.0', 'v1beta1'], ['v1.8.9', 'v1beta1'], ['v1.9.0', 'between'], ['v1.10.5', 'between'], ['v1.11.0', 'v1beta2'], ['v1.11.0-rc.0', 'v1beta2'],
    ['1.14', 'v1beta2'], ['v2.0.0', 'v1'], ['v10.0.0', 'v1'],
  ])('of %s is %s', (version, value) => {
    expect(valueSince(TABLE, version)).toBe(value);
  });

  test.each(['v0.4.0', 'main', ''])('of %p is none', version => {
    expect(valueSince(TABLE, version)).toBeUndefined();
  });

  test('is none in an empty table', () => {
    expect(valueSince({}, 'v1.0.0')).toBeUndefined();
  });

  test('is that of the newest first release that is not newer', () => {
    fc.assert(fc.property(fc.uniqueArray(minor), text, (firsts, version) => {
      const table = Object.fromEntries(firsts.map(first => [first, `since ${first}`]));
      let best: string | undefined;
      for (const first of firsts) {
        if (!isNewer(first, version) && (best === undefined || isNewer(first, best))) {
          best = first;
        }
      }
      expect(valueSince(table, version)).toBe(best && `since ${best}`);
    }));
  });
});
