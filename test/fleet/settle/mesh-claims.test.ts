import { describe, expect, test } from '@jest/globals';
import { Claim, DefinitionClaim, Manifest, MeshMemberClaim, NetworkPlugin } from '../../../lib/fleet';
import { claimConflicts, settleMeshes, settleNodeLabels } from '../../../lib/fleet/settle/mesh-claims';
import { Cidr } from '../../../lib/net';
import { permutations } from '../members';

const MESH: MeshMemberClaim['mesh'] = {
  name: 'net', kind: 'Tunnels', disjoint: ['pods', 'services'], reserved: [{ name: 'its tunnels', cidr: Cidr.parse('240.0.0.0/8') }],
};
const member = (cluster: string, path = 'acme/net', mesh = MESH): Claim => ({ type: 'mesh-member', cluster, path, mesh });
const labels = (path: string, values: Readonly<Record<string, string>>, pool = 'workers', cluster = 'eu'): Claim => ({ type: 'node-labels', cluster, path, pool, labels: values });
const plugin = (path: string, what: NetworkPlugin, cluster = 'eu'): Claim => ({ type: 'network-plugin', cluster, path, plugin: what });
const OTHER: Claim = { type: 'namespace', cluster: 'eu', path: 'acme/a', name: 'app' };

describe('meshes', () => {
  test('are none where nothing is a member of any', () => {
    expect(settleMeshes([])).toEqual([]);
    expect(settleMeshes([OTHER])).toEqual([]);
  });

  test('have their members sorted, each once, whatever the order of claims', () => {
    const other = { ...MESH, name: 'edge', kind: 'Tunnels of edge', disjoint: [], reserved: [] };
    for (const order of permutations([member('us'), member('eu'), OTHER, member('us', 'acme/edge', other), member('eu')])) {
      expect(settleMeshes(order)).toEqual([
        { ...other, path: 'acme/edge', members: ['us'] },
        { ...MESH, path: 'acme/net', members: ['eu', 'us'] },
      ]);
    }
  });

  test('are apart where their constructs are', () => {
    expect(settleMeshes([member('eu', 'acme/b', { ...MESH, name: 'b' }), member('us', 'acme/a', { ...MESH, name: 'a' })]).map(({ name, members }) => [name, members]))
      .toEqual([['a', ['us']], ['b', ['eu']]]);
  });
});

describe('labels of nodes', () => {
  test('are none where nothing asks for any', () => {
    expect(settleNodeLabels([])).toEqual({});
    expect(settleNodeLabels([OTHER])).toEqual({});
  });

  test('merge for each pool', () => {
    expect(settleNodeLabels([labels('acme/a', { a: '1' }), labels('acme/b', { c: '3' }, 'gateways'), OTHER, labels('acme/c', { b: '2', a: '1' })]))
      .toEqual({ workers: { a: '1', b: '2' }, gateways: { c: '3' } });
  });

  test('keep the value of the first claim', () => {
    expect(settleNodeLabels([labels('acme/a', { a: '1' }), labels('acme/b', { a: '2', b: '2' }), labels('acme/c', { a: '3', b: '3', c: '3' })]))
      .toEqual({ workers: { a: '1', b: '2', c: '3' } });
  });
});

