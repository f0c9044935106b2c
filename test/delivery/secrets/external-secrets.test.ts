import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { mayRead, reads } from './rbac';
import { Secrets } from '../../../lib/delivery';
import { Fleet, ISecrets, SecretRequest } from '../../../lib/fleet';
import { Member, newFleet } from '../../fleet/members';

const REQUEST: SecretRequest = {
  cluster: 'eu', namespace: 'app', name: 'login', template: { password: '{{ .password }}' }, readBy: 'the app', rotatedBy: 'the vault',
  inputs: { password: { type: 'secret', namespace: 'bank', name: 'account', key: 'pw' } },
};

function fleetWith(secrets: ISecrets, ...requests: readonly Partial<SecretRequest>[]): { fleet: Fleet; objects: () => any[] } {
  const fleet = newFleet(new App(), { secrets });
  const eu = new Member(fleet, 'eu');
  new Member(fleet, 'us');
  requests.forEach((request, i) => secrets.provide(fleet, new Construct(fleet, `app-${i}`), { ...REQUEST, ...request }));
  return { fleet, objects: () => eu.chart.toJson().filter(object => object.metadata.name !== 'about') };
}
const externalSecrets = (objects: readonly any[]) => objects.filter(object => object.kind === 'ExternalSecret');

describe('a Secret from another Secret of the cluster', () => {
  test('is an ExternalSecret that says every default, its store, and the rights to read that one Secret', () => {
    const { fleet, objects } = fleetWith(Secrets.externalSecrets(), {});
    expect(fleet.check()).toEqual([]);
    const rbac = { apiVersion: 'rbac.authorization.k8s.io/v1', metadata: { name: 'secrets-for-app', namespace: 'bank' } };
    expect(objects()).toEqual(expect.arrayContaining([
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'secrets-of-bank', namespace: 'app' }, automountServiceAccountToken: false },
      { ...rbac, kind: 'Role', rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames: ['account'], verbs: ['get'] }] },
      {
        ...rbac, kind: 'RoleBinding', roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'secrets-for-app' },
        subjects: [{ kind: 'ServiceAccount', name: 'secrets-of-bank', namespace: 'app' }],
      },
      {
        apiVersion: 'external-secrets.io/v1', kind: 'SecretStore', metadata: { name: 'secrets-of-bank', namespace: 'app' },
        spec: {
          provider: {
            kubernetes: {
              remoteNamespace: 'bank', auth: { serviceAccount: { name: 'secrets-of-bank' } },
              server: { url: 'kubernetes.default', caProvider: { type: 'ConfigMap', name: 'kube-root-ca.crt', key: 'ca.crt' } },
            },
          },
        },
      },
      {
        apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: { name: 'login', namespace: 'app' },
        spec: {
          refreshInterval: '1h0m0s', secretStoreRef: { kind: 'SecretStore', name: 'secrets-of-bank' },
          data: [{ secretKey: 'password', remoteRef: { key: 'account', property: 'pw', conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' } }],
          target: {
            name: 'login', creationPolicy: 'Owner', deletionPolicy: 'Retain',
            template: { engineVersion: 'v2', mergePolicy: 'Replace', type: 'Opaque', data: { password: '{{ .password }}' } },
          },
        },
      },
    ]));
    expect(objects()).toHaveLength(5);
  });

  test('is in the inventory as one that a controller makes, in its own cluster only', () => {
    const { fleet } = fleetWith(Secrets.externalSecrets(), { labels: { a: 'b' }, type: 'kubernetes.io/tls', template: { b: '', a: '' } });
    expect(fleet.settle().clusters.filter(c => c.secrets.length > 0).map(c => [c.name, c.secrets])).toEqual([['eu', [{
      namespace: 'app', name: 'login', type: 'kubernetes.io/tls', labels: { a: 'b' }, keys: ['a', 'b'], madeBy: 'controller', readBy: 'the app', rotatedBy: 'the vault',
    }]]]);
  });

  test('has its type, labels and annotations; braces in them are no templates', () => {
    const { fleet, objects } = fleetWith(Secrets.externalSecrets(), { type: 'kubernetes.io/tls', labels: { a: 'b' }, annotations: { hint: '{{ .x }} {{{', plain: '}}' } });
    expect(fleet.check()).toEqual([]);
    expect(externalSecrets(objects())[0].spec.target.template).toMatchObject({
      type: 'kubernetes.io/tls', metadata: { labels: { a: 'b' }, annotations: { hint: '{{ "{{" }} .x }} {{ "{{" }}{', plain: '}}' } },
    });
  });

  test('waits for nothing, and nothing waits for it: what it is made from may come much later', () => {
    const { fleet } = fleetWith(Secrets.externalSecrets(), {});
    expect(fleet.clusterCharts.flatMap(chart => chart.node.findAll()).flatMap(construct => construct.node.dependencies)).toEqual([]);
  });
});

