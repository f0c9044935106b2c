import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { buildModel, messages, TerseFleet } from './model-builder';
import { overlappingRanges } from '../../../lib/fleet/rules/overlapping-ranges';
import { Cidr } from '../../../lib/net';

const same = { ranges: { pods: '10.0.0.0/16' } };

describe('passes', () => {
  test.each<[string, TerseFleet]>([
    ['ranges that touch', { clusters: { eu: { ranges: { pods: '10.0.0.0/16' } }, us: { ranges: { pods: '10.1.0.0/16' } } } }],
    ['overlaps that nobody routes between', { clusters: { eu: same, us: same }, domains: { a: ['eu'], b: ['us'] } }],
    ['overlaps of clusters without any domain', { clusters: { eu: same, us: same }, domains: {} }],
    ['a chain of domains: the ends do not meet', {
      clusters: { a: same, b: {}, c: {}, d: same }, domains: { ab: ['a', 'b'], bc: ['b', 'c'], cd: ['c', 'd'] },
    }],
    ['accepted overlaps', { clusters: { eu: same, us: same }, accepted: [['eu pods', 'us pods']] }],
    ['overlaps accepted in the other order', { clusters: { eu: same, us: same }, accepted: [['us pods', 'eu pods']] }],
    ['overlaps within one cluster, which another rule reports', { clusters: { eu: { ranges: { pods: '10.0.0.0/16', services: '10.0.0.0/20' } } } }],
    ['parts, because the whole is compared', {
      clusters: { eu: { ranges: { 'nodes': '10.0.0.0/16', 'subnet/a': { cidr: '10.0.0.0/24', within: 'nodes' } } }, us: { ranges: { nodes: '10.1.0.0/16' } } },
    }],
    ['blocks that the plan handed out in two branches, which lock-conflict reports', {
      clusters: { eu: { ranges: { pods: { cidr: '10.0.0.0/16', origin: 'lock' } } }, us: { ranges: { pods: { cidr: '10.0.0.0/16', origin: 'lock' } } } },
      pools: ['10.0.0.0/8'],
    }],
    ['an IPv4 and an IPv6 range with the same leading bits', { clusters: { eu: { ranges: { pods: '253.0.0.0/8' } }, us: { ranges: { pods: 'fd00::/8' } } } }],
  ])('%s', (_, fleet) => {
    expect(messages(overlappingRanges, fleet)).toEqual([]);
  });
});

