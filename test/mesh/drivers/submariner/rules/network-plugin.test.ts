import { expect, test } from '@jest/globals';
import { findingsOf, messagesOf } from './findings';
import { joined } from '../meshes';

const CODE = 'submariner-network-plugin';
const plugin = (name: string) => ({ about: { east: { networkPlugin: { name } } } });

test.each<[string, object, object]>([
  ['Calico', {}, plugin('calico')], ['OVN-Kubernetes', {}, plugin('ovn-kubernetes')], ['what nobody knows', {}, { about: { east: { networkPlugin: undefined } } }],
  ['a name that every object has', {}, plugin('constructor')],
  ['Cilium without tunnels', { connectivity: false }, plugin('cilium')],
  ['Cilium in a cluster that is no member', {}, { clusters: ['east', 'west', 'north'], about: { north: { networkPlugin: { name: 'cilium' } } } }],
])('passes: %s', (_, props, more) => {
  expect(messagesOf(CODE, props, more)).toEqual([]);
});

test('fails for Cilium', () => {
  expect(findingsOf(CODE, joined({}, plugin('cilium')).fleet)).toEqual([{
    code: CODE, severity: 'error', clusters: ['east'], paths: ['acme/east', 'acme/mesh'],
    message: 'acme/mesh: the network plug-in of east is cilium, and Submariner 0.24.1 does not work with it (submariner-io/submariner#3168: supported by no release up to 0.24): give east'
      + ' another, Calico for example, or take it out of the mesh',
  }]);
});
