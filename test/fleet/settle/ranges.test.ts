import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { RangeClaim } from '../../../lib/fleet';
import { settleRanges } from '../../../lib/fleet/settle/ranges';
import { FleetDeclaration } from '../../../lib/fleet/settle/settle';
import { Cidr } from '../../../lib/net';

type TerseClaim = Partial<Omit<RangeClaim, 'cidr'>> & { readonly cidr?: string };

const claim = ({ cidr, ...rest }: TerseClaim): RangeClaim => (
  { type: 'range', cluster: 'a', path: `acme/${rest.cluster ?? 'a'}`, space: 'pods', name: 'pods', ...(cidr === undefined ? {} : { cidr: Cidr.parse(cidr) }), ...rest });

interface Options {
  readonly pools?: readonly string[];
  readonly reserved?: readonly string[];
  readonly lock?: Readonly<Record<string, string>>;
  readonly retired?: readonly string[];
  /** Values that a merge left side by side, by owner and fact. */
  readonly merged?: Readonly<Record<string, readonly string[]>>;
}

function settled(claims: readonly TerseClaim[], options: Options = {}) {
  const { pools = ['10.0.0.0/14'], reserved = [], lock = {}, retired = [], merged = {} } = options;
  const { byCluster, conflicts, unmet } = settleRanges({
    name: 'acme', path: 'acme', fleets: ['acme'], hub: 'hub', clusters: [], acceptedOverlaps: [], lockName: 'lock', claims: claims.map(claim),
    pools: pools.map(text => Cidr.parse(text)), reserved: reserved.map(text => ({ name: text, cidr: Cidr.parse(text) })),
    lock: {
      facts: Object.entries(lock).map(([key, value]) => ({ owner: key.split(' ')[0], fact: key.split(' ')[1], value })), retired: new Set(retired),
      conflicts: Object.entries(merged).map(([key, values]) => ({ owner: key.split(' ')[0], fact: key.split(' ')[1], values })),
    },
  } satisfies FleetDeclaration);
  return {
    ranges: [...byCluster.values()].flat().map(r => `${r.cluster} ${r.name} ${r.cidr} ${r.origin}`).sort(),
    unusable: [...byCluster.values()].flat().map(r => r.unusable),
    conflicts,
    unmet: unmet.map(u => `${u.cluster} ${u.name} /${u.prefix} of ${u.pools.join()}`),
  };
}

const GLOBALNET = Cidr.parse('242.0.0.0/8');
const open = (cluster: string, prefix = 16): TerseClaim => ({ cluster, prefix });