describe('fails', () => {
  test('fails when two clusters of one domain overlap', () => {
    expect(messages(overlappingRanges, { clusters: { eu: same, us: same } })).toEqual([
      'eu pods 10.0.0.0/16 overlaps us pods 10.0.0.0/16, and both are in routing domain fleet: move us pods to another block',
    ]);
  });

  test('fails when different spaces of two clusters overlap', () => {
    expect(messages(overlappingRanges, { clusters: { eu: { ranges: { pods: '10.0.0.0/8' } }, us: { ranges: { services: '10.96.0.0/12' } } } })).toEqual([
      'eu pods 10.0.0.0/8 overlaps us services 10.96.0.0/12, and both are in routing domain fleet: move us services to another block',
    ]);
  });

  test('fails for IPv6', () => {
    expect(messages(overlappingRanges, { clusters: { eu: { ranges: { 'pods-2': 'fd00::/56' } }, us: { ranges: { 'pods-2': 'fd00::/48' } } } })).toEqual([
      'eu pods-2 fd00::/56 overlaps us pods-2 fd00::/48, and both are in routing domain fleet: move us pods-2 to another block',
    ]);
  });

  test('fails when a third cluster routes to both, and names it with its domains', () => {
    expect(messages(overlappingRanges, { clusters: { eu: same, hub: {}, us: same }, domains: { east: ['hub', 'us'], west: ['eu', 'hub'] } })).toEqual([
      'eu pods 10.0.0.0/16 overlaps us pods 10.0.0.0/16, and hub routes to both (routing domains west and east): move us pods to another block',
    ]);
  });

  test('names the first of several routers', () => {
    const domains = { east: ['us', 'z-hub', 'm-hub'], west: ['eu', 'z-hub', 'm-hub'] };
    expect(messages(overlappingRanges, { clusters: { 'eu': same, 'us': same, 'z-hub': {}, 'm-hub': {} }, domains })[0]).toContain('m-hub routes to both');
  });

  test('names the first of several routers in different domains', () => {
    const clusters = { 'eu': same, 'us': same, 'z-hub': {}, 'm-hub': {} };
    const domains = { e1: ['us', 'z-hub'], e2: ['m-hub', 'us'], w1: ['eu', 'z-hub'], w2: ['eu', 'm-hub'] };
    expect(messages(overlappingRanges, { clusters, domains })[0]).toContain('m-hub routes to both (routing domains w2 and e2)');
  });

  test('a domain of both is named before a router', () => {
    const domains = { east: ['hub', 'us'], mesh: ['eu', 'us'], west: ['eu', 'hub'] };
    expect(messages(overlappingRanges, { clusters: { eu: same, hub: {}, us: same }, domains })).toEqual([
      'eu pods 10.0.0.0/16 overlaps us pods 10.0.0.0/16, and both are in routing domain mesh: move us pods to another block',
    ]);
  });

  test('reports a pair of several common domains once', () => {
    expect(messages(overlappingRanges, { clusters: { eu: same, hub: {}, us: same }, domains: { a: ['eu', 'us'], b: ['eu', 'hub', 'us'] } })).toHaveLength(1);
  });

  test('an acceptance covers the ranges it names and no others', () => {
    const both = { ranges: { pods: '10.0.0.0/16', services: '10.1.0.0/20' } };
    expect(messages(overlappingRanges, { clusters: { eu: both, us: both }, accepted: [['eu pods', 'us pods']] })).toEqual([
      'eu services 10.1.0.0/20 overlaps us services 10.1.0.0/20, and both are in routing domain fleet: move us services to another block',
    ]);
  });

  test('proposes one free block for each range that must move', () => {
    expect(messages(overlappingRanges, {
      clusters: { a: same, b: same, c: same }, pools: ['10.0.0.0/8'], reserved: { office: '10.1.0.0/16' }, lock: { gone: { 'range/pods': '10.2.0.0/16' } },
    })).toEqual([
      'a pods 10.0.0.0/16 overlaps b pods 10.0.0.0/16, and both are in routing domain fleet: move b pods to another block (10.3.0.0/16 is free in the plan)',
      'a pods 10.0.0.0/16 overlaps c pods 10.0.0.0/16, and both are in routing domain fleet: move c pods to another block (10.4.0.0/16 is free in the plan)',
      'b pods 10.0.0.0/16 overlaps c pods 10.0.0.0/16, and both are in routing domain fleet: move c pods to another block (10.4.0.0/16 is free in the plan)',
    ]);
  });

  test('moves what the lock does not hold yet', () => {
    expect(messages(overlappingRanges, { clusters: { eu: same, us: same }, lock: { us: { 'range/pods': '10.0.0.0/16' } } })[0]).toMatch(/: move eu pods to another block$/);
  });

  test('releases a block of the lock, because the program does not hold its value', () => {
    const locked = { ranges: { pods: { cidr: '10.0.0.0/16', origin: 'lock' } } } as const;
    expect(messages(overlappingRanges, { clusters: { eu: same, us: locked }, pools: ['10.0.0.0/8'] })).toEqual([
      'eu pods 10.0.0.0/16 overlaps us pods 10.0.0.0/16, and both are in routing domain fleet: '
      + 'if us does not run yet, run `npx cdk8s-fleet lock release us range/pods` and the plan hands out another block; if it does, '
      + 'take one of the two out of the routing domain, or write down in acceptedOverlaps why it does no harm',
    ]);
  });

  test('blocks of the lock outside of every pool were not handed out, so they are compared', () => {
    const locked = { ranges: { pods: { cidr: '192.168.0.0/16', origin: 'lock' } } } as const;
    expect(messages(overlappingRanges, { clusters: { eu: locked, us: locked }, pools: ['10.0.0.0/8'] })).toHaveLength(1);
  });

  test('names clusters and paths of both sides', () => {
    const [finding] = overlappingRanges.check(buildModel({ clusters: { us: same, eu: same } }));
    expect(finding).toMatchObject({ code: 'overlapping-ranges', severity: 'error', clusters: ['eu', 'us'], paths: ['acme/eu', 'acme/us'] });
  });
});

