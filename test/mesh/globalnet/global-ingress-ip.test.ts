import { describe, expect, test } from '@jest/globals';
import { globalIPs, globalnet, namespacesIn, refusal, stranger } from './programs';
import { GlobalIngressIP, GlobalIngressIPProps } from '../../../lib';
import { found } from '../samples';

describe('is written', () => {
  test.each<[string, Partial<GlobalIngressIPProps>, object, object]>([
    ['for a Service', {}, {}, { target: 'ClusterIPService', serviceRef: { name: 'api' } }],
    ['for endpoints of a headless Service', { target: 'HeadlessServiceEndpoints' }, {},
      { target: 'HeadlessServiceEndpoints', serviceRef: { name: 'api' } }],
    ['for a pod', { target: 'HeadlessServicePod', pod: 'api-0' }, {},
      { target: 'HeadlessServicePod', serviceRef: { name: 'api' }, podRef: { name: 'api-0' } }],
    ['under another name', { name: 'api-in' }, { name: 'api-in' }, { target: 'ClusterIPService', serviceRef: { name: 'api' } }],
  ])('%s', (_, props, metadata, spec) => {
    const { fleet, cluster } = globalnet();
    new GlobalIngressIP(fleet, 'ingress', { cluster, namespace: 'shop', target: 'ClusterIPService', service: 'api', ...props });
    expect(globalIPs(fleet, 'east')).toEqual([
      { apiVersion: 'submariner.io/v1', kind: 'GlobalIngressIP', metadata: { name: 'ingress', namespace: 'shop', ...metadata }, spec },
    ]);
    expect([namespacesIn(fleet, 'east'), namespacesIn(fleet, 'west'), globalIPs(fleet, 'west')]).toEqual([['shop'], [], []]);
    expect(found(fleet)).toEqual([]);
  });
});

describe('throws for', () => {
  const label = (prop: string, got: string) => `acme/ip: ${prop}: write lower-case letters, digits and dashes, 63 at most, got '${got}'`;
  const pod = 'acme/ip: pod: write it for target HeadlessServicePod, and for no other';

  test.each<[string, () => object, string]>([
    ['no target', () => ({ target: undefined }), 'acme/ip: target is missing; write text that is not empty'],
    ['one that is none', () => ({ target: 'Service' }),
      "acme/ip: target: write one of ClusterIPService, HeadlessServicePod, HeadlessServiceEndpoints, got 'Service'"],
    ['no Service', () => ({ service: undefined }), 'acme/ip: service is missing; write text that is not empty'],
    ['a Service that is none', () => ({ service: 'api.shop' }), label('service', 'api.shop')],
    ['a pod of a Service', () => ({ pod: 'api-0' }), pod],
    ['a pod of endpoints', () => ({ target: 'HeadlessServiceEndpoints', pod: 'api-0' }), pod],
    ['a pod that nobody names', () => ({ target: 'HeadlessServicePod' }), pod],
    ['a pod without a name', () => ({ target: 'HeadlessServicePod', pod: '' }), "acme/ip: pod: write text that is not empty, got ''"],
    ['no namespace', () => ({ namespace: undefined }), 'acme/ip: namespace is missing; write text that is not empty'],
    ['a namespace that is none', () => ({ namespace: 'shop.eu' }), label('namespace', 'shop.eu')],
    ['what is no option', () => ({ serviceRef: {} }),
      'acme/ip: serviceRef is no option; write one of cluster, namespace, target, service, name, pod'],
    ['no cluster', () => ({ cluster: undefined }), 'acme/ip: cluster is missing; write an object'],
    ['a cluster of another fleet', () => ({ cluster: stranger() }), "acme/ip: cluster: write a cluster of fleet 'acme'"],
  ])('%s', (_, props, message) => {
    expect(refusal(GlobalIngressIP, { namespace: 'shop', target: 'ClusterIPService', service: 'api', ...props() })).toBe(message);
  });
});
