import { expect, test } from '@jest/globals';
import { found, FakeServices, sample } from './samples';
import { BoundMesh, IMesh } from '../../lib/fleet';
import { FleetMesh } from '../../lib/mesh/fleet-mesh';

/** A mesh of the program, of which `share` says whether it shares services. */
function plugIn(share: boolean): IMesh {
  return {
    name: 'Fake', disjoint: [],
    bind: ({ members, path }): BoundMesh => (share ? { services: new FakeServices(members.map(({ cluster }) => cluster.name), undefined, 'Fake', path) } : {}),
  };
}

test('a FleetMesh is what a pair asks for names and objects', () => {
  const { fleet, pair, us, eu } = sample();
  const mesh = new FleetMesh(fleet, 'backbone', { members: [us, eu], mesh: plugIn(true) });
  expect(pair({ mesh }).dnsName).toBe('payment-api.production.svc.clusterset.local');
  expect(found(fleet)).toEqual([]);
});

test('clusters of two meshes share nothing', () => {
  const { fleet, pair, us, eu, asia } = sample();
  const mesh = new FleetMesh(fleet, 'backbone', { members: [us, eu], mesh: plugIn(true) });
  new FleetMesh(fleet, 'edge', { members: [us, asia], mesh: plugIn(true) });
  pair({ mesh, to: [asia] });
  expect(found(fleet)).toEqual([
    'error service-mesh-member: acme/payments: asia is no member of Fake at acme/backbone (eu, us), so that production/payment-api is not shared with it; it is a member of edge (Fake), and what that shares'
    + ' is another set of services: add asia to the members, or take it out of to',
  ]);
});

test('a pair fails at the call when the mesh shares no services', () => {
  const { fleet, pair, us, eu } = sample();
  const mesh = new FleetMesh(fleet, 'backbone', { members: [us, eu], mesh: plugIn(false) });
  expect(() => pair({ mesh })).toThrow(/^acme\/backbone: this Fake mesh shares no services/);
});

test('a pair fails at the call for what a FleetMesh is made with', () => {
  const { pair } = sample();
  expect(() => pair({ mesh: plugIn(true) as never }, 'plain')).toThrow('acme/plain: mesh: Fake is what a FleetMesh is made with, and has no members: write the FleetMesh,'
    + ' new FleetMesh(...), in its place');
  class Tunnels { public readonly name = 'Submariner'; public bind() { return {}; } }
  expect(() => pair({ mesh: new Tunnels() as never }, 'instance')).toThrow('acme/instance: mesh: Submariner is what a FleetMesh is made with, and has no members: write the'
    + ' FleetMesh, new FleetMesh(...), in its place');
});

test('a pair takes whatever shares services, though it can be bound too', () => {
  const { fleet, pair } = sample();
  pair({ mesh: { ...plugIn(true), services: new FakeServices() } as never });
  expect(found(fleet)).toEqual([]);
});
