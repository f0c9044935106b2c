import { describe, expect, test } from '@jest/globals';
import { findingsOf, messagesOf } from './findings';
import { joined } from '../meshes';

const CODE = 'submariner-broker-address';
const at = (brokerApiServer: string) => ({ brokerApiServer });
const both = { about: { east: { network: { pods: ['10.1.0.0/16', 'fd00:1::/48'], services: ['10.100.1.0/24', 'fd00:2::/112'] } } } };

describe('passes', () => {
  test.each<[string, object, object]>([
    ['a name', at('hub.example.com:6443'), {}],
    ['a name of digits and letters that is no address', at('10-1-0-5.example.com:6443'), {}],
    ['an address outside of all ranges', at('192.0.2.1:6443'), {}],
    ['an IPv6 address outside of all ranges', at('[fd00:3::1]:6443'), both],
    ['a node of the broker', at('172.18.0.10:6443'), {}],
    ['a node of a member that is the broker', at('192.168.1.10:6443'), {}],
    ['the address after a range', at('10.2.0.0:6443'), { members: ['east'] }],
    ['a pod range of a cluster that is neither', at('10.3.0.5:6443'), { clusters: ['east', 'west', 'north'] }],
  ])('%s', (_, props, more) => {
    expect(messagesOf(CODE, props, more)).toEqual([]);
  });

  test('a part of a pod range, which is found by the whole', () => {
    const { fleet } = joined(at('10.1.0.5:6443'));
    fleet.claim({ type: 'range', cluster: 'east', path: 'acme/parts', space: 'pods', name: 'pods-of-a-zone', within: 'pods', partBits: 2 });
    expect(fleet.clusterModel('east').ranges.filter(({ space }) => space === 'pods')).toHaveLength(2);
    expect(findingsOf(CODE, fleet)).toHaveLength(1);
  });
});

describe('fails for', () => {
  const message = (server: string, range: string, broker = 'hub') =>
    `acme/mesh: brokerApiServer ${server} lies in ${range}: write the address by which members reach the API server of ${broker}`;

  test('a service of the broker', () => {
    expect(findingsOf(CODE, joined(at('172.17.0.1:443')).fleet)).toEqual([{
      code: CODE, severity: 'error', clusters: ['hub'], paths: ['acme/hub', 'acme/mesh'], message: message('172.17.0.1:443', 'hub services 172.17.0.0/20'),
    }]);
  });

  test.each<[string, object, object, string]>([
    ['a pod of the broker', at('172.16.1.1:6443'), {}, message('172.16.1.1:6443', 'hub pods 172.16.0.0/16')],
    ['a pod of a member', at('10.1.0.5:6443'), {}, message('10.1.0.5:6443', 'east pods 10.1.0.0/16')],
    ['a service of a member', at('10.100.2.1:443'), {}, message('10.100.2.1:443', 'west services 10.100.2.0/24')],
    ['the last address of a range', at('10.1.255.255:6443'), {}, message('10.1.255.255:6443', 'east pods 10.1.0.0/16')],
    ['an IPv6 address', at('[fd00:2::1]:443'), both, message('[fd00:2::1]:443', 'east services-2 fd00:2::/112')],
    ['a mesh without tunnels', { ...at('172.17.0.1:443'), connectivity: false }, {},
      message('172.17.0.1:443', 'hub services 172.17.0.0/20')],
    ['a broker that is a member, once', at('172.17.0.1:443'), { members: ['east', 'hub'] }, message('172.17.0.1:443', 'hub services 172.17.0.0/20')],
  ])('%s', (_, props, more, expected) => {
    expect(messagesOf(CODE, props, more)).toEqual([expected]);
  });

  test('members that have one range, each', () => {
    const network = { pods: '10.50.0.0/16', services: '10.60.0.0/20' };
    expect(messagesOf(CODE, { ...at('10.50.0.1:6443'), globalnet: true }, { about: { east: { network }, west: { network } } })).toEqual([
      message('10.50.0.1:6443', 'east pods 10.50.0.0/16'), message('10.50.0.1:6443', 'west pods 10.50.0.0/16'),
    ]);
  });
});
