import { describe, expect, test } from '@jest/globals';
import { Claim, NodeGroup } from '../../../lib/fleet';
import { DeclaredCluster, FleetDeclaration, settle } from '../../../lib/fleet/settle/settle';

const cluster = (name: string, more: Partial<DeclaredCluster> = {}): DeclaredCluster => ({ name, path: `acme/${name}`, origin: 'managed', version: 'v1.34.1', ...more });

function settled(more: Partial<FleetDeclaration>) {
  return settle({
    name: 'acme', path: 'acme', fleets: ['acme'], hub: 'hub', clusters: [cluster('hub'), cluster('b'), cluster('a')], claims: [], pools: [], reserved: [], acceptedOverlaps: [],
    lock: { facts: [], retired: new Set(), conflicts: [] }, lockName: 'fleet.lock.json', ...more,
  });
}

describe('the settled fleet', () => {
  test('has its clusters by name, with defaults that are said aloud', () => {
    const model = settled({ clusters: [cluster('hub', { deletionProtection: false }), cluster('a', { labels: { x: 'y' }, profiles: ['1', '2'] })] });
    expect(model.clusters.map(c => [c.name, c.role, c.labels, c.deletionProtection, c.profile, c.knownProfiles])).toEqual([
      ['a', 'member', { x: 'y' }, true, '2', ['1', '2']], ['hub', 'hub', {}, false, undefined, []],
    ]);
    expect(model.clusters[0]).toMatchObject({
      ranges: [], nodeGroups: [], openings: [], releases: [], remembered: [], namespaces: [], rangeLimits: [], nameLimits: [],
    });
  });

  test('keeps the set of defaults that the lock names, of clusters that have one', () => {
    const facts = ['a', 'hub'].map(owner => ({ owner, fact: 'profile', value: '1' }));
    const model = settled({ clusters: [cluster('hub'), cluster('a', { profiles: ['1', '2'] })], lock: { facts, retired: new Set(), conflicts: [] } });
    expect(model.clusters.map(c => c.profile)).toEqual(['1', undefined]);
  });

  test('has one domain of all clusters when none is named', () => {
    expect(settled({})).toMatchObject({ domains: [{ name: 'fleet', clusters: ['a', 'b', 'hub'] }], unknownClusters: [] });
  });

  test('has the named domains, sorted, and knows who in them is no cluster', () => {
    expect(settled({ domains: { west: ['hub', 'b', 'b', 'c'], east: [], all: ['hub', 'a', 'b', 'd'] } })).toMatchObject({
      domains: [{ name: 'all', clusters: ['a', 'b', 'hub'] }, { name: 'east', clusters: [] }, { name: 'west', clusters: ['b', 'hub'] }],
      unknownClusters: [{ name: 'c', where: 'routingDomains.west' }, { name: 'd', where: 'routingDomains.all' }],
    });
  });

  test('gathers what is claimed for each cluster, once', () => {
    const group = (name: string): NodeGroup => ({ name, role: 'worker', path: `acme/a/${name}`, version: 'v1.34.1', largest: 1, surge: 1 });
    const opening = (description: string, fromPort: number) => ({ description, protocol: 'tcp', fromPort, toPort: fromPort });
    const base = { cluster: 'a', path: 'acme/a' };
    const claims: Claim[] = [
      { ...base, type: 'nodes', group: group('z') }, { ...base, type: 'nodes', group: group('m') },
      ...[opening('B', 2), opening('A', 10), opening('A', 10), opening('B', 10)].map((o): Claim => ({ ...base, type: 'opening', opening: o })),
      { ...base, type: 'namespace', name: 'z' }, { ...base, type: 'namespace', name: 'y' }, { ...base, path: 'acme/other', type: 'namespace', name: 'z' },
      { ...base, type: 'namespace', name: 'kube-system' }, { ...base, type: 'namespace', name: 'default', labels: { a: 'b' } },
    ];
    for (const order of [claims, [...claims].reverse()]) {
      const [a, b] = settled({ claims: order }).clusters;
      expect(a.nodeGroups.map(g => g.name)).toEqual(['m', 'z']);
      expect(a.openings).toEqual([opening('A', 10), opening('B', 10), opening('B', 2)]);
      expect(a.namespaces).toEqual(['default', 'y', 'z']);
      expect([b.nodeGroups, b.openings, b.namespaces]).toEqual([[], [], []]);
    }
  });

  test('knows what connects pods, how Services reach them, and what nodes and objects need', () => {
    const base = { cluster: 'a', path: 'acme/a' };
    const owned = { group: 'example.com', kind: 'Thing', name: 'x', namespace: 'y', jsonPointers: ['/spec'], writer: 'an operator' };
    const claims: Claim[] = [
      { ...base, type: 'network-plugin', plugin: { name: 'calico', apiServer: true } },
      { ...base, type: 'node-labels', pool: 'workers', labels: { a: '1' } }, { ...base, path: 'acme/mesh', type: 'node-labels', pool: 'workers', labels: { b: '2' } },
      { ...base, type: 'controller-owned', fields: owned }, { ...base, path: 'acme/mesh', type: 'controller-owned', fields: owned },
      { ...base, path: 'acme/mesh', type: 'controller-owned', fields: { ...owned, jsonPointers: ['/data'] } },
      { ...base, path: 'acme/mesh', type: 'mesh-member', mesh: { name: 'mesh', kind: 'Tunnels', disjoint: [], reserved: [] } },
    ];
    for (const order of [claims, [...claims].reverse()]) {
      const model = settled({ clusters: [cluster('hub'), cluster('b'), cluster('a', { kubeProxyMode: 'ipvs' })], claims: order });
      const of = (at: number) => {
        const { networkPlugin, kubeProxyMode, nodeLabels, controllerOwned } = model.clusters[at];
        return { networkPlugin, kubeProxyMode, nodeLabels, controllerOwned };
      };
      expect(of(0)).toEqual({
        networkPlugin: { name: 'calico', apiServer: true }, kubeProxyMode: 'ipvs', nodeLabels: { workers: { a: '1', b: '2' } },
        controllerOwned: [{ ...owned, jsonPointers: ['/data'] }, owned],
      });
      expect(of(1)).toEqual({ networkPlugin: undefined, kubeProxyMode: undefined, nodeLabels: {}, controllerOwned: [] });
      expect(model.meshes).toEqual([{ name: 'mesh', path: 'acme/mesh', kind: 'Tunnels', members: ['a'], disjoint: [], reserved: [] }]);
      expect(model.conflicts).toEqual([]);
    }
  });

  test('keeps the first of two claims that do not agree, and says so', () => {
    const claims: Claim[] = [
      { cluster: 'a', path: 'acme/y', type: 'network-plugin', plugin: { name: 'cilium' } }, { cluster: 'a', path: 'acme/x', type: 'network-plugin', plugin: { name: 'calico' } },
      { cluster: 'a', path: 'acme/y', type: 'node-labels', pool: 'p', labels: { k: '2' } }, { cluster: 'a', path: 'acme/x', type: 'node-labels', pool: 'p', labels: { k: '1' } },
    ];
    for (const order of [claims, [...claims].reverse()]) {
      const model = settled({ claims: order });
      expect([model.clusters[0].networkPlugin, model.clusters[0].nodeLabels]).toEqual([{ name: 'calico' }, { p: { k: '1' } }]);
      expect([...model.conflicts].sort((a, b) => (a.subject < b.subject ? -1 : 1))).toEqual([
        { cluster: 'a', subject: 'label k of nodes of pool p', parties: [{ path: 'acme/x', value: '1' }, { path: 'acme/y', value: '2' }] },
        { cluster: 'a', subject: 'the network plug-in', parties: [{ path: 'acme/x', value: 'calico' }, { path: 'acme/y', value: 'cilium' }] },
      ]);
    }
  });
});
