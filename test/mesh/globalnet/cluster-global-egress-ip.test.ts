import { describe, expect, test } from '@jest/globals';
import { globalIPs, globalnet, namespacesIn, refusal, stranger } from './programs';
import { ClusterGlobalEgressIP } from '../../../lib';
import { found } from '../samples';

test.each([0, 1, 20])('is written under the one name that Submariner looks for, with %i addresses', numGlobalIPs => {
  const { fleet, cluster } = globalnet();
  new ClusterGlobalEgressIP(fleet, 'egress', { cluster, numGlobalIPs });
  expect(globalIPs(fleet, 'east')).toEqual([
    { apiVersion: 'submariner.io/v1', kind: 'ClusterGlobalEgressIP', metadata: { name: 'cluster-egress.submariner.io' }, spec: { numGlobalIPs } },
  ]);
  expect([globalIPs(fleet, 'west'), globalIPs(fleet, 'hub'), namespacesIn(fleet, 'east')]).toEqual([[], [], []]);
  expect(found(fleet)).toEqual([]);
});

test('may be there in several members', () => {
  const { fleet, clusterOf } = globalnet();
  ['east', 'west'].forEach((name, i) => new ClusterGlobalEgressIP(fleet, `ip-${name}`, { cluster: clusterOf(name), numGlobalIPs: i + 1 }));
  expect(['east', 'west'].map(name => globalIPs(fleet, name).map(({ spec }) => spec.numGlobalIPs))).toEqual([[1], [2]]);
  expect(found(fleet)).toEqual([]);
});

test('is found when it is there twice in one', () => {
  const { fleet, cluster } = globalnet();
  ['one', 'two'].forEach(id => new ClusterGlobalEgressIP(fleet, id, { cluster, numGlobalIPs: 1 }));
  expect(found(fleet)).toEqual([
    'error duplicate-object: east: ClusterGlobalEgressIP cluster-egress.submariner.io is made twice, by acme--east/one/Resource and by'
    + ' acme--east/two/Resource; rename or remove one of them',
  ]);
});

describe('throws for', () => {
  const number = (got: string) => `acme/ip: numGlobalIPs: write a whole number of addresses from 0 to 20, got ${got}`;

  test.each<[string, () => object, string]>([
    ['no number', () => ({}), 'acme/ip: numGlobalIPs is missing; write a whole number of addresses from 0 to 20'],
    ['too many', () => ({ numGlobalIPs: 21 }), number('21')],
    ['fewer than none', () => ({ numGlobalIPs: -1 }), number('-1')],
    ['a part of one', () => ({ numGlobalIPs: 1.5 }), number('1.5')],
    ['a number that is text', () => ({ numGlobalIPs: '8' }), number("'8'")],
    ['null', () => ({ numGlobalIPs: null }), number('null')],
    ['what is no option', () => ({ numGlobalIPs: 8, name: 'egress' }), 'acme/ip: name is no option; write one of cluster, numGlobalIPs'],
    ['no cluster', () => ({ numGlobalIPs: 8, cluster: undefined }), 'acme/ip: cluster is missing; write an object'],
    ['the name of a cluster', () => ({ numGlobalIPs: 8, cluster: 'east' }), "acme/ip: cluster: write an object, got 'east'"],
    ['a cluster of another fleet', () => ({ numGlobalIPs: 8, cluster: stranger() }), "acme/ip: cluster: write a cluster of fleet 'acme'"],
    ['what looks like a cluster', () => ({ numGlobalIPs: 8, cluster: { name: 'east' } }), "acme/ip: cluster: write a cluster of fleet 'acme'"],
  ])('%s', (_, props, message) => {
    expect(refusal(ClusterGlobalEgressIP, props())).toBe(message);
  });
});
