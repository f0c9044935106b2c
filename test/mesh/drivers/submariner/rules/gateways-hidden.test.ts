import { describe, expect, test } from '@jest/globals';
import { findingsOf, messagesOf } from './findings';
import { meshOnEc2, onEc2 } from './managed';
import { FleetMesh } from '../../../../../lib';
import { existing, GATEWAYS, newFleet } from '../../../samples';
import { tunnels } from '../meshes';

const CODE = 'submariner-gateways-hidden';
const TWO = { east: {}, north: {} };
const BALANCED = { member: { loadBalancer: true } };
const DIRECT = { member: { loadBalancer: false } };

describe('passes', () => {
  test.each<[string, Parameters<typeof meshOnEc2>[0], object]>([
    ['one in private subnets', { east: {} }, {}],
    ['load balancers', TWO, { loadBalancer: true }],
    ['a load balancer of one of two', { east: {}, north: BALANCED }, {}],
    ['networks that are joined', TWO, { natTraversal: false }],
    ['no tunnels', TWO, { connectivity: false }],
  ])('%s', (_, clusters, props) => {
    expect(findingsOf(CODE, meshOnEc2(clusters, props))).toEqual([]);
  });

  test('clusters of whose machines nobody knows', () => {
    expect(messagesOf(CODE)).toEqual([]);
  });

  test('one that is no member', () => {
    const fleet = newFleet();
    const [east] = ['east', 'north'].map((name, i) => onEc2(fleet, name, i + 1));
    new FleetMesh(fleet, 'mesh', { members: [{ cluster: east }, { cluster: existing(fleet, 'west', 2), ...GATEWAYS }], mesh: tunnels() });
    expect(findingsOf(CODE, fleet)).toEqual([]);
  });
});

describe('warns', () => {
  const message = (who: string) => `acme/mesh: gateways of ${who} have private addresses only, so that none reaches another from outside: write`
    + ' loadBalancer: true, or natTraversal: false where their networks are joined';

  test('of two in private subnets', () => {
    expect(findingsOf(CODE, meshOnEc2(TWO))).toEqual([
      { code: CODE, severity: 'warning', clusters: ['east', 'north'], paths: ['acme/mesh'], message: message('east and north') },
    ]);
  });

  test.each<[string, Parameters<typeof meshOnEc2>[0], object, string]>([
    ['once for all of them', { ...TWO, south: {} }, {}, 'east, north and south'],
    ['not of one behind a load balancer', { ...TWO, south: BALANCED }, {}, 'east and north'],
    ['of those that do without the load balancer of the mesh', { east: DIRECT, north: DIRECT, south: {} }, { loadBalancer: true }, 'east and north'],
    ['over WireGuard', TWO, { cable: 'wireguard' }, 'east and north'],
  ])('%s', (_, clusters, props, who) => {
    expect(findingsOf(CODE, meshOnEc2(clusters, props)).map(finding => finding.message)).toEqual([message(who)]);
  });
});
