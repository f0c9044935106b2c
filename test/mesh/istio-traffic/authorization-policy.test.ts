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

  test('names a cluster that has a trust domain of its own, where that is no alias of others', () => {
    const program = sample({ trustDomains: { eu: 'eu.example' }, trustDomainsAreAliases: false });
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

  test('names no cluster where trust domains are aliases of each other, nor that of cluster.local', () => {
    const domains = { eu: 'eu.example', asia: 'asia.example' };
    const refusal = (trustDomainsAreAliases: boolean | undefined, name: 'us' | 'eu') => {
      const program = sample({ trustDomains: domains, trustDomainsAreAliases });
      return thrown(() => specOf({ rules: [{}, { from: [{ namespace: 'shop' }, { namespace: 'shop', cluster: program[name] }] }] }, program));
    };
    const aliases = 'acme/payments: rules[1].from[1].cluster: control planes take trust domains of the mesh of others for aliases of each other, so no policy tells its clusters apart:'
      + ' leave cluster out, and use a namespace or service account of its own';
    expect([refusal(undefined, 'eu'), refusal(true, 'us')]).toEqual([aliases, aliases]);
    expect(refusal(false, 'us')).toBe('acme/payments: rules[1].from[1].cluster: us has trust domain cluster.local, which every control plane takes for its own:'
      + ' leave cluster out, and use a namespace or service account of its own');
  });

  test('names no cluster in a mesh that does not say whether trust domains are aliases', () => {
    const { fleet, us } = sample();
    const rules = [{ from: [{ namespace: 'shop', cluster: us }] }];
    expect(thrown(() => new IstioAuthorizationPolicy(fleet, 'p', { mesh: fakeMesh(fleet, [us]), ...PRODUCTION, rules }))).toContain('for aliases of each other');
  });

  describe('in ambient mode', () => {
    const CONNECTIONS = ['source.ip', 'source.namespace', 'source.principal', 'destination.ip', 'destination.port'];
    const HTTP: IstioAuthorizationPolicyProps['rules'] = [{ to: [{ methods: ['GET'] }], when: [{ key: 'request.headers[x-tenant]', values: ['acme'] }] }];
    const refusal = (props: Partial<IstioAuthorizationPolicyProps>, program = sample({ ambient: true })) => thrown(() => specOf(props, program));

    test('is for connections, which proxies of nodes know', () => {
      const rules = [{ from: [{ namespace: 'shop' }], to: [{ ports: ['8080'] }], when: CONNECTIONS.map(key => ({ key, values: ['x'] })) }];
      expect(specOf({ selector: { app: 'x' }, rules }, sample({ ambient: true }))).toMatchObject({ selector: { matchLabels: { app: 'x' } }, rules: [{ to: [{ operation: { ports: ['8080'] } }] }] });
      expect(specOf({ action: 'DENY', rules: [{}] }, sample({ ambient: true })).rules).toEqual([{}]);
    });

    test('is for HTTP, and for AUDIT, at the waypoint of a Service', () => {
      expect(specOf({ service: 'ledger', action: 'AUDIT', rules: HTTP }, sample({ ambient: true }))).toEqual({
        targetRefs: [{ kind: 'Service', group: '', name: 'ledger' }],
        action: 'AUDIT',
        rules: [{ to: [{ operation: { methods: ['GET'] } }], when: [{ key: 'request.headers[x-tenant]', values: ['acme'] }] }],
      });
    });

    const FIX = 'name the Service in service, whose waypoint goes by it';
    const ALLOW = `in ambient mode proxies of nodes know no HTTP, and would leave the rule out and refuse what it allows: ${FIX}`;
    test.each<[string, Partial<IstioAuthorizationPolicyProps>, string]>([
      ['methods', { rules: HTTP }, `rules[0].to[0].methods: ${ALLOW}`],
      ['hosts', { rules: [{}, { to: [{ ports: ['80'] }, { hosts: ['a.example'] }] }] }, `rules[1].to[1].hosts: ${ALLOW}`],
      ['paths of DENY', { action: 'DENY', selector: { app: 'x' }, rules: [{ to: [{ paths: ['/admin'] }] }] },
        `rules[0].to[0].paths: in ambient mode proxies of nodes know no HTTP, and would deny whatever else fits the rule: ${FIX}`],
      ['conditions on requests', { rules: [{ when: [{ key: 'source.ip', values: ['10.0.0.1'] }, { key: 'request.auth.claims[iss]', values: ['x'] }] }] },
        `rules[0].when[1] (request.auth.claims[iss]): ${ALLOW}`],
      ['AUDIT', { action: 'AUDIT', rules: [{}] }, `action: in ambient mode proxies of nodes ignore AUDIT: ${FIX}`],
      ['service beside selector', { service: 'ledger', selector: { app: 'x' } }, 'service: write service or selector, not both'],
    ])('fails for %s', (_, props, message) => {
      expect(refusal(props)).toBe(`acme/payments: ${message}`);
    });

    test('only there a Service can be named', () => {
      expect(refusal({ service: 'ledger' }, sample()))
        .toBe('acme/payments: service: only waypoints of ambient mode go by it, sidecars ignore such a policy: write the labels of the workloads in selector');
    });
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
      'rules[0].from[0].cluster: us has the trust domain of asia, eu, cluster.local, and identities name no cluster: leave cluster out,'
      + ' and use a namespace or service account of its own'],
    ['for a cluster outside', { rules: [{ from: [{ cluster: other, namespace: 'shop' }] }] }, 'rules[0].from[0].cluster: other is no member of the mesh of others; the members are asia, eu, us'],
    ['for a condition without values', { rules: [{ when: [{ key: 'source.ip' }] }] }, 'rules[0].when[0]: write values or notValues'],
    ['for a misspelt rule', { rules: [{ source: [] }] }, 'rules[0].source is no option; write one of from, to, when'],
  ])('fails %s', (_, props, message) => {
    expect(thrown(() => new IstioAuthorizationPolicy(fleet, `a${count++}`, { mesh, ...PAYMENTS, rules: [], ...props } as IstioAuthorizationPolicyProps)).replace(/^acme\/a\d+: /, '')).toBe(message);
  });
});
