import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import * as fc from 'fast-check';
import { Claim, HelmValues, Lock } from '../../../lib/fleet';
import { Member, newFleet } from '../members';

type ReleaseProps = Partial<Extract<Claim, { type: 'release' }>>;

const release = (props: ReleaseProps = {}): Claim => ({
  type: 'release', installer: 'cluster-api', cluster: 'a', path: 'acme/cni', name: 'cni', namespace: 'kube-system', repository: 'https://charts.example.com', chart: 'cni', defaultVersion: '1.0.0', values: {}, ...props,
});
const values = (path: string, contributed: HelmValues, into = 'cni'): Claim => ({ type: 'release-values', cluster: 'a', path, release: into, values: contributed });

/** The settled fleet with cluster `a` and these claims. */
function settled(claims: readonly Claim[], held: Readonly<Record<string, string>> = {}) {
  const lock = Lock.memory({ acme: { facts: Object.entries(held).map(([fact, value]) => ({ owner: 'a', fact, value })) } });
  const fleet = newFleet(new App(), { lock });
  new Member(fleet, 'a');
  claims.forEach(claim => fleet.claim(claim));
  return { cluster: fleet.clusterModel('a'), messages: fleet.findings().map(f => f.message), conflicts: fleet.model.conflicts };
}

describe('values of a release', () => {
  test('merge map by map, from the owner and everybody else', () => {
    const { cluster, messages } = settled([
      release({ values: { image: { tag: 'v1' }, list: [1], on: false } }),
      values('acme/mesh', { cluster: { id: 3 }, image: { registry: 'r' }, list: [1] }),
      values('acme/other', { cluster: { name: 'a' }, on: undefined, nothing: undefined }),
    ]);
    expect(cluster.releases).toHaveLength(1);
    expect(cluster.releases[0]).toMatchObject({ name: 'cni', version: '1.0.0', path: 'acme/cni' });
    expect(cluster.releases[0].values).toEqual({ image: { tag: 'v1', registry: 'r' }, list: [1], on: false, cluster: { id: 3, name: 'a' } });
    expect(Object.keys(cluster.releases[0].values)).not.toContain('nothing');
    expect(messages).toEqual([]);
  });

  test.each<readonly [string, unknown]>([
    ['a number', 1], ['null', null], ['false', false], ['a list', [{ b: 1, a: [null] }]], ['an empty map', {}], ['names that every object has', { constructor: 'x', toString: 1, hasOwnProperty: null }],
  ])('that agree are one: %s', (_, value) => {
    const reordered = JSON.parse(JSON.stringify(value), (_key, v: unknown) => (
      typeof v === 'object' && v !== null && !Array.isArray(v) ? Object.fromEntries(Object.entries(v).reverse()) : v)) as unknown;
    const { cluster, messages } = settled([release({ values: { x: value } }), values('acme/b', { x: reordered })]);
    expect(messages).toEqual([]);
    expect(cluster.releases[0].values).toEqual({ x: value });
  });

  test.each<readonly [string, unknown, unknown, string, string, string]>([
    ['a value', 1, 2, 'x', '1', '2'], ['null', null, 0, 'x', 'null', '0'], ['a list', [1, 2], [2, 1], 'x', '[1,2]', '[2,1]'], ['a map and a value', { y: 1 }, 'z', 'x', '{"y":1}', '"z"'],
    ['something deep', { y: { z: 1 } }, { y: { z: 2 } }, 'x.y.z', '1', '2'], ['an inherited name', { constructor: 1 }, { constructor: 2 }, 'x.constructor', '1', '2'],
  ])('that disagree are a finding naming both: %s', (_, one, other, at, first, second) => {
    const claims = [release(), values('acme/b', { x: other }), values('acme/a', { x: one })];
    const expected = [`Helm release cni, value ${at} of a: acme/a says ${first} and acme/b says ${second}: make them agree, or remove one`];
    expect(settled(claims).messages).toEqual(expected);
    expect(settled([...claims].reverse()).messages).toEqual(expected);
  });

  test('are named after who set the value, not after who made the map around it', () => {
    const claims = [release({ values: { x: { owner: 1 } } }), values('acme/d', { x: { y: 1 } }), values('acme/e', { x: { y: 2 } })];
    expect(settled(claims).conflicts).toEqual([{ cluster: 'a', subject: 'Helm release cni, value x.y', parties: [{ path: 'acme/d', value: '1' }, { path: 'acme/e', value: '2' }] }]);
  });

  test('are not changed in the hands of who gave them', () => {
    const given = { x: { y: 1 } };
    settled([release({ values: given }), values('acme/b', { x: { z: 2 } })]);
    expect(given).toEqual({ x: { y: 1 } });
  });

  test('merge to the same whatever the order, when they agree', () => {
    const contribution = fc.dictionary(fc.constantFrom('a', 'b'), fc.oneof(fc.integer({ max: 1, min: 0 }), fc.dictionary(fc.constantFrom('c', 'd'), fc.integer({ max: 1, min: 0 }))));
    fc.assert(fc.property(fc.array(contribution, { minLength: 2, maxLength: 4 }), contributions => {
      const claims = contributions.map((contributed, i) => values(`acme/${i}`, contributed));
      const [one, other] = [settled([release(), ...claims]), settled([...[...claims].reverse(), release()])];
      expect(other).toEqual(one);
    }), { numRuns: 100 });
  });

  test('can be made from the settled ranges of the cluster', () => {
    const { cluster } = settled([release({ values: model => ({ pods: model.ranges.find(r => r.name === 'pods')!.cidr.toString() }) })]);
    expect(cluster.releases[0].values).toEqual({ pods: '10.0.0.0/16' });
  });
});

