import { expect, test } from '@jest/globals';
import { findingsOf, messagesOf } from './findings';
import { joined } from '../meshes';

const CODE = 'submariner-kube-proxy-mode';
const mode = (kubeProxyMode?: 'iptables' | 'ipvs' | 'nftables' | 'none') => ({ about: { east: { kubeProxyMode } } });

test.each<[string, object, object]>([
  ['iptables', {}, mode('iptables')], ['nftables', {}, mode('nftables')], ['none', {}, mode('none')], ['not known', {}, mode()],
  ['ipvs without tunnels', { connectivity: false }, mode('ipvs')],
  ['ipvs in a cluster that is no member', {}, { clusters: ['east', 'west', 'north'], about: { north: { kubeProxyMode: 'ipvs' } } }],
])('passes: %s', (_, props, more) => {
  expect(messagesOf(CODE, props, more)).toEqual([]);
});

test('fails for ipvs', () => {
  expect(findingsOf(CODE, joined({}, mode('ipvs')).fleet)).toEqual([{
    code: CODE, severity: 'error', clusters: ['east'], paths: ['acme/east', 'acme/mesh'],
    message: 'acme/mesh: kube-proxy of east is in ipvs mode, and Submariner does not work with it (subctl v0.18 pkg/diagnose/kubeproxy.go): run it in iptables mode',
  }]);
});
