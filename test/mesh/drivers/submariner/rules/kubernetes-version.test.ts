import { expect, test } from '@jest/globals';
import { findingsOf, messagesOf } from './findings';
import { joined } from '../meshes';

const CODE = 'submariner-kubernetes-version';
const version = (text: string) => ({ about: { east: { version: text } } });

test.each<[string, object]>([
  ['the oldest', version('1.22.0')], ['a newer one', version('1.34.1')], ['one that nobody knows yet', version('1.99.0')],
  ['an older one that is no member', { clusters: ['east', 'west', 'north'], about: { north: { version: '1.21.14' } } }],
])('passes: %s', (_, more) => {
  expect(messagesOf(CODE, {}, more)).toEqual([]);
});

test('fails for an older one', () => {
  expect(findingsOf(CODE, joined({}, version('1.21.14')).fleet)).toEqual([{
    code: CODE, severity: 'error', clusters: ['east'], paths: ['acme/mesh'],
    message: 'acme/mesh: east has Kubernetes v1.21.14, and Submariner 0.24.1 supports 1.22 and later: raise it, or take east out of the mesh',
  }]);
});

test('fails without tunnels likewise, and names the version of the mesh', () => {
  expect(messagesOf(CODE, { connectivity: false, version: '0.20.4' }, version('1.21.14'))).toEqual([
    'acme/mesh: east has Kubernetes v1.21.14, and Submariner 0.20.4 supports 1.22 and later: raise it, or take east out of the mesh',
  ]);
});
