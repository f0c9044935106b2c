import { expect, test } from '@jest/globals';
import { findingsOf, messagesOf } from './findings';
import { joined } from '../meshes';

const CODE = 'submariner-vxlan-addresses';
const VXLAN = { cable: 'vxlan', natTraversal: false } as const;
const nodes = (east: string, west: string, more: object = {}) => ({ about: {
  east: { network: { pods: '10.1.0.0/16', services: '10.101.0.0/20', nodes: east } }, west: { network: { pods: '10.2.0.0/16', services: '10.102.0.0/20', nodes: west } }, ...more,
} });

test.each<[string, object, object]>([
  ['addresses that differ behind the first byte', VXLAN, nodes('10.31.0.0/16', '172.30.0.0/16')],
  ['another cable', { natTraversal: false }, nodes('10.31.0.0/16', '172.31.0.0/16')],
  ['IPv6', VXLAN, nodes('fd00:31::/64', 'fd01:31::/64')],
  ['no tunnels, over which the cable cannot be chosen', { connectivity: false }, nodes('10.31.0.0/16', '172.31.0.0/16')],
  ['a cluster that is no member', VXLAN, {
    clusters: ['east', 'west', 'north'],
    ...nodes('10.31.0.0/16', '10.32.0.0/16', { north: { network: { pods: '10.3.0.0/16', services: '10.103.0.0/20', nodes: '172.31.0.0/16' } } }),
  }],
])('passes: %s', (_, props, more) => {
  expect(messagesOf(CODE, props, more)).toEqual([]);
});

test('fails where only the first byte differs', () => {
  expect(findingsOf(CODE, joined(VXLAN, nodes('10.31.0.0/16', '172.31.128.0/20')).fleet)).toEqual([{
    code: CODE, severity: 'error', clusters: ['east', 'west'], paths: ['acme/east', 'acme/mesh', 'acme/west'],
    message: 'acme/mesh: east nodes 10.31.0.0/16 and west nodes 172.31.128.0/20 differ in the first byte only, which tunnel addresses of vxlan leave out: move one of them,'
      + ' or write another cable',
  }]);
});

test('fails where a range holds every rest', () => {
  expect(messagesOf(CODE, VXLAN, nodes('11.0.0.0/8', '172.31.0.0/16'))).toHaveLength(1);
});

test('leaves ranges that overlap as they are to the rule about that', () => {
  expect(messagesOf(CODE, VXLAN, nodes('10.31.0.0/16', '10.31.0.0/17'))).toEqual([]);
});
