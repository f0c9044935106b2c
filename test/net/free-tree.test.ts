import { describe, expect, test } from '@jest/globals';
import { Cidr } from '../../lib/net';
import { allFree, lowestFree, withTaken } from '../../lib/net/free-tree';

const pool = Cidr.parse('10.0.0.0/8');

describe('the tree of what is free', () => {
  test('knows the largest free block of every part', () => {
    const tree = withTaken(allFree(8), pool, Cidr.parse('10.0.0.0/10'));
    expect(tree).toEqual({ widest: 9, halves: [{ widest: 10, halves: [{ widest: Infinity }, { widest: 10 }] }, { widest: 9 }] });
  });

  test('forgets the halves of what is wholly taken', () => {
    const lower = withTaken(allFree(8), pool, Cidr.parse('10.0.0.0/9'));
    expect(withTaken(lower, pool, Cidr.parse('10.128.0.0/9'))).toEqual({ widest: Infinity });
  });

  test('is not changed by taking: the old tree still describes what was free', () => {
    const before = withTaken(allFree(8), pool, Cidr.parse('10.0.0.0/16'));
    withTaken(before, pool, Cidr.parse('10.1.0.0/16'));
    expect(String(lowestFree(before, pool, 16))).toBe('10.1.0.0/16');
  });

  test('stays the same when a part of what is taken is taken again', () => {
    const tree = withTaken(allFree(8), pool, Cidr.parse('10.0.0.0/9'));
    expect(withTaken(tree, pool, Cidr.parse('10.1.0.0/16'))).toEqual(tree);
  });

  test('has no block that is larger than its largest free one', () => {
    const tree = withTaken(allFree(8), pool, Cidr.parse('10.0.0.0/9'));
    expect(lowestFree(tree, pool, 8)).toBeUndefined();
    expect(String(lowestFree(tree, pool, 9))).toBe('10.128.0.0/9');
  });
});