describe('agrees with', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const block = fc.tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 28, max: 32 }))
    .map(([address, prefix]) => `10.0.0.${address - address % 2 ** (32 - prefix)}/${prefix}`);
  const fleets = fc.record({
    ranges: fc.array(fc.record({ cluster: fc.constantFrom(...names), name: fc.constantFrom('pods', 'services', 'nodes'), block }), { maxLength: 10 }),
    domains: fc.array(fc.subarray(names), { maxLength: 4 }),
    accepted: fc.array(fc.tuple(fc.constantFrom<string[]>('a pods', 'b pods', 'c services'), fc.constantFrom<string[]>('b services', 'd pods', 'a nodes')), { maxLength: 2 }),
  });

  test('an oracle that looks at every address and asks every cluster for its routes', () => {
    fc.assert(fc.property(fleets, ({ ranges, domains, accepted }) => {
      const clusters = Object.fromEntries(names.map(name => [name, {
        ranges: Object.fromEntries(ranges.filter(range => range.cluster === name).map(range => [range.name, range.block])),
      }]));
      const model = buildModel({ clusters, domains: Object.fromEntries(domains.map((members, i) => [`d${i}`, members])), accepted });
      const all = model.clusters.flatMap(cluster => cluster.ranges);
      const expected = all.flatMap(a => all.filter(b => a.cluster < b.cluster
        && addresses(a.cidr).some(address => addresses(b.cidr).includes(address))
        && names.some(router => canReach(domains, router, a.cluster) && canReach(domains, router, b.cluster))
        && !accepted.some(pair => pair.includes(`${a.cluster} ${a.name}`) && pair.includes(`${b.cluster} ${b.name}`)),
      ).map(b => `${a.cluster} ${a.name} ${a.cidr} overlaps ${b.cluster} ${b.name} ${b.cidr}`));
      expect(overlappingRanges.check(model).map(finding => finding.message.split(',')[0]).sort()).toEqual(expected.sort());
    }), { numRuns: 500 });
  });

  test('itself when the program is written in another order', () => {
    const fleet = (reverse: boolean): TerseFleet => {
      const order = <T>(record: Record<string, T>): Record<string, T> => {
        const entries = Object.entries(record);
        return Object.fromEntries(reverse ? entries.reverse() : entries);
      };
      const twice = { ranges: order({ pods: '10.0.0.0/16', services: '10.1.0.0/20' }) };
      return { clusters: order({ a: twice, b: twice, c: twice, d: twice }), domains: order({ x: ['a', 'b', 'c'], y: ['c', 'd'] }), pools: ['10.0.0.0/8'] };
    };
    expect(messages(overlappingRanges, fleet(true))).toEqual(messages(overlappingRanges, fleet(false)));
    // Of a and d only c knows.
    expect(messages(overlappingRanges, fleet(false))).toHaveLength(12);
  });
});

test('isolated clusters with the same ranges cost no more than their number', () => {
  const clusters = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`c${i}`, same]));
  const domains = Object.fromEntries(Object.keys(clusters).map(name => [name, [name]]));
  const model = buildModel({ clusters, domains });
  let reads = 0;
  const counted = model.clusters.map(cluster => ({
    ...cluster,
    ranges: cluster.ranges.map(range => new Proxy(range, {
      get: (target, key) => {
        reads += 1;
        return Reflect.get(target, key);
      },
    })),
  }));
  expect(overlappingRanges.check({ ...model, clusters: counted })).toEqual([]);
  // Sorting reads each range a few dozen times; comparing all pairs would read each 3,000 times.
  expect(reads / 3000).toBeLessThan(150);
});

function addresses(cidr: Cidr): readonly string[] {
  return Array.from({ length: Number(cidr.size) }, (_, i) => cidr.address(i));
}

function canReach(domains: readonly (readonly string[])[], from: string, to: string): boolean {
  return from === to || domains.some(members => members.includes(from) && members.includes(to));
}

test('moves neither of two clusters that run: the lock holds both', () => {
  expect(messages(overlappingRanges, {
    clusters: { eu: { ranges: { pods: '10.0.0.0/16' } }, us: { ranges: { pods: '10.0.0.0/16' } } },
    lock: { eu: { 'range/pods': '10.0.0.0/16' }, us: { 'range/pods': '10.0.0.0/16' } },
  })).toEqual([
    'eu pods 10.0.0.0/16 overlaps us pods 10.0.0.0/16, and both are in routing domain fleet: if us does not run yet, run '
    + '`npx cdk8s-fleet lock release us range/pods` and write another block; if it does, take one of the two out of the routing domain, '
    + 'or write down in acceptedOverlaps why it does no harm',
  ]);
});

test('says nothing of a range that was just changed against the lock, which has a finding of its own', () => {
  expect(messages(overlappingRanges, {
    clusters: { eu: { ranges: { pods: '10.0.0.0/16' } }, us: { ranges: { pods: '10.0.0.0/16' } } },
    lock: { eu: { 'range/pods': '10.0.0.0/16' }, us: { 'range/pods': '10.9.0.0/16' } },
  })).toEqual([]);
});

