import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { placeInShards, Placement, Remembered } from '../../../lib/gitops/application-set/shards';

const NEW: Remembered = { known: () => false, shard: () => undefined };
const item = (cluster: string, bytes: number) => ({ cluster, bytes });
const shards = ({ shards: all }: Placement) => Object.fromEntries(all.map(({ number, clusters }) => [number, clusters]));

describe('the ApplicationSets of an application', () => {
  test('are one, filled to four fifths', () => {
    expect(shards(placeInShards([item('a', 40), item('b', 40)], 100, NEW))).toEqual({ 1: ['a', 'b'] });
    expect(shards(placeInShards([item('a', 40), item('b', 41)], 100, NEW))).toEqual({ 1: ['a'], 2: ['b'] });
  });

  test('are one without an Application too', () => {
    expect(placeInShards([], 100, NEW)).toEqual({ shards: [{ number: 1, clusters: [], bytes: 0 }], moved: [] });
  });

  test('keep in the first what the lock knows, up to the brim, and put new clusters into the second', () => {
    const remembered: Remembered = { known: cluster => cluster !== 'a-new', shard: () => undefined };
    expect(placeInShards([item('a-new', 10), item('b', 50), item('c', 50)], 100, remembered)).toEqual({
      shards: [{ number: 1, clusters: ['b', 'c'], bytes: 100 }, { number: 2, clusters: ['a-new'], bytes: 10 }], moved: [],
    });
  });

  test('say which of those that the lock knows no longer fit into the first', () => {
    const remembered: Remembered = { known: () => true, shard: () => undefined };
    expect(placeInShards([item('a', 60), item('b', 60)], 100, remembered)).toMatchObject({ moved: ['b'], shards: [{ clusters: ['a'] }, { clusters: ['b'] }] });
  });

  test('are not left by an Application that grows, nor when there is room elsewhere', () => {
    const locked: Remembered = { known: () => true, shard: cluster => (cluster === 'c' ? 2 : 1) };
    expect(placeInShards([item('a', 90), item('b', 90), item('c', 1)], 100, locked).shards).toEqual([
      { number: 1, clusters: ['a', 'b'], bytes: 180 }, { number: 2, clusters: ['c'], bytes: 1 },
    ]);
    expect(shards(placeInShards([item('c', 1)], 100, locked))).toEqual({ 1: [], 2: ['c'] });
  });

  test('take a cluster that was known for other things where there is room, once shards are recorded', () => {
    const locked: Remembered = { known: () => true, shard: cluster => ({ a: 1, b: 2 })[cluster] };
    expect(shards(placeInShards([item('a', 80), item('b', 10), item('newly-selected', 10)], 100, locked))).toEqual({ 1: ['a'], 2: ['b', 'newly-selected'] });
  });

  const arbitraryItems = fc.uniqueArray(fc.record({ cluster: fc.stringMatching(/^[a-z]{1,3}$/), bytes: fc.integer({ min: 1, max: 60 }) }), {
    selector: ({ cluster }) => cluster, maxLength: 20,
  }).map(items => [...items].sort((a, b) => (a.cluster < b.cluster ? -1 : 1)));

  test('have each cluster once, sorted, and never more than fits unless it is one', () => {
    fc.assert(fc.property(arbitraryItems, items => {
      const { shards: all } = placeInShards(items, 100, NEW);
      expect(all.flatMap(({ clusters }) => clusters).sort()).toEqual(items.map(({ cluster }) => cluster));
      for (const { clusters, bytes } of all) {
        expect(clusters).toEqual([...clusters].sort());
        expect(bytes).toBe(items.filter(({ cluster }) => clusters.includes(cluster)).reduce((sum, own) => sum + own.bytes, 0));
        expect(bytes <= 100 || clusters.length === 1).toBe(true);
      }
    }));
  });

  test('do not lose a cluster to another when clusters come and go', () => {
    fc.assert(fc.property(arbitraryItems, arbitraryItems, (before, more) => {
      const first = placeInShards(before, 100, NEW);
      const shardOf = new Map(first.shards.flatMap(({ number, clusters }) => clusters.map(cluster => [cluster, number])));
      const several = first.shards.length > 1;
      const remembered: Remembered = { known: cluster => shardOf.has(cluster), shard: cluster => (several ? shardOf.get(cluster) : undefined) };
      const kept = before.filter((_, i) => i % 3 > 0);
      const added = more.filter(({ cluster }) => !shardOf.has(cluster));
      const after = [...kept, ...added].sort((a, b) => (a.cluster < b.cluster ? -1 : 1));
      const second = placeInShards(after, 100, remembered);
      expect(second.moved).toEqual([]);
      const now = new Map(second.shards.flatMap(({ number, clusters }) => clusters.map(cluster => [cluster, number])));
      kept.forEach(({ cluster }) => expect(now.get(cluster)).toBe(shardOf.get(cluster)));
    }));
  });
});
