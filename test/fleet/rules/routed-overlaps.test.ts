import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { buildModel, TerseFleet } from './model-builder';
import { AddressRange, AddressSpace, FleetModel } from '../../../lib/fleet/model';
import { routedOverlaps } from '../../../lib/fleet/rules/routed-overlaps';
import { Routing } from '../../../lib/fleet/rules/routing';
import { Cidr } from '../../../lib/net';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];
const SPACES: readonly AddressSpace[] = ['pods', 'services', 'nodes', 'globalnet', 'clusterset'];

type Joined = Pick<FleetModel, 'domains' | 'meshes'>;

const block = fc.tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 28, max: 32 }))
  .map(([address, prefix]) => Cidr.parse(`10.0.0.${address - address % 2 ** (32 - prefix)}/${prefix}`));
const ranges = fc.uniqueArray(fc.record({ cluster: fc.constantFrom(...NAMES), space: fc.constantFrom(...SPACES), cidr: block }), {
  maxLength: 12, selector: ({ cluster, space }) => `${cluster} ${space}`,
}).map(all => all.map((range): AddressRange => ({ ...range, name: range.space, path: range.cluster, unusable: 2, origin: 'program' })));
// Domains and meshes of the same names, so that nothing takes one for the other.
const named = fc.array(fc.subarray(NAMES), { maxLength: 3 }).map(all => all.map((clusters, i) => ({ name: `n${i}`, clusters })));
const meshes = fc.array(fc.record({ members: fc.subarray(NAMES), disjoint: fc.subarray([...SPACES]) }), { maxLength: 3 })
  .map(all => all.map((mesh, i) => ({ ...mesh, name: `n${i}`, path: `n${i}`, kind: 'Tunnels', reserved: [] })));
const impliedOf = (...fleets: readonly (readonly string[])[]): FleetModel['domains'] => fleets.map((clusters, i) => ({ name: `fleet${i}`, clusters, isImplied: true }));

describe('agree with an oracle that looks at every address and asks every cluster what it sees', () => {
  test.each<[string, fc.Arbitrary<FleetModel['domains']>]>([
    ['routing domains that people name', named],
    ['what is taken for granted', fc.constant(impliedOf(NAMES))],
    ['fleets that links join', named.map(links => [...links, ...impliedOf(['a', 'b', 'c'], ['d', 'e', 'f'])])],
  ])('%s, and meshes', (_, domains) => {
    fc.assert(fc.property(fc.record({ domains, meshes }), ranges, (joined, all) => {
      const expected = all.flatMap(x => all.filter(y => x.cluster < y.cluster && x.cidr.overlaps(y.cidr)
        && NAMES.some(router => sees(joined, router, x, y) && sees(joined, router, y, x))).map(y => `${x.cluster} ${x.name} ${y.cluster} ${y.name}`));
      const found = routedOverlaps(new Routing(joined), all);
      expect(found.map(({ pair: [x, y] }) => `${x.cluster} ${x.name} ${y.cluster} ${y.name}`)).toEqual(expected.sort());
      for (const { pair: [x, y], route: { router, networks } } of found) {
        expect(sees(joined, router, x, y) && sees(joined, router, y, x)).toBe(true);
        // Who is named is in what is named.
        expect(networks.every(({ clusters }) => clusters.has(router))).toBe(true);
        expect(networks[0].clusters.has(x.cluster) && networks[networks.length - 1].clusters.has(y.cluster)).toBe(true);
        expect(networks.length).toBe(router === x.cluster || router === y.cluster ? 1 : 2);
      }
    }), { numRuns: 1500 });
  });
});

/** Whether a cluster sees a range of a pair: its own, one that a domain or a mesh shows it, or one that is taken for granted. */
function sees({ domains, meshes: all }: Joined, router: string, range: AddressRange, other: AddressRange): boolean {
  const joins = (clusters: readonly string[]): boolean => clusters.includes(router) && clusters.includes(range.cluster);
  const isRouted = ['pods', 'services', 'nodes'].includes(range.space);
  return router === range.cluster
    || domains.some(({ clusters, isImplied = false }) => !isImplied && isRouted && joins(clusters))
    || all.some(({ members, disjoint }) => disjoint.includes(range.space) && joins(members))
    // It holds where no mesh does, and makes nobody a router between two others of it.
    || (!all.some(({ members }) => joins(members)) && domains.some(({ clusters, isImplied = false }) => isImplied && isRouted && joins(clusters)
      && (router === other.cluster || !clusters.includes(other.cluster))));
}

describe('cost no more than the number of ranges', () => {
  const own = { pods: '10.0.0.0/16', services: '10.96.0.0/12', nodes: '10.1.0.0/16' };
  const count = 250;
  const names = Array.from({ length: count }, (_, i) => `c${i}`);
  const block24 = (first: number, i: number): string => `${first}.${Math.floor(i / 256)}.${i % 256}.0/24`;
  const members = Object.fromEntries(names.map((name, i) => [name, { ranges: { ...own, globalnet: block24(242, i), clusterset: block24(243, i) } }]));
  const net = { name: 'net', members: names, disjoint: ['globalnet'] as const };
  const apart = { ranges: { pods: '172.16.0.0/16' } };
  const distinct = (i: number) => ({ pods: block24(10, i), services: block24(11, i), nodes: block24(12, i) });
  const isolated = Object.fromEntries(names.map((name, i) => [name, { ranges: distinct(i) }]));
  const halves = Object.fromEntries(names.map((name, i) => [name, { ranges: { ...members[name].ranges, pods: `10.0.0.0/${16 + i % 2}` } }]));

  test.each<[string, TerseFleet]>([
    ['one mesh that translates addresses', { clusters: members, meshes: [net] }],
    ['the same beside clusters of no mesh', { clusters: { ...members, hub: apart }, meshes: [net] }],
    ['the same beside a domain of each member', { clusters: members, meshes: [net], domains: Object.fromEntries(names.map(name => [name, [name]])) }],
    ['halves of a block in such a mesh', { clusters: halves, meshes: [net] }],
    ['a block around those of others in such a mesh', { clusters: { ...members, c0: { ranges: { pods: '10.0.0.0/8', globalnet: '242.0.0.0/24' } } }, meshes: [net] }],
    ['a hub in a mesh with each member', {
      clusters: { ...isolated, hub: apart }, meshes: names.map(name => ({ name, members: ['hub', name], disjoint: ['pods', 'services', 'nodes'] as const })),
    }],
    ['a hub in a domain with each member', { clusters: { ...isolated, hub: apart }, domains: Object.fromEntries(names.map(name => [name, ['hub', name]])) }],
  ])('%s', (_, fleet) => {
    const model = buildModel(fleet);
    const all = model.clusters.flatMap(cluster => cluster.ranges);
    let reads = 0;
    const counted = all.map(range => new Proxy(range, {
      get: (target, key) => {
        reads += 1;
        return Reflect.get(target, key);
      },
    }));
    expect(routedOverlaps(new Routing(model), counted)).toEqual([]);
    // To look at each pair of members would read each range hundreds of times.
    expect(reads / all.length).toBeLessThan(60);
  });
});
