import { expect, test } from '@jest/globals';
import { findingsOf, messagesOf } from './findings';
import { NetworkPlugin } from '../../../../../lib';
import { joined } from '../meshes';

const CODE = 'submariner-network-plugin-unknown';
const plugin = (networkPlugin?: NetworkPlugin) => ({ about: { east: { networkPlugin } } });

test.each<[string, object, object]>([
  ...['canal', 'flannel', 'kindnet', 'openshift-sdn', 'ovn-kubernetes', 'weave-net'].map((name): [string, object, object] => [name, {}, plugin({ name })]),
  ['Calico with its API server', {}, plugin({ name: 'calico', apiServer: true })],
  ['Calico without', {}, plugin({ name: 'calico', apiServer: false })],
  ['Cilium, which is a finding of its own', {}, plugin({ name: 'cilium' })],
  ['what nobody knows, without tunnels', { connectivity: false }, plugin()],
])('passes: %s', (_, props, more) => {
  expect(messagesOf(CODE, props, more)).toEqual([]);
});

test('warns where the program does not say', () => {
  expect(findingsOf(CODE, joined({}, plugin()).fleet)).toEqual([{
    code: CODE, severity: 'warning', clusters: ['east'], paths: ['acme/east', 'acme/mesh'],
    message: "acme/mesh: what connects the pods of east is not known: write networkPlugin: { name: '<plug-in>' } for east",
  }]);
});

test('warns of one that nobody tests', () => {
  expect(messagesOf(CODE, {}, plugin({ name: 'antrea' }))).toEqual([
    "acme/mesh: the network plug-in of east, antrea, is none that Submariner's project tests (calico, canal, flannel, kindnet, openshift-sdn, ovn-kubernetes, weave-net): try it before"
    + ' you rely on it',
  ]);
});

test('warns of Calico of which nobody says whether its API server runs', () => {
  expect(messagesOf(CODE, {}, plugin({ name: 'calico' }))).toEqual([
    'acme/mesh: whether the API server of Calico runs in east is not known, and without it Calico needs pools for the other members: write networkPlugin: { name: \'calico\', apiServer:'
    + ' true } or false',
  ]);
});
