import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { IdClaim } from '../../../lib/fleet';
import { LockFact } from '../../../lib/fleet/lock';
import { fixedIds, settleIds } from '../../../lib/fleet/settle/ids';

const claim = (cluster: string, more: Partial<IdClaim> = {}): IdClaim => ({
  type: 'id', cluster, path: `acme/${cluster}`, fact: 'cilium-id', from: 1, to: 255, otherwise: 'every pod must be started anew', ...more,
});
const lock = (facts: Readonly<Record<string, string>>, retired: readonly string[] = []) => ({
  facts: Object.entries(facts).map(([owner, value]): LockFact => ({ owner, fact: 'fixed/cilium-id', value })), retired: new Set(retired), conflicts: [],
});
const ids = (claims: readonly IdClaim[], facts: Readonly<Record<string, string>> = {}, retired: readonly string[] = []) =>
  Object.fromEntries([...settleIds(claims, lock(facts, retired))].map(([cluster, own]) => [cluster, own['cilium-id']]));

describe('numbers', () => {
  test('are handed out by cluster name, from the lowest free one, whatever the order of claims', () => {
    expect(ids([claim('c'), claim('a'), claim('b')])).toEqual({ a: 1, b: 2, c: 3 });
  });

  test('that the program names are taken first', () => {
    expect(ids([claim('a'), claim('b', { value: 1 }), claim('c')])).toEqual({ a: 2, b: 1, c: 3 });
  });

  test('that the lock holds stay, also those of clusters that have left', () => {
    expect(ids([claim('a'), claim('b'), claim('c')], { b: '1', gone: '2' }, ['gone'])).toEqual({ a: 3, b: 1, c: 4 });
  });

  test('of another fact are others', () => {
    expect([...settleIds([claim('a'), claim('a', { fact: 'shard', from: 0 })], lock({}))]).toEqual([['a', { 'cilium-id': 1, 'shard': 0 }]]);
  });

  test('run out: the cluster has none', () => {
    expect(ids([claim('a', { to: 2 }), claim('b', { to: 2 }), claim('c', { to: 2 })])).toEqual({ a: 1, b: 2 });
  });

  test('in a lock that was damaged count as none', () => {
    expect(ids([claim('a')], { a: 'one' })).toEqual({ a: 1 });
  });

  test('never move when clusters come, and are never two for one', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-f]{1,3}$/), { minLength: 1, maxLength: 30 });
    fc.assert(fc.property(names, fc.nat(30), (all, cut) => {
      const before = ids(all.slice(0, cut).map(name => claim(name)));
      const after = ids(all.map(name => claim(name)), Object.fromEntries(Object.entries(before).map(([name, id]) => [name, String(id)])));
      expect(after).toMatchObject(before);
      // The lowest ones, without a gap.
      expect(Object.values(after).sort((a, b) => a - b)).toEqual(all.map((_, i) => i + 1));
    }));
  });
});

test('a number is a choice that cannot be changed', () => {
  expect(fixedIds([claim('a'), claim('a', { fact: 'other' })], { 'cilium-id': 7 })).toEqual([
    { fact: 'cilium-id', value: '7', otherwise: 'every pod must be started anew', path: 'acme/a' },
  ]);
});
