import { expect, test } from '@jest/globals';
import { findingsOf, messagesOf } from './findings';
import { Lock } from '../../../../../lib';
import { lockAfter } from '../../../samples';
import { joined } from '../meshes';

const CODE = 'submariner-member-left';
const lock = () => lockAfter(joined({}, { members: ['east', 'north', 'west'], options: { north: { clusterId: 'n1' } } }).fleet);
const all = ['east', 'north', 'west'];

test.each<[string, object, object]>([
  ['nothing is known', {}, { fleet: { lock: Lock.memory() } }],
  ['all are still there', {}, { members: all, options: { north: { clusterId: 'n1' } }, fleet: { lock: lock() } }],
  ['one is leaving', {}, { members: all, options: { north: { clusterId: 'n1', leaving: true } }, fleet: { lock: lock() } }],
  ['one has left and is retired', { retired: ['n1'] }, { clusters: all, fleet: { lock: lock() } }],
  ['it was a member of another mesh', {}, { clusters: all, id: 'edge', fleet: { lock: lock() } }],
  ['it never was a member', {}, { clusters: all, fleet: { lock: lockAfter(joined({}, { clusters: all }).fleet) } }],
])('passes: %s', (_, props, more) => {
  expect(messagesOf(CODE, props, more)).toEqual([]);
});

test('fails for one that is gone from the mesh and not from the fleet', () => {
  expect(findingsOf(CODE, joined({}, { clusters: all, fleet: { lock: lock() } }).fleet)).toEqual([{
    code: CODE, severity: 'error', clusters: ['north'], paths: ['acme/mesh'],
    message: 'acme/mesh: north was a member (id n1 in memory), and its Endpoint at the broker still has the others route to it: put it back with { leaving: true } until it has cleaned up,'
      + " then write retired: ['n1']",
  }]);
});

test('fails for one that is gone from the fleet, which nothing puts back', () => {
  expect(messagesOf(CODE, {}, { fleet: { lock: lock() } })).toEqual([
    "acme/mesh: north was a member (id n1 in memory), and its Endpoint at the broker still has the others route to it: write retired: ['n1']",
  ]);
});

test('is not content with the name of the cluster where the id is another', () => {
  expect(messagesOf(CODE, { retired: ['north'] }, { clusters: all, fleet: { lock: lock() } })).toHaveLength(1);
});
