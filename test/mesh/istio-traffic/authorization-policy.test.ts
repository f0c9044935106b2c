import { describe, expect, test } from '@jest/globals';
import { fakeMesh, PRODUCTION, sample } from './samples';
import { IstioAuthorizationPolicy, IstioAuthorizationPolicyProps } from '../../../lib';
import { found, objectIn, thrown } from '../samples';

const PAYMENTS = { ...PRODUCTION, selector: { app: 'payment-api' } } as const;

describe('IstioAuthorizationPolicy', () => {
  test('lets service accounts of other clusters in, by the trust domain of the mesh', () => {
    const { fleet, us, eu } = sample();
    const mesh = fakeMesh(fleet, [us, eu]);
    new IstioAuthorizationPolicy(fleet, 'payments', {
      mesh, ...PAYMENTS, rules: [{ from: [{ namespace: 'production', serviceAccount: 'checkout' }], to: [{ methods: ['GET', 'POST'], paths: ['/v1/*'], ports: ['8080'] }] }],
    });
    expect(found(fleet)).toEqual([]);
    for (const cluster of ['us', 'eu']) {
      expect(objectIn(fleet, cluster, 'AuthorizationPolicy', 'payments')).toEqual({
        apiVersion: 'security.istio.io/v1',
        kind: 'AuthorizationPolicy',
        metadata: { name: 'payments', namespace: 'production' },
        spec: {
          selector: { matchLabels: { app: 'payment-api' } },
          action: 'ALLOW',
          rules: [{
            from: [{ source: { principals: ['acme.example/ns/production/sa/checkout'] } }],
            to: [{ operation: { methods: ['GET', 'POST'], paths: ['/v1/*'], ports: ['8080'] } }],
          }],
        },
      });
    }
  });

  const specOf = (props: Partial<IstioAuthorizationPolicyProps>, program = sample()) => {
    new IstioAuthorizationPolicy(program.fleet, 'payments', { mesh: program.mesh, ...PRODUCTION, rules: [], ...props });
    return objectIn(program.fleet, 'us', 'AuthorizationPolicy', 'payments').spec;
  };

  test('names an identity once for each trust domain, and a namespace whatever the trust domain', () => {
    expect(specOf({ rules: [{ from: [{ namespace: 'shop', serviceAccount: 'web' }, { namespace: 'shop' }] }] }, sample({ trustDomains: { eu: 'eu.example' } })).rules).toEqual([
      { from: [{ source: { principals: ['cluster.local/ns/shop/sa/web', 'eu.example/ns/shop/sa/web'] } }, { source: { namespaces: ['shop'] } }] },
    ]);
  });

  test('names a cluster that has a trust domain of its own', () => {
    const program = sample({ trustDomains: { eu: 'eu.example' } });
    const { eu: cluster } = program;
    expect(specOf({ rules: [{ from: [{ cluster, namespace: 'shop', serviceAccount: 'web' }, { cluster, namespace: 'shop' }] }] }, program).rules).toEqual([
      { from: [{ source: { principals: ['eu.example/ns/shop/sa/web'] } }, { source: { principals: ['eu.example/ns/shop/*'] } }] },
    ]);
  });

  test('refuses everything without rules, fits everything with an empty one, and takes conditions', () => {
    expect(specOf({})).toEqual({ action: 'ALLOW' });
    expect(specOf({ action: 'DENY', rules: [{}] })).toEqual({ action: 'DENY', rules: [{}] });
    expect(specOf({ rules: [{ to: [{ hosts: ['*.example.com'] }], when: [{ key: 'request.headers[x-tenant]', values: ['acme'], notValues: ['x'] }] }] }).rules).toEqual([
      { to: [{ operation: { hosts: ['*.example.com'] } }], when: [{ key: 'request.headers[x-tenant]', values: ['acme'], notValues: ['x'] }] },
    ]);
  });

  const { fleet, mesh, us, other } = sample();
  let count = 0;
  test.each<[string, object, string]>([
    ['without rules', { rules: undefined }, 'rules is missing; write a list of objects'],
    ['for DENY without rules', { action: 'DENY', rules: [] }, 'rules: DENY without rules does nothing: write one, {} for every request'],
    ['for another action', { action: 'allow' }, "action: write one of ALLOW, DENY, AUDIT, got 'allow'"],
    ['for an empty from', { rules: [{ from: [] }] }, 'rules[0].from: an empty list fits nothing and is refused: write one entry at least, or leave it out'],
    ['for an empty operation', { rules: [{ to: [{}] }] }, 'rules[0].to[0]: write one of hosts, methods, paths, ports, got {}'],
    ['for empty methods', { rules: [{ to: [{ methods: [] }] }] }, 'rules[0].to[0].methods: write a list of texts that is not empty, got []'],
    ['for a port that is none', { rules: [{ to: [{ ports: ['http'] }] }] }, "rules[0].to[0].ports: write ports from 1 to 65535, got 'http'"],
    ['for a caller without a namespace', { rules: [{ from: [{ serviceAccount: 'web' }] }] }, 'rules[0].from[0].namespace is missing; write lower-case letters, digits and dashes, 63 at most'],
    ['for a principal by hand', { rules: [{ from: [{ namespace: 'a', principals: ['*'] }] }] }, 'rules[0].from[0].principals is no option; write one of namespace, serviceAccount, cluster'],
    ['for a namespace that is a pattern', { rules: [{ from: [{ namespace: 'prod-*' }] }] }, "rules[0].from[0].namespace: write lower-case letters, digits and dashes, 63 at most, got 'prod-*'"],
    ['for a cluster that no identity shows', { rules: [{ from: [{ cluster: us, namespace: 'shop' }] }] },
      'rules[0].from[0].cluster: us has the trust domain of asia, eu, cluster.local, and identities name no cluster: leave cluster out, or give us a trust domain of its own'],
    ['for a cluster outside', { rules: [{ from: [{ cluster: other, namespace: 'shop' }] }] }, 'rules[0].from[0].cluster: other is no member of the mesh of others; the members are asia, eu, us'],
    ['for a condition without values', { rules: [{ when: [{ key: 'source.ip' }] }] }, 'rules[0].when[0]: write values or notValues'],
    ['for a misspelt rule', { rules: [{ source: [] }] }, 'rules[0].source is no option; write one of from, to, when'],
  ])('fails %s', (_, props, message) => {
    expect(thrown(() => new IstioAuthorizationPolicy(fleet, `a${count++}`, { mesh, ...PAYMENTS, rules: [], ...props } as IstioAuthorizationPolicyProps)).replace(/^acme\/a\d+: /, '')).toBe(message);
  });
});
