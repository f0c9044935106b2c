import { describe, expect, test } from '@jest/globals';
import { PRODUCTION, sample } from './samples';
import { IstioGateway, IstioVirtualService, IstioVirtualServiceProps, LocalityFailover } from '../../../lib';
import { found, objectIn, thrown } from '../samples';

const HOST = 'payment-api.production.svc.cluster.local';
const PAYMENTS = { ...PRODUCTION, hosts: [HOST] } as const;

describe('IstioVirtualService', () => {
  test('sends a share to each cluster', () => {
    const { fleet, mesh, us, eu } = sample();
    const { host } = new LocalityFailover(fleet, 'failover', { mesh, ...PRODUCTION, service: 'payment-api', mode: 'active-active', clusterSubsets: true });
    new IstioVirtualService(fleet, 'payments', { mesh, ...PRODUCTION, hosts: [host], http: [{ route: [{ cluster: us, weight: 90 }, { cluster: eu, weight: 10 }] }] });
    expect(found(fleet)).toEqual([]);
    expect(objectIn(fleet, 'eu', 'VirtualService', 'payments')).toEqual({
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'payments', namespace: 'production' },
      spec: {
        hosts: [HOST],
        http: [{ route: [{ destination: { host: HOST, subset: 'us' }, weight: 90 }, { destination: { host: HOST, subset: 'eu' }, weight: 10 }] }],
      },
    });
  });

  test('takes matches, limits, tries, TLS and TCP', () => {
    const { fleet, mesh } = sample();
    new IstioVirtualService(fleet, 'payments', {
      mesh, ...PAYMENTS, exportTo: ['.'],
      http: [
        {
          name: 'v2', match: [{ uri: { prefix: '/v2' }, headers: { 'x-tenant': { exact: 'acme' } }, method: { regex: 'GET|HEAD' }, port: 80 }],
          route: [{ host: 'v2.production.svc.cluster.local', port: 8080 }], timeout: '10s',
          retries: { attempts: 3, perTryTimeout: '2s', retryOn: 'connect-failure,503', retryRemoteLocalities: true },
        },
        { route: [{}] },
      ],
      tls: [{ sniHosts: [HOST], port: 443, route: [{}] }],
      tcp: [{ port: 5432, route: [{ port: 5432 }] }, { route: [{}] }],
    });
    expect(found(fleet)).toEqual([]);
    expect(objectIn(fleet, 'us', 'VirtualService', 'payments').spec).toEqual({
      hosts: [HOST],
      exportTo: ['.'],
      http: [
        {
          name: 'v2', match: [{ uri: { prefix: '/v2' }, headers: { 'x-tenant': { exact: 'acme' } }, method: { regex: 'GET|HEAD' }, port: 80 }],
          route: [{ destination: { host: 'v2.production.svc.cluster.local', port: { number: 8080 } } }], timeout: '10s',
          retries: { attempts: 3, perTryTimeout: '2s', retryOn: 'connect-failure,503', retryRemoteLocalities: true },
        },
        { route: [{ destination: { host: HOST } }] },
      ],
      tls: [{ match: [{ sniHosts: [HOST], port: 443 }], route: [{ destination: { host: HOST } }] }],
      tcp: [
        { match: [{ port: 5432 }], route: [{ destination: { host: HOST, port: { number: 5432 } } }] },
        { route: [{ destination: { host: HOST } }] },
      ],
    });
  });

  test('is for a gateway, for the proxies, or for both', () => {
    const { fleet, mesh } = sample();
    const gateway = new IstioGateway(fleet, 'edge', {
      mesh, namespace: 'istio-ingress', selector: { istio: 'ingress' },
      servers: [{ port: { number: 443, name: 'tls', protocol: 'TLS' }, hosts: ['*'], tls: { mode: 'PASSTHROUGH' } }],
    });
    new IstioVirtualService(fleet, 'payments', {
      mesh, ...PRODUCTION, hosts: ['*.example.com'], gateways: [gateway, 'mesh', 'edge/other'], tls: [{ sniHosts: ['pay.example.com'], route: [{ host: HOST }] }],
    });
    new IstioVirtualService(fleet, 'any', { mesh, ...PRODUCTION, hosts: ['*'], gateways: [gateway], tls: [{ sniHosts: ['pay.example.com'], route: [{ host: HOST }] }] });
    expect(found(fleet)).toEqual([]);
    expect(objectIn(fleet, 'us', 'VirtualService', 'payments').spec.gateways).toEqual(['istio-ingress/edge', 'mesh', 'edge/other']);
    expect(objectIn(fleet, 'us', 'Gateway', 'edge')).toEqual({
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { name: 'edge', namespace: 'istio-ingress' },
      spec: { selector: { istio: 'ingress' }, servers: [{ port: { number: 443, name: 'tls', protocol: 'TLS' }, hosts: ['*'], tls: { mode: 'PASSTHROUGH' } }] },
    });
  });

  const { fleet, mesh, us, eu, other } = sample();
  let count = 0;
  const ROUTE = [{ route: [{}] }];
  test.each<[string, object, string]>([
    ['without hosts', { hosts: [], http: ROUTE }, 'hosts: write the host that callers use, got an empty list'],
    ['for * without a gateway', { hosts: ['*'], http: ROUTE }, "hosts: write DNS names, one may begin with *., got '*'"],
    ['for what is no host of a gateway', { hosts: ['a b'], gateways: ['edge'], http: ROUTE }, "hosts: write DNS names, * for any, got 'a b'"],
    ['without routes', {}, 'write one route at least, in http, tls or tcp'],
    ['without destinations', { http: [{ route: [] }] }, 'http[0].route: write one destination at least, got an empty list'],
    ['for a host that is none', { http: [{ route: [{ host: '*.x' }] }] }, "http[0].route[0].host: write the DNS name of a service, got '*.x'"],
    ['for a missing share', { http: [{ route: [{ cluster: us, weight: 1 }, { cluster: eu }] }] }, 'http[0].route[1].weight: with several destinations write the share of each'],
    ['for shares of 0', { http: [{ route: [{ cluster: us, weight: 0 }, { cluster: eu, weight: 0 }] }] }, 'http[0].route: all weights are 0: write a share for one destination at least'],
    ['for a broken share', { http: [{ route: [{ weight: 0.5 }] }] }, 'http[0].route[0].weight: write a whole number from 0 on, got 0.5'],
    ['for cluster and subset', { http: [{ route: [{ cluster: us, subset: 'v1' }] }] }, 'http[0].route[0]: write cluster or subset, not both'],
    ['for a cluster outside', { http: [{ route: [{ cluster: other }] }] }, 'http[0].route[0].cluster: other is no member of the mesh of others; the members are asia, eu, us'],
    ['for a text in place of a match', { http: [{ match: [{ uri: '/v2' }], route: [{}] }] }, "http[0].match[0].uri: write { exact }, { prefix } or { regex } with a text, got '/v2'"],
    ['for two in a match', { http: [{ match: [{ uri: { exact: '/a', prefix: '/b' } }], route: [{}] }] },
      'http[0].match[0].uri: write { exact }, { prefix } or { regex } with a text, got {"exact":"/a","prefix":"/b"}'],
    ['for a header in upper case', { http: [{ match: [{ headers: { 'X-Tenant': { exact: 'a' } } }], route: [{}] }] },
      'http[0].match[0].headers: names of headers are lower case here: write x-tenant, got X-Tenant'],
    ['for a timeout without a unit', { http: [{ timeout: '10', route: [{}] }] }, "http[0].timeout: write a duration of 1ms at least: 10s, 500ms, got '10'"],
    ['for tries without a number', { http: [{ retries: {}, route: [{}] }] }, 'http[0].retries.attempts is missing; write a whole number from 0 on'],
    ['for a misspelt route', { http: [{ routes: [{}] }] }, 'http[0].route is missing; write a list of objects'],
    ['for a name outside of hosts', { tls: [{ sniHosts: ['x.example.com'], route: [{}] }] }, `tls[0].sniHosts: write names within hosts (${HOST}), got 'x.example.com'`],
    ['for no names', { tls: [{ sniHosts: [], route: [{}] }] }, `tls[0].sniHosts: write names within hosts (${HOST}), got an empty list`],
    ['for a port above', { tcp: [{ port: 65536, route: [{}] }] }, 'tcp[0].port: write a whole number from 1 to 65535, got 65536'],
    ['for no gateway', { gateways: [{}], http: ROUTE }, "gateways[0]: write an IstioGateway, <namespace>/<name>, or mesh, got '[object Object]'"],
    ['for two slashes', { gateways: ['a/b/c'], http: ROUTE }, "gateways[0]: write an IstioGateway, <namespace>/<name>, or mesh, got 'a/b/c'"],
  ])('fails %s', (_, props, message) => {
    expect(thrown(() => new IstioVirtualService(fleet, `v${count++}`, { mesh, ...PAYMENTS, ...props } as IstioVirtualServiceProps)).replace(/^acme\/v\d+: /, '')).toBe(message);
  });
});