describe('ranges', () => {
  test('come from the program, then from the lock, then from the plan by cluster name', () => {
    expect(settled([open('c'), open('b'), open('a'), { cluster: 'z', cidr: '10.0.0.0/16' }], { lock: { 'c range/pods': '10.2.0.0/16' } })).toEqual({
      ranges: ['a pods 10.1.0.0/16 plan', 'b pods 10.3.0.0/16 plan', 'c pods 10.2.0.0/16 lock', 'z pods 10.0.0.0/16 program'], unusable: [2, 2, 2, 2], conflicts: [], unmet: [],
    });
  });

  test.each<readonly [string, Parameters<typeof settled>[1]]>([
    ['reserved ranges', { reserved: ['10.0.0.0/15'] }],
    ['what the lock holds for others', { lock: { 'b range/nodes': '10.0.0.0/15' } }],
    ['what the lock holds in a list', { lock: { 'b range/nodes': '10.0.0.0/16, 10.1.0.0/16' } }],
    ['every value that a merge left of a fact', { merged: { 'b range/nodes': ['10.0.0.0/16', '10.1.0.0/16'] } }],
    ['what a retired cluster holds', { lock: { 'gone range/pods': '10.0.0.0/16', 'gone range/services': '10.1.0.0/20' }, retired: ['gone'] }],
  ])('go round %s', (_, options) => {
    expect(settled([open('a')], options).ranges).toEqual(['a pods 10.2.0.0/16 plan']);
  });

  test('go round what no machine can use', () => {
    expect(settled([open('a')], { pools: ['169.254.0.0/15'] }).ranges).toEqual(['a pods 169.255.0.0/16 plan']);
  });

  test('longer than an address is are unmet', () => {
    expect(settled([open('a', 64)])).toMatchObject({ ranges: [], unmet: ['a pods /64 of 10.0.0.0/14'] });
  });

  test('lose the first and the last address, unless who claims them knows better', () => {
    expect(settled([open('a'), { ...open('b'), unusable: 5 }]).unusable).toEqual([2, 5]);
  });

  test('of the program win over the lock, which keeps what it holds from others', () => {
    expect(settled([{ cidr: '10.1.0.0/16' }, open('b')], { lock: { 'a range/pods': '10.0.0.0/16' } }).ranges)
      .toEqual(['a pods 10.1.0.0/16 program', 'b pods 10.2.0.0/16 plan']);
  });

  test('that the plan has no room for are unmet, the others stand', () => {
    expect(settled([open('a', 15), open('b', 15), open('c', 16), open('d', 12)])).toMatchObject({
      ranges: ['a pods 10.0.0.0/15 plan', 'b pods 10.2.0.0/15 plan'], unmet: ['c pods /16 of 10.0.0.0/14', 'd pods /12 of 10.0.0.0/14'],
    });
  });

  test('are handed out by the same plan in either family', () => {
    expect(settled([open('a', 56), open('b', 56)], { pools: ['fd00::/48'] }).ranges).toEqual(['a pods fd00::/56 plan', 'b pods fd00:0:0:100::/56 plan']);
  });

  test('ignore a value in the lock that is no range, which a rule reports', () => {
    expect(settled([open('a')], { lock: { 'a range/pods': 'none' } }).ranges).toEqual(['a pods 10.0.0.0/16 plan']);
  });
});

describe('two claims on one range', () => {
  test.each<readonly [string, TerseClaim, TerseClaim]>([
    ['both open', {}, {}], ['both the same block', { cidr: '10.1.0.0/16' }, { cidr: '10.1.0.0/16' }],
    ['the same part', { within: 'nodes', partBits: 2, space: 'nodes' }, { within: 'nodes', partBits: 2, space: 'nodes' }],
  ])('are one when they agree: %s', (_, one, other) => {
    const result = settled([{ prefix: 16, ...one, path: 'x' }, { prefix: 16, ...other, path: 'y' }]);
    expect(result.conflicts).toEqual([]);
    expect(result.ranges.length).toBeLessThan(2);
  });

  test.each<readonly [string, TerseClaim, TerseClaim, string, string]>([
    ['two blocks', { cidr: '10.1.0.0/16' }, { cidr: '10.2.0.0/16' }, '10.1.0.0/16', '10.2.0.0/16'],
    ['two sizes', { prefix: 16 }, { prefix: 17 }, 'any /16', 'any /17'],
    ['a block and a size', { cidr: '10.1.0.0/16' }, { prefix: 16 }, '10.1.0.0/16', 'any /16'],
    ['two wholes', { within: 'nodes', partBits: 2 }, { within: 'more', partBits: 2 }, 'a part of nodes, 2 bits longer', 'a part of more, 2 bits longer'],
    ['two places', { prefix: 16, pools: [GLOBALNET] }, { prefix: 16 }, 'any /16 of 242.0.0.0/8', 'any /16'],
    ['several places', { prefix: 16, pools: [GLOBALNET] }, { prefix: 16, pools: [GLOBALNET, Cidr.parse('fd00::/48')] },
      'any /16 of 242.0.0.0/8', 'any /16 of 242.0.0.0/8, fd00::/48'],
    ['two sizes of part', { within: 'nodes', partBits: 2 }, { within: 'nodes', partBits: 3 }, 'a part of nodes, 2 bits longer', 'a part of nodes, 3 bits longer'],
  ])('are a conflict when they do not: %s', (_, one, other, first, second) => {
    const claims = [{ ...one, path: 'x' }, { ...other, path: 'y' }];
    const expected = [{ cluster: 'a', subject: 'range pods', parties: [{ path: 'x', value: first }, { path: 'y', value: second }] }];
    expect(settled(claims).conflicts).toEqual(expected);
    expect(settled([...claims].reverse()).conflicts).toEqual(expected);
  });
});