describe('a Secret from a store outside', () => {
  const store = { type: 'store', key: 'prod/db', property: 'pw' } as const;

  test.each([['clusterStore', Secrets.clusterStore('vault')], ['externalSecrets', Secrets.externalSecrets({ clusterStore: 'vault' })]])('is read through %s', (_, secrets) => {
    const { fleet, objects } = fleetWith(secrets, { inputs: { password: store } });
    expect(fleet.check()).toEqual([]);
    expect(objects().map(o => [o.kind, o.spec.secretStoreRef, o.spec.data])).toEqual([['ExternalSecret', { kind: 'ClusterSecretStore', name: 'vault' }, [
      { secretKey: 'password', remoteRef: { key: 'prod/db', property: 'pw', conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' } },
    ]]]);
  });

  test('can mix with others: each input then names its store, those outside last', () => {
    const { fleet, objects } = fleetWith(Secrets.clusterStore('vault'), {
      inputs: { a: { type: 'store', key: 'whole' }, c: REQUEST.inputs.password, b: { type: 'secret', namespace: 'other', name: 'x', key: 'y' }, d: store },
    });
    expect(fleet.check()).toEqual([]);
    const [{ spec }] = externalSecrets(objects());
    expect(spec.secretStoreRef).toBeUndefined();
    expect(spec.data.map((item: any) => [item.secretKey, item.remoteRef.key, item.remoteRef.property, item.sourceRef])).toEqual([
      ['b', 'x', 'y', { storeRef: { kind: 'SecretStore', name: 'secrets-of-other' } }],
      ['c', 'account', 'pw', { storeRef: { kind: 'SecretStore', name: 'secrets-of-bank' } }],
      ['a', 'whole', undefined, { storeRef: { kind: 'ClusterSecretStore', name: 'vault' } }],
      ['d', 'prod/db', 'pw', { storeRef: { kind: 'ClusterSecretStore', name: 'vault' } }],
    ]);
  });

  test('fails without a store, and says what to write', () => {
    expect(() => fleetWith(Secrets.externalSecrets(), { inputs: { password: store } })).toThrow("acme/app-0: Secret app/login of cluster 'eu' takes 'password' from"
      + " key 'prod/db' of a secret store, and the fleet names none: pass the fleet secrets: Secrets.clusterStore('<name of a ClusterSecretStore>')");
  });

  test('fails when the name of the store is none', () => {
    expect(() => Secrets.clusterStore('')).toThrow("Secrets.externalSecrets: clusterStore: write text that is not empty, got ''");
    expect(fleetWith(Secrets.clusterStore('My Vault'), { inputs: { password: store } }).fleet.check().map(f => f.code)).toEqual(['schema']);
  });
});

test('a Secret made of nothing fails', () => {
  expect(() => fleetWith(Secrets.externalSecrets(), { inputs: {} })).toThrow("acme/app-0: Secret app/login of cluster 'eu' has no inputs, and External Secrets makes none of"
    + ' nothing: name what it is made from');
});

test('made beforehand is the way of the core, and writes no object', () => {
  const { fleet, objects } = fleetWith(Secrets.madeBeforehand(), {});
  expect(objects()).toEqual([]);
  expect(fleet.settle().clusters.flatMap(c => c.secrets).map(s => [s.name, s.madeBy, s.rotatedBy])).toEqual([['login', 'people', 'who made it']]);
});

describe('whatever Secrets a program needs', () => {
  const namespace = fc.constantFrom('app', 'bank', 'web');
  const source = fc.record({ type: fc.constant('secret' as const), namespace, name: fc.constantFrom('a', 'b', 'c', 'd'), key: fc.constantFrom('k', 'l') });
  const inputs = fc.dictionary(fc.constantFrom('one', 'two', 'three'), fc.oneof(source, fc.constant({ type: 'store', key: 'x' } as const)), { minKeys: 1 });
  const requests = fc.uniqueArray(fc.record({ namespace, name: fc.constantFrom('r', 's', 't'), inputs }), { maxLength: 6, selector: r => `${r.namespace}/${r.name}` });

  test('each account may read exactly what is read through it', () => {
    fc.assert(fc.property(requests, all => {
      const { fleet, objects } = fleetWith(Secrets.clusterStore('vault'), ...all);
      expect(fleet.check()).toEqual([]);
      const needed = all.flatMap(request => Object.values(request.inputs).flatMap(input =>
        (input.type === 'secret' ? [`${request.namespace}/secrets-of-${input.namespace} ${input.namespace}/${input.name}`] : [])));
      expect(mayRead(objects())).toEqual([...new Set(needed)].sort());
      expect(reads(objects())).toEqual(mayRead(objects()));
    }), { numRuns: 40 });
  });

  test('the order of the program does not matter', () => {
    fc.assert(fc.property(requests, all => {
      const rendered = (order: typeof all) => fleetWith(Secrets.clusterStore('vault'), ...order).objects().map(object => JSON.stringify(object)).sort();
      expect(rendered([...all].reverse())).toEqual(rendered(all));
    }), { numRuns: 20 });
  });
});
