import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { groupBy, isMap } from '../../lib/fleet/collections';

describe('groupBy', () => {
  test('keeps every item once, in order, under its key', () => {
    fc.assert(fc.property(fc.array(fc.nat(20)), items => {
      const groups = groupBy(items, item => item % 3);
      expect([...groups.keys()]).toEqual([...new Set(items.map(item => item % 3))]);
      for (const [key, group] of groups) {
        expect(group).toEqual(items.filter(item => item % 3 === key));
      }
    }));
  });
});

test.each([[{}, true], [{ a: 1 }, true], [[], false], [null, false], ['x', false], [undefined, false]])('isMap(%j) is %p', (value, expected) => {
  expect(isMap(value)).toBe(expected);
});