describe('parts of a range', () => {
  const part = (name: string, more: TerseClaim = {}): TerseClaim => ({ name, space: 'nodes', within: 'nodes', partBits: 2, ...more });
  const whole: TerseClaim = { name: 'nodes', space: 'nodes', prefix: 16 };

  test('divide it by name, round those that are written or locked', () => {
    expect(settled([part('d'), part('c'), whole, part('b'), part('a', { partBits: undefined, cidr: '10.0.64.0/18' })], {
      lock: { 'a range/c': '10.0.0.0/18', 'a range/nodes': '10.0.0.0/16' },
    }).ranges).toEqual([
      'a a 10.0.64.0/18 program', 'a b 10.0.128.0/18 plan', 'a c 10.0.0.0/18 lock', 'a d 10.0.192.0/18 plan', 'a nodes 10.0.0.0/16 lock',
    ]);
  });

  test('are unmet when it is full, and left out when it is missing', () => {
    expect(settled([whole, ...['a', 'b', 'c', 'd', 'e'].map(name => part(name))]).unmet).toEqual(['a e /18 of 10.0.0.0/16']);
    expect(settled([part('a')])).toEqual({ ranges: [], unusable: [], conflicts: [], unmet: [] });
  });

  test('keep to the range of their own cluster', () => {
    expect(settled(['b', 'a'].flatMap(cluster => [{ ...whole, cluster }, part('x', { cluster })])).ranges).toEqual([
      'a nodes 10.0.0.0/16 plan', 'a x 10.0.0.0/18 plan', 'b nodes 10.1.0.0/16 plan', 'b x 10.1.0.0/18 plan',
    ]);
  });
});

test('what a mesh uses for itself is never handed out, and a range with pools of its own is taken from those', () => {
  const { byCluster } = settleRanges({
    name: 'acme', path: 'acme', fleets: ['acme'], hub: 'hub', clusters: [], acceptedOverlaps: [], lockName: 'lock', reserved: [], pools: [Cidr.parse('240.0.0.0/7')],
    lock: { facts: [], retired: new Set(), conflicts: [] },
    claims: [
      claim(open('a')), claim({ ...open('a'), name: 'globalnet', space: 'globalnet', pools: [Cidr.parse('242.0.0.0/8')] }),
      {
        type: 'mesh-member', cluster: 'a', path: 'acme/net',
        mesh: { name: 'net', kind: 'Tunnels', disjoint: ['globalnet'], reserved: [{ name: 'its tunnels', cidr: Cidr.parse('240.0.0.0/8') }] },
      },
    ],
  });
  expect(byCluster.get('a')!.map(({ name, cidr }) => `${name} ${cidr}`)).toEqual(['globalnet 242.0.0.0/16', 'pods 241.0.0.0/16']);
});

