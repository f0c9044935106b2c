import { describe, expect, test } from '@jest/globals';
import { ApiObject, App, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { mayRead, reads } from './rbac';
import { Secrets } from '../../../lib/delivery';
import { Fleet, ISecrets, SecretHandover, SecretRequest } from '../../../lib/fleet';
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
const fleetObjects = (fleet: Fleet, kind: string) =>
  fleet.clusterCharts.flatMap(chart => chart.node.findAll()).filter(node => ApiObject.isApiObject(node) && node.kind === kind) as ApiObject[];
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

test('made beforehand, a Secret has the content that its reader needs in the inventory, which a controller needs not', () => {
  const content = 'the keys token and ca.crt of Secret broker/client of cluster hub';
  const contents = (secrets: ISecrets) => fleetWith(secrets, { content }, { name: 'free' }).fleet.clusterModel('eu').secrets.map(secret => [secret.name, secret.content]);
  expect(contents(Secrets.madeBeforehand())).toEqual([['free', undefined], ['login', content]]);
  expect(contents(Secrets.clusterStore('vault'))).toEqual([['free', undefined], ['login', undefined]]);
});

describe('a Secret whose keys other clusters need', () => {
  const HANDOVER: SecretHandover = {
    cluster: 'eu', namespace: 'broker', name: 'client',
    keys: { 'token': { key: 'fleet/broker', property: 'token' }, 'ca.crt': { key: 'fleet/broker-ca' } },
  };
  const handedOver = (secrets: ISecrets, handover: Partial<SecretHandover> = {}) => {
    const fixture = fleetWith(secrets);
    secrets.handOver(fixture.fleet, new Construct(fixture.fleet, 'mesh'), { ...HANDOVER, ...handover });
    return fixture;
  };

  test('is pushed to the store, replaced there when it changes, and taken away with the program', () => {
    const { fleet, objects } = handedOver(Secrets.clusterStore('vault'));
    expect(fleet.check()).toEqual([]);
    expect(objects()).toEqual([{
      apiVersion: 'external-secrets.io/v1alpha1', kind: 'PushSecret', metadata: { name: 'fleet-broker-4bfd4390', namespace: 'broker' },
      spec: {
        refreshInterval: '1h0m0s', updatePolicy: 'Replace', deletionPolicy: 'Delete',
        secretStoreRefs: [{ kind: 'ClusterSecretStore', name: 'vault' }],
        selector: { secret: { name: 'client' } },
        data: [
          { match: { secretKey: 'ca.crt', remoteRef: { remoteKey: 'fleet/broker-ca' } } },
          { match: { secretKey: 'token', remoteRef: { remoteKey: 'fleet/broker', property: 'token' } } },
        ],
      },
    }]);
  });

  test('needs External Secrets in its cluster, and is no Secret that people make', () => {
    const { fleet } = handedOver(Secrets.clusterStore('vault'));
    expect(fleet.settle().clusters.map(c => [c.name, c.components.map(({ component }) => component.name), c.secrets])).toEqual([
      ['eu', ['external-secrets'], []], ['hub', [], []], ['us', [], []],
    ]);
  });

  test('is checked like any other object', () => {
    const { fleet } = handedOver(Secrets.clusterStore('vault'), { name: 'not a name' });
    expect(fleet.check().map(({ code }) => code)).toContain('schema');
    const [push] = fleetObjects(handedOver(Secrets.clusterStore('vault')).fleet, 'PushSecret');
    push.addJsonPatch(JsonPatch.add('/spec/pushPolicy', 'Now'));
    expect(Fleet.of(push).check().map(({ code, message }) => [code, message])).toEqual([['schema', expect.stringContaining('spec.pushPolicy')]]);
  });

  test('does not depend on the order of its keys', () => {
    const reversed = Object.fromEntries(Object.entries(HANDOVER.keys!).reverse());
    expect(handedOver(Secrets.clusterStore('vault'), { keys: reversed }).objects()).toEqual(handedOver(Secrets.clusterStore('vault')).objects());
  });

  test('may be one of several of a construct, also where namespaces and keys look alike', () => {
    const { fleet, objects } = fleetWith(Secrets.clusterStore('vault'));
    const mesh = new Construct(fleet, 'mesh');
    for (const [namespace, key] of [['broker', 'a/b'], ['broker', 'a-b'], ['broker', 'A/b'], ['clients', 'a/b'], ['clients', '/']]) {
      fleet.secrets.handOver(fleet, mesh, { ...HANDOVER, namespace, keys: { token: { key } } });
    }
    expect(objects().map(({ metadata }) => `${metadata.namespace}/${metadata.name}`).sort()).toEqual([
      'broker/a-b-3646f792', 'broker/a-b-c14cddc0', 'broker/a-b-d44362d6', 'clients/8a5edab2', 'clients/a-b-c14cddc0',
    ]);
    expect(fleet.check()).toEqual([]);
  });

  test('is written by one object whatever Secret holds it, so that its successor does not have it deleted', () => {
    const nameOf = (name: string) => handedOver(Secrets.clusterStore('vault'), { name }).objects().map(({ metadata, spec }) => [metadata.name, spec.selector.secret.name]);
    expect([nameOf('token-1'), nameOf('token-2')]).toEqual([[['fleet-broker-4bfd4390', 'token-1']], [['fleet-broker-4bfd4390', 'token-2']]]);
  });

  test('fails without a store, and says what to write', () => {
    expect(() => handedOver(Secrets.externalSecrets())).toThrow(new Error("acme/mesh: keys of Secret broker/client of cluster 'eu' are to go through a secret store to"
      + " other clusters, and the fleet names none: pass the fleet secrets: Secrets.clusterStore('<name of a ClusterSecretStore>')"));
  });

  test('is brought by people where Secrets are made beforehand', () => {
    const { fleet, objects } = handedOver(Secrets.madeBeforehand());
    expect(objects()).toEqual([]);
    expect(fleet.settle().clusters.flatMap(({ secrets, components }) => [...secrets, ...components])).toEqual([]);
  });
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

describe('a Secret that goes from one cluster to others as a whole', () => {
  const WHOLE = { template: {}, inputs: {}, whole: [{ key: 'fleet/a' }, { key: 'fleet/b' }] } as const;
  const defaults = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' };

  test('is pushed without naming its keys', () => {
    const { fleet, objects } = fleetWith(Secrets.clusterStore('vault'));
    fleet.secrets.handOver(fleet, new Construct(fleet, 'mesh'), { cluster: 'eu', namespace: 'broker', name: 'all', whole: { key: 'fleet/all' } });
    expect(objects().map(({ spec }) => [spec.selector, spec.data])).toEqual([[{ secret: { name: 'all' } }, [{ match: { remoteRef: { remoteKey: 'fleet/all' } } }]]]);
    expect(fleet.check()).toEqual([]);
  });

  test('is taken with all keys that it has, from several values together', () => {
    const { fleet, objects } = fleetWith(Secrets.clusterStore('vault'), { ...WHOLE, labels: { a: 'b' } });
    expect(fleet.check()).toEqual([]);
    expect(externalSecrets(objects())[0].spec).toEqual({
      refreshInterval: '1h0m0s', secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
      dataFrom: ['fleet/a', 'fleet/b'].map(key => ({ extract: { key, ...defaults } })),
      target: {
        name: 'login', creationPolicy: 'Owner', deletionPolicy: 'Retain',
        template: { engineVersion: 'v2', mergePolicy: 'Replace', type: 'Opaque', metadata: { labels: { a: 'b' } } },
      },
    });
  });

  test('has the keys in the inventory that the program knows, else any', () => {
    const keys = (secrets: ISecrets, more: object) => fleetWith(secrets, { ...WHOLE, ...more }).fleet.clusterModel('eu').secrets.map(secret => secret.keys);
    for (const secrets of [Secrets.clusterStore('vault'), Secrets.madeBeforehand()]) {
      expect([keys(secrets, {}), keys(secrets, { wholeKeys: ['west', 'east'] })]).toEqual([[['*']], [['east', 'west']]]);
    }
  });

  test('cannot be taken with a template, nor without a store', () => {
    expect(() => fleetWith(Secrets.clusterStore('vault'), { whole: WHOLE.whole })).toThrow("acme/app-0: Secret app/login of cluster 'eu' takes keys of the store"
      + ' whole, and has a template too, by which the rest of them would be lost: name each of its inputs, or leave template and inputs empty');
    expect(() => fleetWith(Secrets.externalSecrets(), WHOLE)).toThrow("acme/app-0: Secret app/login of cluster 'eu' takes all of key 'fleet/a' of a secret store, and"
      + " the fleet names none: pass the fleet secrets: Secrets.clusterStore('<name of a ClusterSecretStore>')");
  });

  test('arrives by itself through a store, and not where people make Secrets', () => {
    expect([Secrets.clusterStore('vault'), Secrets.externalSecrets(), Secrets.madeBeforehand()].map(({ handsOver }) => handsOver)).toEqual([true, true, false]);
  });
});
