import { expect, test } from '@jest/globals';
import { findingsOf, messagesOf } from './findings';
import { lockAfter } from '../../../samples';
import { joined } from '../meshes';

const CODE = 'submariner-retired-unknown';
const lock = () => lockAfter(joined({}, { members: ['east', 'north', 'west'], options: { north: { clusterId: 'n1' } } }).fleet);

test.each<[string, object, object]>([
  ['none', {}, {}],
  ['one that the lock knows', { retired: ['n1'] }, { fleet: { lock: lock() } }],
])('passes: %s', (_, props, more) => {
  expect(messagesOf(CODE, props, more)).toEqual([]);
});

test('warns of an id that the lock does not know', () => {
  expect(findingsOf(CODE, joined({ retired: ['north'] }, { fleet: { lock: lock() } }).fleet)).toEqual([{
    code: CODE, severity: 'warning', clusters: [], paths: ['acme/mesh'],
    message: "acme/mesh: retired: 'north' is the id of no member that memory knows (east, n1, west): correct it, or remove it",
  }]);
});

test('warns once for each, also where the lock knows none', () => {
  expect(messagesOf(CODE, { retired: ['b', 'a'] })).toEqual([
    "acme/mesh: retired: 'a' is the id of no member that memory knows: correct it, or remove it",
    "acme/mesh: retired: 'b' is the id of no member that memory knows: correct it, or remove it",
  ]);
});

test('warns of one of another mesh', () => {
  expect(messagesOf(CODE, { retired: ['n1'] }, { id: 'edge', fleet: { lock: lock() } })).toHaveLength(1);
});