describe('ranges with pools of their own', () => {
  const global = (cluster: string, more: TerseClaim = {}): TerseClaim => ({ cluster, name: 'globalnet', space: 'globalnet', prefix: 16, pools: [GLOBALNET], ...more });

  test('come from those, by cluster name, and leave the plan to others', () => {
    expect(settled([global('b'), open('b'), global('a'), open('a')])).toEqual({
      ranges: ['a globalnet 242.0.0.0/16 plan', 'a pods 10.0.0.0/16 plan', 'b globalnet 242.1.0.0/16 plan', 'b pods 10.1.0.0/16 plan'],
      unusable: [2, 2, 2, 2], conflicts: [], unmet: [],
    });
  });

  test('need no plan', () => {
    expect(settled([global('a')], { pools: [] })).toMatchObject({ ranges: ['a globalnet 242.0.0.0/16 plan'], unmet: [] });
  });

  test('say in the model where they are from', () => {
    const { byCluster } = settleRanges({
      name: 'acme', path: 'acme', fleets: ['acme'], hub: 'hub', clusters: [], acceptedOverlaps: [], lockName: 'lock', reserved: [], pools: [Cidr.parse('10.0.0.0/8')],
      lock: { facts: [{ owner: 'b', fact: 'range/globalnet', value: '242.7.0.0/16' }], retired: new Set(), conflicts: [] },
      claims: [global('a'), global('b'), open('a')].map(claim),
    });
    const of = (cluster: string) => byCluster.get(cluster)!.map(({ name, origin, pools }) => [name, origin, pools?.map(String)]);
    expect([of('a'), of('b')]).toEqual([[['globalnet', 'plan', ['242.0.0.0/8']], ['pods', 'plan', undefined]], [['globalnet', 'lock', ['242.0.0.0/8']]]]);
  });

  test('are kept by the lock, so that a cluster which is inserted before moves none', () => {
    const before = settled([global('b'), global('c')]).ranges;
    expect(before).toEqual(['b globalnet 242.0.0.0/16 plan', 'c globalnet 242.1.0.0/16 plan']);
    const lock = { 'b range/globalnet': '242.0.0.0/16', 'c range/globalnet': '242.1.0.0/16' };
    expect(settled([global('a'), global('b'), global('c')], { lock }).ranges).toEqual([
      'a globalnet 242.2.0.0/16 plan', 'b globalnet 242.0.0.0/16 lock', 'c globalnet 242.1.0.0/16 lock',
    ]);
  });

  test('are kept by the lock when the pools change, and stay where they are outside of them', () => {
    expect(settled([global('a', { pools: [Cidr.parse('243.0.0.0/8')] })], { lock: { 'a range/globalnet': '242.9.0.0/16' } }).ranges)
      .toEqual(['a globalnet 242.9.0.0/16 lock']);
  });

  test('go round what is written, and are what the program says where it says something', () => {
    expect(settled([global('a'), global('b', { prefix: undefined, cidr: '242.0.0.0/16' })], { reserved: ['242.1.0.0/16'] }).ranges)
      .toEqual(['a globalnet 242.2.0.0/16 plan', 'b globalnet 242.0.0.0/16 program']);
  });

  test('that their pools have no room for are unmet, though the plan has some', () => {
    const pools = [Cidr.parse('242.0.0.0/16')];
    expect(settled([global('a', { pools }), global('b', { pools }), open('c')])).toMatchObject({
      ranges: ['a globalnet 242.0.0.0/16 plan', 'c pods 10.0.0.0/16 plan'], unmet: ['b globalnet /16 of 242.0.0.0/16'],
    });
  });

  test('never share an address with those of pools that overlap, the plan among them', () => {
    const [wide, narrow] = [['242.0.0.0/14'], ['242.0.0.0/15', '242.3.0.0/16']].map(blocks => blocks.map(text => Cidr.parse(text)));
    expect(settled([
      global('a', { pools: wide }), global('b', { pools: narrow }), global('c', { pools: wide }), open('d'),
    ], { pools: ['242.0.0.0/14'] }).ranges).toEqual([
      'a globalnet 242.1.0.0/16 plan', 'b globalnet 242.3.0.0/16 plan', 'c globalnet 242.2.0.0/16 plan', 'd pods 242.0.0.0/16 plan',
    ]);
  });
});