describe('owners of a release', () => {
  test('none is a finding for each who needs values in it', () => {
    expect(settled([values('acme/mesh', {}, 'cilium'), values('ab', {}, 'cilium')]).messages).toEqual([
      'Helm release cilium of a: ab says needs values in it and acme/a says installs no such release: make them agree, or remove one',
      'Helm release cilium of a: acme/a says installs no such release and acme/mesh says needs values in it: make them agree, or remove one',
    ]);
  });

  test('none is nothing where values are needed only beside a release, and they merge where there is one', () => {
    const beside: Claim = { type: 'release-values', cluster: 'a', path: 'acme/mesh', release: 'cni', values: { on: true }, ifInstalled: true };
    expect(settled([beside]).messages).toEqual([]);
    expect(settled([beside, release()]).cluster.releases[0].values).toEqual({ on: true });
  });

  test('two are a finding, whichever came first', () => {
    const claims = [release({ path: 'acme/b', chart: 'other' }), release({ path: 'acme/a' })];
    const expected = ['Helm release cni of a: acme/a says installs cni and acme/b says installs other: make them agree, or remove one'];
    expect(settled(claims).messages).toEqual(expected);
    expect(settled([...claims].reverse()).messages).toEqual(expected);
  });

  test('two are found among others', () => {
    const { cluster, conflicts } = settled([release({ path: 'acme/1' }), release({ path: 'acme/2', name: 'ccm' }), release({ path: 'acme/3' })]);
    expect(cluster.releases.map(r => r.name)).toEqual(['ccm', 'cni']);
    expect(conflicts.map(c => c.parties.map(p => p.path))).toEqual([['acme/1', 'acme/3']]);
  });

  test('of releases with other names, and in other clusters, do not meet', () => {
    const { cluster, messages } = settled([release(), release({ name: 'ccm', path: 'acme/ccm' }), { ...release(), cluster: 'hub' }]);
    expect(messages).toEqual([]);
    expect(cluster.releases.map(r => r.name)).toEqual(['ccm', 'cni']);
  });
});

describe('what the lock remembers', () => {
  test('wins over a newer default version, and an explicit version wins over both', () => {
    const kubernetesVersions = { oldest: '1.31', newest: '1.35', by: 'cni 2.0.0', source: 'its docs' };
    const newer = release({ defaultVersion: '2.0.0', kubernetesVersions });
    expect(settled([newer]).cluster.releases[0]).toMatchObject({ version: '2.0.0', kubernetesVersions });
    const kept = settled([newer], { 'chart/cni': '1.0.0' }).cluster.releases[0];
    expect(kept.version).toBe('1.0.0');
    // What the library says about 2.0.0 says nothing about 1.0.0.
    expect(kept.kubernetesVersions).toBeUndefined();
    expect(settled([{ ...newer, version: '3.0.0' } as Claim], {}).cluster.releases[0].version).toBe('3.0.0');
  });

  test('keeps a default that the library has changed, and records a new one', () => {
    const image = (tag: string) => release({ values: (_, remember) => ({ image: remember('image/cni 1.34', tag) }) });
    const first = settled([image('v1')]).cluster;
    expect([first.releases[0].values, first.remembered]).toEqual([{ image: 'v1' }, [{ owner: 'a', fact: 'image/cni 1.34', value: 'v1' }]]);
    const later = settled([image('v2')], { 'image/cni 1.34': 'v1' }).cluster;
    expect([later.releases[0].values, later.remembered]).toEqual([{ image: 'v1' }, [{ owner: 'a', fact: 'image/cni 1.34', value: 'v1' }]]);
    expect(settled([image('v2')], { 'image/cni 1.33': 'v1' }).cluster.releases[0].values).toEqual({ image: 'v2' });
  });

  test('is asked for by contributions, too', () => {
    expect(settled([release(), values('acme/mesh', (_, remember) => ({ id: remember('mesh-id', '1') }))], { 'mesh-id': '7' }).cluster.releases[0].values).toEqual({ id: '7' });
  });
});
