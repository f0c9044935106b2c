import { expect, test } from '@jest/globals';
import { buildModel, messages, TerseFleet } from './model-builder';
import { meshRemoved } from '../../../lib/fleet/rules/mesh-removed';

const MEMBERS = { eu: { 'fixed/mesh/net': 'eu' }, us: { 'fixed/mesh/net': 'us-1', 'range/pods': '10.0.0.0/16' } };
const fleet = (rest: TerseFleet = {}): TerseFleet => ({ clusters: { eu: {}, us: {} }, lock: MEMBERS, ...rest });

test.each<[string, TerseFleet]>([
  ['a mesh that is there', fleet({ meshes: [{ name: 'net', members: ['eu'], disjoint: [] }] })],
  ['a mesh that the lock does not know', fleet({ lock: {}, meshes: [{ name: 'net', members: ['eu'], disjoint: [] }] })],
  ['other choices that cannot be changed', fleet({ lock: { eu: { 'fixed/namespace': 'eu', 'fixed/cable of mesh net': 'libreswan' } } })],
  ['members that have left the fleet, which is a finding of its own', fleet({ lock: { gone: { 'fixed/mesh/net': 'gone' } } })],
])('passes: %s', (_, passing) => {
  expect(messages(meshRemoved, passing)).toEqual([]);
});

test('fails once for each mesh, with all its members', () => {
  expect(meshRemoved.check(buildModel(fleet()))).toEqual([{
    code: 'mesh-removed', severity: 'error', clusters: ['eu', 'us'], paths: ['acme'],
    message: 'mesh net is not in the program, and fleet.lock.json has eu and us as its members: put it back under that name and take its members out first',
  }]);
});

test('fails for a mesh that has another name now', () => {
  expect(messages(meshRemoved, fleet({ lock: { eu: { 'fixed/mesh/a/net': 'eu' } }, meshes: [{ name: 'net', members: ['eu'], disjoint: [] }] }))).toEqual([
    'mesh a/net is not in the program, and fleet.lock.json has eu as its member: put it back under that name and take its members out first',
  ]);
});