describe('of members of a mesh', () => {
  const translating = { name: 'net', kind: 'Submariner', members: ['eu', 'us'], disjoint: ['globalnet'] as const };
  const plain = { ...translating, disjoint: ['pods', 'services', 'nodes'] as const };
  const alike = { pods: '10.0.0.0/16', services: '10.1.0.0/20', nodes: '10.2.0.0/16' };
  const locked = { eu: { 'range/pods': '10.0.0.0/16' }, us: { 'range/pods': '10.0.0.0/16' } };

  test.each<[string, TerseFleet]>([
    ['equal ranges where the mesh translates addresses', { clusters: { eu: { ranges: alike }, us: { ranges: alike } }, meshes: [translating] }],
    ['the same where routing domains are named, and none joins the two', {
      clusters: { eu: { ranges: alike }, us: { ranges: alike } }, meshes: [translating], domains: { a: ['eu'], b: ['us'] },
    }],
    ['the same beside a cluster of no mesh that would reach both', { clusters: { eu: { ranges: alike }, us: { ranges: alike }, hub: {} }, meshes: [translating] }],
    ['the same beside a member that shares another mesh with one of them', {
      clusters: { eu: { ranges: alike }, us: { ranges: alike }, hub: {} }, meshes: [translating, { ...plain, name: 'edge', members: ['eu', 'hub'] }],
    }],
    ['global blocks that differ', {
      clusters: { eu: { ranges: { ...alike, globalnet: '242.0.0.0/16' } }, us: { ranges: { ...alike, globalnet: '242.1.0.0/16' } } }, meshes: [translating],
    }],
    ['equal global blocks of two meshes that nobody is in both of', {
      clusters: Object.fromEntries(['eu', 'us', 'ca', 'br'].map((name, i) => [name, { ranges: { globalnet: `242.${i % 2}.0.0/16` } }])),
      meshes: [translating, { ...translating, name: 'more', members: ['ca', 'br'] }],
    }],
    ['imported services with the same addresses, where the mesh keeps them in each member', {
      clusters: { eu: { ranges: { clusterset: '243.0.0.0/16' } }, us: { ranges: { clusterset: '243.0.0.0/16' } } }, meshes: [translating],
    }],
    ['a global block that its own pods have, which another rule reports', { clusters: { eu: { ranges: { pods: '242.0.0.0/16', globalnet: '242.0.0.0/16' } }, us: {} }, meshes: [translating] }],
  ])('passes: %s', (_, fleet) => {
    expect(messages(overlappingRanges, fleet)).toEqual([]);
  });

  test.each<[string, TerseFleet, readonly string[]]>([
    ['fails in a mesh that shows addresses as they are', { clusters: { eu: same, us: same }, meshes: [plain] }, [
      'eu pods 10.0.0.0/16 overlaps us pods 10.0.0.0/16, and both are members of mesh net (Submariner): move us pods to another block, '
      + 'or have the mesh translate addresses',
    ]],
    ['fails in such a mesh, for clusters that run', { clusters: { eu: same, us: same }, meshes: [plain], lock: locked }, [
      'eu pods 10.0.0.0/16 overlaps us pods 10.0.0.0/16, and both are members of mesh net (Submariner): if us does not run yet, run '
      + '`npx cdk8s-fleet lock release us range/pods` and write another block; if it does, take one of the two out of the mesh, '
      + 'or write down in acceptedOverlaps why it does no harm, or have the mesh translate addresses',
    ]],
    ['fails in such a mesh, whatever routing domains there are', { clusters: { eu: same, us: same }, meshes: [plain], domains: {} }, [
      'eu pods 10.0.0.0/16 overlaps us pods 10.0.0.0/16, and both are members of mesh net (Submariner): move us pods to another block, '
      + 'or have the mesh translate addresses',
    ]],
    ['fails in a routing domain that people name: those addresses are not translated', {
      clusters: { eu: same, us: same }, meshes: [translating], domains: { vpn: ['eu', 'us'] },
    }, ['eu pods 10.0.0.0/16 overlaps us pods 10.0.0.0/16, and both are in routing domain vpn: move us pods to another block']],
    ['names the routing domain where both it and the mesh join the two: to leave the mesh would not help', {
      clusters: { eu: same, us: same }, meshes: [plain], domains: { vpn: ['eu', 'us'] },
    }, ['eu pods 10.0.0.0/16 overlaps us pods 10.0.0.0/16, and both are in routing domain vpn: move us pods to another block']],
    ['fails for equal global blocks, and proposes one of the mesh', {
      clusters: {
        eu: { ranges: { globalnet: { cidr: '242.0.0.0/16', pools: ['242.0.0.0/8'] } } }, us: { ranges: { globalnet: { cidr: '242.0.0.0/16', pools: ['242.0.0.0/8'] } } },
      },
      meshes: [translating],
      pools: ['10.0.0.0/8'],
    }, [
      'eu globalnet 242.0.0.0/16 overlaps us globalnet 242.0.0.0/16, and both are members of mesh net (Submariner): '
      + 'move us globalnet to another block (242.1.0.0/16 is free in 242.0.0.0/8)',
    ]],
    ['fails for a global block with addresses that another member has itself', {
      clusters: { eu: { ranges: { globalnet: '242.0.0.0/16' } }, us: { ranges: { pods: '242.0.0.0/15' } } }, meshes: [translating],
    }, ['eu globalnet 242.0.0.0/16 overlaps us pods 242.0.0.0/15, and both are members of mesh net (Submariner): move us pods to another block']],
    ['fails between a member and a cluster of no mesh', { clusters: { eu: same, hub: same, us: same }, meshes: [translating] }, [
      'eu pods 10.0.0.0/16 overlaps hub pods 10.0.0.0/16, and both are in routing domain fleet: move hub pods to another block',
      'hub pods 10.0.0.0/16 overlaps us pods 10.0.0.0/16, and both are in routing domain fleet: move us pods to another block',
    ]],
    ['fails between the global block of a member and a cluster of no mesh, whose addresses the member sees', {
      clusters: { eu: { ranges: { globalnet: '242.0.0.0/16' } }, hub: { ranges: { pods: '242.0.0.0/16' } }, us: {} }, meshes: [translating],
    }, ['eu globalnet 242.0.0.0/16 overlaps hub pods 242.0.0.0/16, and both are in routing domain fleet: move hub pods to another block']],
    ['fails for members of two meshes with one member in both', {
      clusters: { eu: same, hub: {}, us: same },
      meshes: [{ ...plain, name: 'a', members: ['eu', 'hub'] }, { ...plain, name: 'b', members: ['hub', 'us'] }],
      domains: {},
    }, [
      'eu pods 10.0.0.0/16 overlaps us pods 10.0.0.0/16, and hub routes to both (meshes a and b): move us pods to another block, '
      + 'or have the mesh translate addresses',
    ]],
    ['fails for global blocks of two meshes with one member in both', {
      clusters: { eu: { ranges: { globalnet: '242.0.0.0/16' } }, hub: {}, us: { ranges: { globalnet: '242.0.0.0/16' } } },
      meshes: [{ ...translating, name: 'a', members: ['eu', 'hub'] }, { ...translating, name: 'b', members: ['hub', 'us'] }],
    }, ['eu globalnet 242.0.0.0/16 overlaps us globalnet 242.0.0.0/16, and hub routes to both (meshes a and b): move us globalnet to another block']],
    ['fails for what a cluster reaches by a mesh and by a routing domain', {
      clusters: { eu: same, hub: {}, us: same }, meshes: [{ ...plain, name: 'a', members: ['eu', 'hub'] }], domains: { b: ['hub', 'us'] }, lock: locked,
    }, [
      'eu pods 10.0.0.0/16 overlaps us pods 10.0.0.0/16, and hub routes to both (mesh a and routing domain b): if us does not run yet, run '
      + '`npx cdk8s-fleet lock release us range/pods` and write another block; if it does, take one of the two out of the mesh or the routing domain, '
      + 'or write down in acceptedOverlaps why it does no harm, or have the mesh translate addresses',
    ]],
  ])('%s', (_, fleet, expected) => {
    expect(messages(overlappingRanges, fleet)).toEqual(expected);
  });

  test('global blocks of the lock that lie in the pool of the mesh were handed out, which lock-conflict reports', () => {
    const globalnet = (pools?: readonly string[]) => ({ ranges: { globalnet: { cidr: '242.0.0.0/16', origin: 'lock' as const, pools } } });
    const fleet = (pools?: readonly string[]): TerseFleet => ({ clusters: { eu: globalnet(pools), us: globalnet(pools) }, meshes: [translating], pools: ['10.0.0.0/8'] });
    expect(messages(overlappingRanges, fleet(['242.0.0.0/8']))).toEqual([]);
    expect(messages(overlappingRanges, fleet(['242.128.0.0/9']))).toEqual([
      'eu globalnet 242.0.0.0/16 overlaps us globalnet 242.0.0.0/16, and both are members of mesh net (Submariner): if us does not run yet, run '
      + '`npx cdk8s-fleet lock release us range/globalnet` and it is given another block of 242.128.0.0/9; if it does, '
      + 'take one of the two out of the mesh, or write down in acceptedOverlaps why it does no harm',
    ]);
    expect(messages(overlappingRanges, fleet())).toHaveLength(1);
  });
});
