import { expect, test } from '@jest/globals';
import { findingsOf, messagesOf } from './findings';
import { hub } from '../../../samples';
import { joined } from '../meshes';

const CODE = 'submariner-broker-unguarded';
const on = (version: string) => ({ fleet: { hub: hub({ version }) } });

test.each<[string, object, object]>([
  ['a broker with Kubernetes 1.30', {}, on('1.30.0')],
  ['one that is newer than this library', {}, on('1.99.0')],
  ['a policy that the program asks for', { admissionPolicy: true }, on('1.34.1')],
  ['a policy on an older one, which is another finding', { admissionPolicy: true }, on('1.29.9')],
])('passes: %s', (_, props, more) => {
  expect(messagesOf(CODE, props, more)).toEqual([]);
});

test('warns of a broker that knows no such policy', () => {
  expect(findingsOf(CODE, joined({}, on('1.29.9')).fleet)).toEqual([{
    code: CODE, severity: 'warning', clusters: ['hub'], paths: ['acme/mesh'],
    message: 'acme/mesh: every member can write over the objects of the others at the broker hub: its Kubernetes v1.29.9 knows no ValidatingAdmissionPolicy; raise it to 1.30 or later',
  }]);
});

test('warns where the program switches it off', () => {
  expect(messagesOf(CODE, { admissionPolicy: false })).toEqual([
    'acme/mesh: every member can write over the objects of the others at the broker hub: leave admissionPolicy out',
  ]);
});
