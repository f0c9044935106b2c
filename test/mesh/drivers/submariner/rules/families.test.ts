import { describe, expect, test } from '@jest/globals';
import { findingsOf, messagesOf } from './findings';
import { joined } from '../meshes';

const CODE = 'submariner-families';
const both = { about: { east: { network: { pods: ['10.1.0.0/16', 'fd00:1::/48'], services: ['10.100.1.0/24', 'fd00:2::/112'] } } } };
const one = { about: { east: { network: { pods: ['10.1.0.0/16', 'fd00:1::/48'], services: '10.100.1.0/24' } } } };
const six = { about: { east: { network: { pods: 'fd00:1::/48', services: 'fd00:2::/112' } } } };
const RANGES = 'acme/mesh: east pods-2 fd00:1::/48 and east services-2 fd00:2::/112 are IPv6, and Submariner ';

test.each<[string, object, object]>([
  ['IPv4', {}, {}],
  ['both families over libreswan', {}, both],
  ['both families since 0.21', { version: '0.21.4' }, both],
  ['IPv4 in a release without IPv6', { version: '0.20.4' }, {}],
  ['both families without tunnels', { connectivity: false }, both],
  ['IPv6 alone without tunnels', { connectivity: false }, six],
  ['machines with IPv6, which Submariner does not look at', { version: '0.20.4' },
    { about: { east: { network: { pods: '10.1.0.0/16', services: '10.100.1.0/24', nodes: ['192.168.1.0/24', 'fd00:3::/64'] } } } }],
])('passes: %s', (_, props, more) => {
  expect(messagesOf(CODE, props, more)).toEqual([]);
});

describe('fails', () => {
  test.each<[string, object, object, string]>([
    ['with Globalnet', { globalnet: true }, both, `${RANGES}translates IPv4 addresses only: switch globalnet off, or take the IPv6 ranges out`],
    ['before 0.21', { version: '0.20.4' }, both, `${RANGES}0.20 carries IPv4 only: write version 0.21 or later, or take the IPv6 ranges out`],
    ['over WireGuard', { cable: 'wireguard' }, both,
      `${RANGES}carries both families over libreswan only, not over wireguard: write cable: 'libreswan', or take the IPv6 ranges out`],
    ['behind a load balancer', { loadBalancer: true }, both,
      `${RANGES}reaches gateways behind a load balancer by IPv4 only: write loadBalancer: false, or take the IPv6 ranges out`],
    ['behind a load balancer of the member', {}, { ...both, options: { east: { loadBalancer: true } } },
      `${RANGES}reaches gateways behind a load balancer by IPv4 only: write loadBalancer: false, or take the IPv6 ranges out`],
    ['with IPv6 alone', {}, six, 'acme/mesh: east pods fd00:1::/48 and east services fd00:2::/112 are IPv6, and Submariner needs IPv4 ranges: give the cluster one of each family'],
    ['with one range', { globalnet: true }, one,
      'acme/mesh: east pods-2 fd00:1::/48 is IPv6, and Submariner translates IPv4 addresses only: switch globalnet off, or take the IPv6 ranges out'],
  ])('%s', (_, props, more, message) => {
    expect(messagesOf(CODE, props, more)).toEqual([message]);
  });

  test('behind a load balancer of another member it passes', () => {
    expect(messagesOf(CODE, {}, { ...both, options: { west: { loadBalancer: true } } })).toEqual([]);
  });

  test('once for each member, by its name', () => {
    const about = { ...both.about, west: { network: { pods: ['10.2.0.0/16', 'fd01:1::/48'], services: ['10.100.2.0/24', 'fd01:2::/112'] } } };
    const findings = findingsOf(CODE, joined({ globalnet: true }, { about }).fleet);
    expect(findings.map(({ severity, clusters, paths }) => [severity, clusters, paths])).toEqual([
      ['error', ['east'], ['acme/east', 'acme/mesh']], ['error', ['west'], ['acme/mesh', 'acme/west']],
    ]);
  });
});
