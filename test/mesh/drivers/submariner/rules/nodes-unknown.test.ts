import { describe, expect, test } from '@jest/globals';
import { findingsOf, messagesOf } from './findings';
import { joined } from '../meshes';

const CODE = 'submariner-nodes-unknown';
const DIRECT = { natTraversal: false } as const;
const EAST = { network: { pods: '10.1.0.0/16', services: '10.100.1.0/24' } };
const WEST = { network: { pods: '10.2.0.0/16', services: '10.100.2.0/24' } };
const east = { about: { east: EAST } };

describe('passes', () => {
  test.each<[string, object, object]>([
    ['nodes that are known', DIRECT, {}],
    ['NAT traversal', {}, east],
    ['no tunnels', { ...DIRECT, connectivity: false }, east],
    ['load balancers', { ...DIRECT, loadBalancer: true }, east],
    ['a load balancer of the member', DIRECT, { ...east, options: { east: { loadBalancer: true } } }],
    ['load balancers of all others', { ...DIRECT, loadBalancer: true }, { ...east, options: { east: { loadBalancer: false } } }],
    ['a mesh of one', DIRECT, { ...east, members: ['east'] }],
    ['a cluster that is no member', DIRECT, {
      clusters: ['east', 'west', 'north'], about: { north: { network: { pods: '10.3.0.0/16', services: '10.100.3.0/24' } } },
    }],
  ])('%s', (_, props, more) => {
    expect(messagesOf(CODE, props, more)).toEqual([]);
  });
});

describe('warns', () => {
  const message = (who: string) => `acme/mesh: members reach each other by addresses of nodes, and those of ${who} are not known: write network.nodes`
    + ' there, so that they can be compared';

  test('of nodes that are not known', () => {
    expect(findingsOf(CODE, joined(DIRECT, east).fleet)).toEqual([
      { code: CODE, severity: 'warning', clusters: ['east'], paths: ['acme/east', 'acme/mesh'], message: message('east') },
    ]);
  });

  test('once for all of them', () => {
    expect(findingsOf(CODE, joined(DIRECT, { about: { east: EAST, west: WEST } }).fleet)).toEqual([
      {
        code: CODE, severity: 'warning', clusters: ['east', 'west'], paths: ['acme/east', 'acme/mesh', 'acme/west'], message: message('east and west'),
      },
    ]);
  });

  test.each<[string, object, object]>([
    ['over VXLAN', { ...DIRECT, cable: 'vxlan' }, east],
    ['with Globalnet', { ...DIRECT, globalnet: true }, east],
    ['where two of three have no load balancer', { ...DIRECT, loadBalancer: true }, {
      ...east, members: ['east', 'north', 'west'], options: { east: { loadBalancer: false }, west: { loadBalancer: false } },
    }],
  ])('%s', (_, props, more) => {
    expect(messagesOf(CODE, props, more)).toEqual([message('east')]);
  });
});
