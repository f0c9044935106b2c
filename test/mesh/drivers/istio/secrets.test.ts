import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { FLEET, joined, multiPrimary, primaryRemote, WITH_STORE } from './meshes';
import { Fleet, FleetMesh, Secrets } from '../../../../lib';
import { bucketsOf, secretsFor } from '../../../../lib/mesh/drivers/istio/buckets';
import { existing, found, newFleet, objectIn, objectsOf } from '../../samples';

const REMOTE = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' };
const STORE = { kind: 'ClusterSecretStore', name: 'vault' };
const ofKind = (fleet: Fleet, cluster: string, kind: string) => objectsOf(fleet, cluster).filter(object => object.kind === kind);

describe('access of members to each other', () => {
  test('a member has an account that the chart need not make first, and hands its token over', () => {
    const { fleet } = joined(multiPrimary({ revision: 'blue' }), { options: { east: { clusterId: 'e1' } } });
    expect(objectIn(fleet, 'east', 'ServiceAccount', 'istio-remote-reader')).toEqual({
      apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'istio-remote-reader', namespace: 'istio-system' }, automountServiceAccountToken: false,
    });
    expect(objectIn(fleet, 'east', 'ClusterRoleBinding', 'istio-remote-reader-blue-istio-system')).toEqual({
      apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', metadata: { name: 'istio-remote-reader-blue-istio-system' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'istio-reader-clusterrole-blue-istio-system' },
      subjects: [{ kind: 'ServiceAccount', name: 'istio-remote-reader', namespace: 'istio-system' }],
    });
    expect(objectIn(fleet, 'east', 'Secret', 'istio-remote-reader-token-1')).toEqual({
      apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/service-account-token',
      metadata: { name: 'istio-remote-reader-token-1', namespace: 'istio-system', annotations: { 'kubernetes.io/service-account.name': 'istio-remote-reader' } },
    });
    expect(ofKind(fleet, 'east', 'PushSecret').map(({ spec }) => [spec.selector, spec.data])).toEqual([[{ secret: { name: 'istio-remote-reader-token-1' } }, [
      { match: { secretKey: 'ca.crt', remoteRef: { remoteKey: 'acme/mesh/token/e1', property: 'ca' } } },
      { match: { secretKey: 'token', remoteRef: { remoteKey: 'acme/mesh/token/e1', property: 'token' } } },
    ]]]);
  });

  test('the hub puts kubeconfigs together, and hands them over as a whole', () => {
    const { fleet } = joined(multiPrimary(), { options: { west: { tlsServerName: 'kubernetes.default.svc' } } });
    const { spec, metadata } = objectIn(fleet, 'hub', 'ExternalSecret', 'acme.mesh.remotes');
    expect(metadata.namespace).toBe('istio-remote-secrets');
    expect(spec.data.map(({ secretKey, remoteRef: { key, property } }: any) => [secretKey, key, property])).toEqual(['east', 'west'].flatMap(id => [
      [`${id}.ca`, `acme/mesh/token/${id}`, 'ca'], [`${id}.token`, `acme/mesh/token/${id}`, 'token'],
    ]));
    expect(spec.target.template.metadata).toBeUndefined();
    expect(Object.keys(spec.target.template.data)).toEqual(['east', 'west']);
    expect(parse(spec.target.template.data.east)).toEqual({
      'apiVersion': 'v1', 'kind': 'Config',
      'clusters': [{ name: 'east', cluster: { 'server': 'https://east.example.com:6443', 'certificate-authority-data': '{{ (index . "east.ca") | b64enc }}' } }],
      'contexts': [{ name: 'east', context: { cluster: 'east', user: 'east' } }],
      'current-context': 'east',
      'users': [{ name: 'east', user: { token: '{{ (index . "east.token") }}' } }],
    });
    expect(parse(spec.target.template.data.west).clusters[0].cluster['tls-server-name']).toBe('kubernetes.default.svc');
    expect(ofKind(fleet, 'hub', 'PushSecret').map(push => push.spec)).toEqual([{
      refreshInterval: '1h0m0s', updatePolicy: 'Replace', deletionPolicy: 'Delete', secretStoreRefs: [STORE], selector: { secret: { name: 'acme.mesh.remotes' } },
      data: [{ match: { remoteRef: { remoteKey: 'acme/mesh/remotes' } } }],
    }]);
    expect(found(fleet)).toEqual([]);
  });

  test('every member takes all of them, with the label that istiod looks for', () => {
    const { fleet } = joined();
    expect(objectIn(fleet, 'west', 'ExternalSecret', 'istio-remote-secrets')).toEqual({
      apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: { name: 'istio-remote-secrets', namespace: 'istio-system' },
      spec: {
        refreshInterval: '1h0m0s', secretStoreRef: STORE, dataFrom: [{ extract: { key: 'acme/mesh/remotes', ...REMOTE } }],
        target: {
          name: 'istio-remote-secrets', creationPolicy: 'Owner', deletionPolicy: 'Retain',
          template: { engineVersion: 'v2', mergePolicy: 'Replace', type: 'Opaque', metadata: { labels: { 'istio/multiCluster': 'true' } } },
        },
      },
    });
    expect(fleet.secretsOf('west').filter(({ name }) => name === 'istio-remote-secrets')).toMatchObject([{ keys: ['east', 'west'], madeBy: 'controller' }]);
  });

  test('of several tokens all are valid, and the last is handed over', () => {
    const { fleet } = joined(multiPrimary({ tokens: ['1', '2'] }));
    expect(ofKind(fleet, 'east', 'Secret').map(({ metadata }) => metadata.name)).toEqual(['istio-remote-reader-token-1', 'istio-remote-reader-token-2']);
    expect(ofKind(fleet, 'east', 'PushSecret').map(({ spec }) => spec.selector.secret.name)).toEqual(['istio-remote-reader-token-2']);
  });

  test('under keys that the program names, in a cluster that it names', () => {
    const fleet = newFleet(WITH_STORE);
    const [east, west] = [existing(fleet, 'east', 1), existing(fleet, 'west', 2)];
    new FleetMesh(fleet, 'mesh', { members: [east, west], mesh: multiPrimary({ keyPrefix: 'net', assembledIn: west }) });
    expect(ofKind(fleet, 'hub', 'ExternalSecret')).toEqual([]);
    expect(ofKind(fleet, 'west', 'PushSecret').map(({ spec }) => spec.data.map((d: any) => d.match.remoteRef.remoteKey))).toEqual([['net/token/west', 'net/token/west'], ['net/remotes']]);
    expect(objectIn(fleet, 'east', 'ExternalSecret', 'istio-remote-secrets').spec.dataFrom[0].extract.key).toBe('net/remotes');
    expect(found(fleet)).toEqual([]);
    const stranger = newFleet(WITH_STORE, undefined, 'other');
    expect(() => joined(multiPrimary({ assembledIn: existing(stranger, 'x', 9) }))).toThrow("acme/mesh: assembledIn: write a cluster of fleet 'acme', or leave it out for the hub");
  });

  test('made beforehand: members have a line in the inventory, and nothing is put together', () => {
    const { fleet } = joined(multiPrimary(), { fleet: { secrets: Secrets.madeBeforehand() } });
    expect(objectsOf(fleet, 'hub')).toEqual([]);
    expect(fleet.secretsOf('east')).toEqual([
      {
        namespace: 'istio-system', name: 'cacerts', type: 'Opaque', labels: {}, keys: ['ca-cert.pem', 'ca-key.pem', 'cert-chain.pem', 'root-cert.pem'], madeBy: 'people',
        readBy: 'istiod, to sign certificates of workloads', rotatedBy: 'who keeps the root, before the intermediate ends',
        content: 'an intermediate for this cluster, signed by the one root of the mesh (istio tools/certs, with SAN istiod.istio-system.svc)',
      },
      {
        namespace: 'istio-system', name: 'istio-remote-secrets', type: 'Opaque', labels: { 'istio/multiCluster': 'true' }, keys: ['east', 'west'], madeBy: 'people',
        readBy: 'istiod, to find services of the other members', rotatedBy: 'a new name in tokens of the mesh',
        content: 'for each member a kubeconfig, whose cluster, context and user are called as the key, with token and ca.crt of Secret istio-system/istio-remote-reader-token-1 there',
      },
    ]);
  });

  test('a primary reads the remotes, and nobody reads the primary', () => {
    const fleet = newFleet(WITH_STORE);
    const [east, west] = [existing(fleet, 'east', 1), existing(fleet, 'west', 2)];
    new FleetMesh(fleet, 'mesh', { members: [east, west], mesh: primaryRemote(east) });
    expect(Object.keys(objectIn(fleet, 'hub', 'ExternalSecret', 'acme.mesh.remotes').spec.target.template.data)).toEqual(['west']);
    expect(ofKind(fleet, 'east', 'ExternalSecret').map(({ metadata }) => metadata.name)).toEqual(['cacerts', 'istio-remote-secrets']);
    expect(ofKind(fleet, 'east', 'ServiceAccount')).toEqual([]);
    expect(ofKind(fleet, 'west', 'ExternalSecret')).toEqual([]);
    expect(ofKind(fleet, 'west', 'ServiceAccount')).toHaveLength(1);
  });

  test('mounted kubeconfigs: no account, no Secret', () => {
    const { fleet } = joined(multiPrimary({ apiServer: undefined, mountedKubeconfigs: { csi: { driver: 'd' } } }));
    expect(ofKind(fleet, 'east', 'ExternalSecret').map(({ metadata }) => metadata.name)).toEqual(['cacerts']);
    expect([...ofKind(fleet, 'east', 'ServiceAccount'), ...ofKind(fleet, 'east', 'PushSecret'), ...objectsOf(fleet, 'hub')]).toEqual([]);
  });
});