describe('claims on one thing', () => {
  const definition = (path: string, change: object = {}, cluster = 'eu', name = 'gateways.example.com'): Claim => ({
    type: 'definition', cluster, path,
    definition: {
      apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name },
      spec: { group: 'example.com', scope: 'Namespaced', versions: [{ name: 'v1', served: true, storage: true }], ...change },
    },
  });

  test.each<[string, readonly Claim[]]>([
    ['none', []],
    ['one of each', [OTHER, plugin('acme/a', { name: 'calico' }), labels('acme/a', { a: '1' }), definition('acme/a')]],
    ['the same plug-in', [plugin('acme/a', { name: 'calico', apiServer: true }), plugin('acme/b', { apiServer: true, name: 'calico' })]],
    ['a plug-in of which one says nothing more, either way', [plugin('acme/a', { name: 'calico', apiServer: undefined }), plugin('acme/b', { name: 'calico' })]],
    ['plug-ins of two clusters', [plugin('acme/a', { name: 'calico' }), plugin('acme/b', { name: 'cilium' }, 'us')]],
    ['the same label', [labels('acme/a', { a: '1' }), labels('acme/b', { a: '1', b: '2' })]],
    ['one label on two pools', [labels('acme/a', { a: '1' }), labels('acme/b', { a: '2' }, 'gateways')]],
    ['one label in two clusters', [labels('acme/a', { a: '1' }), labels('acme/b', { a: '2' }, 'workers', 'us')]],
    ['the same definition', [definition('acme/a'), definition('acme/b')]],
    ['the same definition in another order of keys', [
      definition('acme/a'), definition('acme/b', { versions: [{ storage: true, served: true, name: 'v1' }] }),
    ]],
    ['definitions of two names', [definition('acme/a'), definition('acme/b', { scope: 'Cluster' }, 'eu', 'others.example.com')]],
    ['definitions of two clusters', [definition('acme/a'), definition('acme/b', { scope: 'Cluster' }, 'us')]],
  ])('agree: %s', (_, claims) => {
    expect(claimConflicts(claims)).toEqual([]);
  });

  const text = 'x'.repeat(80);
  test.each<[string, Claim, Claim, string, string, string]>([
    ['two plug-ins', plugin('acme/a', { name: 'calico' }), plugin('acme/b', { name: 'cilium' }), 'the network plug-in', 'calico', 'cilium'],
    ['with and without', plugin('acme/a', { name: 'calico', apiServer: true }), plugin('acme/b', { name: 'calico', apiServer: false }), 'the network plug-in',
      'calico with its API server', 'calico without its API server'],
    ['known and not known', plugin('acme/a', { name: 'calico' }), plugin('acme/b', { name: 'calico', apiServer: false }), 'the network plug-in',
      'calico', 'calico without its API server'],
    ['two values of a label', labels('acme/a', { a: '1', b: '2' }), labels('acme/b', { b: '3', a: '1' }), 'label b of nodes of pool workers', '2', '3'],
    ['a field of a definition', definition('acme/a'), definition('acme/b', { scope: 'Cluster' }),
      'CustomResourceDefinition gateways.example.com, field spec.scope', 'Namespaced', 'Cluster'],
    ['a field deep in a definition', definition('acme/a'), definition('acme/b', { versions: [{ name: 'v1', served: true, storage: false }] }),
      'CustomResourceDefinition gateways.example.com, field spec.versions.0.storage', 'true', 'false'],
    ['a field that one definition lacks', definition('acme/a', { preserveUnknownFields: false }), definition('acme/b'),
      'CustomResourceDefinition gateways.example.com, field spec.preserveUnknownFields', 'false', 'nothing'],
    ['a list and a map', definition('acme/a'), definition('acme/b', { versions: { v1: true } }),
      'CustomResourceDefinition gateways.example.com, field spec.versions', '[{"name":"v1","served":true,"storage":true}]', '{"v1":true}'],
    ['what would fill pages', definition('acme/a', { names: text }), definition('acme/b', { names: `${text}y` }),
      'CustomResourceDefinition gateways.example.com, field spec.names', text, `${'x'.repeat(77)}...`],
  ])('do not agree: %s', (_, one, other, subject, first, second) => {
    const expected = [{ cluster: 'eu', subject, parties: [{ path: 'acme/a', value: first }, { path: 'acme/b', value: second }] }];
    expect(claimConflicts([one, OTHER, other])).toEqual(expected);
    expect(claimConflicts([other, OTHER, one])).toEqual(expected);
  });

  test('are each compared with the first by path', () => {
    expect(claimConflicts([plugin('acme/c', { name: 'c' }), plugin('acme/a', { name: 'a' }), plugin('acme/b', { name: 'a' }), plugin('acme/d', { name: 'd' })])).toEqual([
      { cluster: 'eu', subject: 'the network plug-in', parties: [{ path: 'acme/a', value: 'a' }, { path: 'acme/c', value: 'c' }] },
      { cluster: 'eu', subject: 'the network plug-in', parties: [{ path: 'acme/a', value: 'a' }, { path: 'acme/d', value: 'd' }] },
    ]);
  });

  test('of one object for many clusters are the same without a look inside', () => {
    const inside = (): never => { throw new Error('looked inside'); };
    const claim = definition('acme/a') as DefinitionClaim;
    const sealed = new Proxy(claim.definition, { ownKeys: inside }) as Manifest;
    expect(claimConflicts(['acme/a', 'acme/b'].map(path => ({ ...claim, path, definition: sealed })))).toEqual([]);
  });
});