test('whatever pools claims have, no address is given twice, all lie in their own pools, and none moves when a cluster is inserted', () => {
  const blocks = ['242.0.0.0/14', '242.0.0.0/15', '242.1.0.0/16', '242.2.0.0/15', '10.0.0.0/14', '10.2.0.0/15', '10.64.0.0/16'].map(text => Cidr.parse(text));
  const pools = fc.option(fc.uniqueArray(fc.constantFrom(...blocks), { minLength: 1, maxLength: 3, selector: String, comparator: (a, b) => a === b })
    .filter(all => all.every((block, i) => !all.slice(0, i).some(other => other.overlaps(block)))), { nil: undefined });
  const some = fc.record({ cluster: fc.constantFrom('b', 'c', 'd', 'e'), name: fc.constantFrom('pods', 'globalnet', 'clusterset'), prefix: fc.integer({ min: 15, max: 19 }), pools });
  const claims = fc.uniqueArray(some, { selector: c => `${c.cluster} ${c.name}`, maxLength: 10 });
  const inTwoOrders = claims.chain(all => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
  fc.assert(fc.property(inTwoOrders, some, ([all, shuffled], more) => {
    const first = settled(all);
    expect(settled(shuffled)).toEqual(first);
    expect(first.conflicts).toEqual([]);
    expect(first.ranges.length + first.unmet.length).toBe(all.length);
    const ranges = first.ranges.map(text => text.split(' ')).map(([cluster, name, text]) => ({ cluster, name, cidr: Cidr.parse(text) }));
    ranges.forEach(({ cluster, name, cidr }, i) => {
      const own = all.find(c => c.cluster === cluster && c.name === name)!;
      expect((own.pools ?? [Cidr.parse('10.0.0.0/14')]).filter(pool => pool.contains(cidr))).toHaveLength(1);
      expect(cidr.prefix).toBe(own.prefix);
      expect(ranges.slice(0, i).filter(other => other.cidr.overlaps(cidr))).toEqual([]);
    });
    const lock = Object.fromEntries(ranges.map(({ cluster, name, cidr }) => [`${cluster} range/${name}`, cidr.toString()]));
    const again = settled([{ ...more, cluster: 'a' }, ...shuffled], { lock }).ranges.filter(text => !text.startsWith('a '));
    expect(again.filter(text => text.endsWith(' lock'))).toEqual(first.ranges.map(text => text.replace(/plan$/, 'lock')));
  }), { numRuns: 300 });
});

test('what is handed out overlaps nothing, lies in a pool, and does not depend on the order of claims', () => {
  const cluster = fc.constantFrom('a', 'b', 'c', 'd');
  const block = fc.constantFrom('10.0.0.0/16', '10.1.0.0/17', '10.2.0.0/15', '10.3.128.0/20', '172.16.0.0/16');
  const claims = fc.uniqueArray(fc.record({ cluster, name: fc.constantFrom('pods', 'services'), prefix: fc.integer({ min: 15, max: 20 }) }), { selector: c => `${c.cluster} ${c.name}` });
  fc.assert(fc.property(
    claims.chain(all => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), fc.array(block, { maxLength: 2 }), fc.dictionary(cluster.map(c => `${c} range/pods`), block),
    ([all, shuffled], reserved, lock) => {
      const result = settled(all, { reserved, lock });
      expect(settled(shuffled, { reserved, lock })).toEqual(result);
      const ranges = result.ranges.map(text => text.split(' '));
      const taken = [...reserved, ...Object.values(lock)].map(text => Cidr.parse(text));
      const handedOut = ranges.filter(([, , , origin]) => origin === 'plan').map(([, , text]) => Cidr.parse(text));
      handedOut.forEach((range, i) => {
        expect(Cidr.parse('10.0.0.0/14').contains(range)).toBe(true);
        expect([...taken, ...handedOut.slice(0, i)].filter(other => other.overlaps(range))).toEqual([]);
      });
      expect(result.ranges.length + result.unmet.length).toBe(all.length);
    },
  ), { numRuns: 300 });
});