describe('many members', () => {
  // Part 100 of the addresses of samples is for services.
  const names = (count: number) => Array.from({ length: count }, (_, i) => `m${i < 89 ? i + 1 : i + 2}`);
  const idsOf = (count: number) => names(count).map(name => `cluster-${name}`);

  test('are divided among values of the store that fit into 64 KiB each, with 3.8 KiB for a kubeconfig', () => {
    for (const count of [1, 8, 9, 50, 500]) {
      const { buckets } = bucketsOf(idsOf(count), id => id);
      expect([...buckets.values()].flat().sort()).toEqual(idsOf(count).sort());
      expect(Math.max(...[...buckets.values()].map(own => own.length)) * 3.8).toBeLessThan(64);
    }
    expect([...bucketsOf(idsOf(8), id => id).buckets.keys()]).toEqual([0]);
  });

  test('of Secrets none comes near 1 MiB', () => {
    const { buckets } = bucketsOf(idsOf(500), id => id);
    const secrets = secretsFor(500);
    const sizes = Array.from({ length: secrets }, (_, i) => [...buckets].filter(([bucket]) => bucket % secrets === i)
      .reduce((sum, [, own]) => sum + own.length, 0));
    expect(secrets).toBe(4);
    expect(Math.max(...sizes) * 4).toBeLessThan(800);
  });

  test('stay where they are when one more comes', () => {
    const placeOf = (ids: readonly string[]) => new Map([...bucketsOf(ids, id => id).buckets].flatMap(([bucket, own]) =>
      own.map(id => [id, bucket] as const)));
    const [before, after] = [placeOf(idsOf(40)), placeOf(idsOf(41))];
    expect(idsOf(40).filter(id => before.get(id) !== after.get(id))).toEqual([]);
    expect(before.get('cluster-m7')).toBe(createHash('sha256').update('cluster-m7').digest().readUInt32BE() % 8);
  });

  test('are read in one Secret from several values, until that would be too large', () => {
    const mesh = (count: number) => joined(multiPrimary(), { members: names(count) }).fleet;
    const nine = mesh(9);
    expect(ofKind(nine, 'hub', 'ExternalSecret').map(({ metadata }) => metadata.name)).toEqual(['acme.mesh.remotes-of-2.0', 'acme.mesh.remotes-of-2.1']);
    expect(objectIn(nine, 'm1', 'ExternalSecret', 'istio-remote-secrets').spec.dataFrom.map((from: any) => from.extract.key))
      .toEqual(['acme/mesh/remotes-of-2/0', 'acme/mesh/remotes-of-2/1']);
    const large = mesh(161);
    const secrets = ofKind(large, 'm1', 'ExternalSecret').filter(({ metadata }) => metadata.name !== 'cacerts');
    expect(secrets.map(({ metadata }) => metadata.name)).toEqual(['istio-remote-secrets-0-of-2', 'istio-remote-secrets-1-of-2']);
    const keys = secrets.flatMap(({ spec }) => spec.dataFrom.map((from: any) => from.extract.key));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toHaveLength(ofKind(large, 'hub', 'ExternalSecret').length);
  });
});

