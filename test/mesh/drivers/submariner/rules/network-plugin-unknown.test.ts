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
  ...['iptables', 'ipvs', undefined].map((kubeProxyMode): [string, object, object] => [`kube-proxy: ${kubeProxyMode}`, {}, { about: { east: { kubeProxyMode } } }]),
  ['no kube-proxy, without tunnels', { connectivity: false }, { about: { east: { kubeProxyMode: 'none' } } }],
  ['no kube-proxy in a cluster that is no member', {}, { clusters: ['east', 'west', 'north'], about: { north: { kubeProxyMode: 'none' } } }],
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

test.each<[string, 'none' | 'nftables', string]>([
  ['of which there is none', 'none', 'replaced'], ['in a mode that is new', 'nftables', 'in nftables mode'],
])('warns of kube-proxy %s', (_, kubeProxyMode, words) => {
  expect(findingsOf(CODE, joined({}, { about: { east: { kubeProxyMode } } }).fleet)).toEqual([{
    code: CODE, severity: 'warning', clusters: ['east'], paths: ['acme/east', 'acme/mesh'],
    message: `acme/mesh: kube-proxy of east is ${words}, which Submariner's project does not test: try it before you rely on it, or run it in iptables mode`,
  }]);
});

test('warns of both', () => {
  expect(messagesOf(CODE, {}, { about: { east: { networkPlugin: { name: 'antrea' }, kubeProxyMode: 'none' } } })).toEqual([
    expect.stringMatching(/^acme\/mesh: kube-proxy of east is replaced/), expect.stringMatching(/^acme\/mesh: the network plug-in of east, antrea/),
  ]);
});