describe('the signing certificate', () => {
  test('comes from the store with the root: for both roots while they change', () => {
    const { fleet } = joined(multiPrimary({ certificateAuthority: { roots: [{ key: 'pki', property: 'old' }, { key: 'pki', property: 'new' }], intermediates: 'pki/istio' } }));
    const { spec } = objectIn(fleet, 'east', 'ExternalSecret', 'cacerts');
    expect(spec.data).toEqual([['cert', 'pki/istio/east', 'ca-cert'], ['chain', 'pki/istio/east', 'cert-chain'], ['key', 'pki/istio/east', 'ca-key'], ['root1', 'pki', 'old'],
      ['root2', 'pki', 'new']].map(([secretKey, key, property]) => ({ secretKey, remoteRef: { key, property, ...REMOTE } })));
    expect(spec.target.template.data).toEqual({
      'ca-cert.pem': '{{ .cert }}', 'ca-key.pem': '{{ .key }}', 'cert-chain.pem': '{{ .chain }}', 'root-cert.pem': '{{ .root1 | trim }}\n{{ .root2 | trim }}\n',
    });
  });

  test('is made by cert-manager from an issuer that every member has', () => {
    const everyCluster = { servedByOthers: ['cert-manager.io'] };
    const { fleet } = joined(multiPrimary({ certificateAuthority: { issuer: { name: 'root' }, duration: '1440h' } }), { about: { east: everyCluster, west: everyCluster }, fleet: FLEET });
    expect(objectIn(fleet, 'east', 'Certificate', 'istio-ca')).toEqual({
      apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: { name: 'istio-ca', namespace: 'istio-system' },
      spec: {
        secretName: 'cacerts', isCA: true, commonName: 'east', subject: { organizations: ['mesh1'] }, dnsNames: ['istiod.istio-system.svc'], duration: '1440h',
        renewBefore: '720h0m0s', privateKey: { algorithm: 'RSA', size: 4096, rotationPolicy: 'Always' },
        issuerRef: { name: 'root', kind: 'ClusterIssuer', group: 'cert-manager.io' },
      },
    });
    expect(ofKind(fleet, 'east', 'ExternalSecret').map(({ metadata }) => metadata.name)).toEqual(['istio-remote-secrets']);
  });
});
