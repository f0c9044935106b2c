import { describe, expect, test } from '@jest/globals';
import { joined } from './meshes';
import { FleetApp, Secrets } from '../../../../lib';
import { newApp, written } from '../../../hub/programs';
import { rowsOf } from '../../../hub/secret-references';
import { found, nameOf, objectIn, objectsOf } from '../../samples';

const STORE = { fleet: { secrets: Secrets.clusterStore('vault') } };
const REMOTE = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' };
const ACCOUNTS = 'submariner-k8s-broker-accounts';

describe('through a secret store', () => {
  test('the broker writes the token of each member', () => {
    // Research 1.10, first step of the chain.
    const { fleet } = joined({}, STORE);
    expect(objectsOf(fleet, 'hub').filter(({ kind }) => kind === 'PushSecret').map(nameOf)).toEqual([
      `PushSecret ${ACCOUNTS}/acme-mesh-broker-east-bd6cbd16`, `PushSecret ${ACCOUNTS}/acme-mesh-broker-west-0dff6a5f`,
    ]);
    expect(objectIn(fleet, 'hub', 'PushSecret', 'acme-mesh-broker-east-bd6cbd16')).toEqual({
      apiVersion: 'external-secrets.io/v1alpha1', kind: 'PushSecret', metadata: { name: 'acme-mesh-broker-east-bd6cbd16', namespace: ACCOUNTS },
      spec: {
        refreshInterval: '1h0m0s', updatePolicy: 'Replace', deletionPolicy: 'Delete',
        secretStoreRefs: [{ kind: 'ClusterSecretStore', name: 'vault' }],
        selector: { secret: { name: 'cluster-east-token-1' } },
        data: [
          { match: { secretKey: 'ca.crt', remoteRef: { remoteKey: 'acme/mesh/broker/east', property: 'ca' } } },
          { match: { secretKey: 'token', remoteRef: { remoteKey: 'acme/mesh/broker/east', property: 'token' } } },
        ],
      },
    });
  });

  test('a member reads its own token, and the key that all share', () => {
    // Research 1.6, 9 and 10.
    const { fleet } = joined({}, { ...STORE, options: { east: { clusterId: 'e1' } } });
    const secret = (name: string, data: object, template: object) => ({
      apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: { name, namespace: 'submariner-operator' },
      spec: {
        refreshInterval: '1h0m0s', secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' }, data,
        target: { name, creationPolicy: 'Owner', deletionPolicy: 'Retain', template: { engineVersion: 'v2', mergePolicy: 'Replace', type: 'Opaque', data: template } },
      },
    });
    expect(objectsOf(fleet, 'east').filter(({ kind }) => kind === 'ExternalSecret')).toEqual([
      secret('submariner-broker-secret', [
        { secretKey: 'ca', remoteRef: { key: 'acme/mesh/broker/e1', property: 'ca', ...REMOTE } },
        { secretKey: 'token', remoteRef: { key: 'acme/mesh/broker/e1', property: 'token', ...REMOTE } },
      ], { 'token': '{{ .token }}', 'ca.crt': '{{ .ca }}' }),
      secret('submariner-ipsec-psk', [{ secretKey: 'psk', remoteRef: { key: 'acme/mesh/psk', ...REMOTE } }], { psk: '{{ .psk }}' }),
    ]);
    expect(found(fleet)).toEqual([]);
  });

  test('under keys that the program names', () => {
    const { fleet } = joined({ preSharedKey: { key: 'net/psk', property: 'value' }, tokenPrefix: 'net/tokens' }, STORE);
    const [token, psk] = objectsOf(fleet, 'east').filter(({ kind }) => kind === 'ExternalSecret').map(({ spec }) => spec.data.map((d: any) => d.remoteRef));
    expect([token[0].key, token[1].key, psk]).toEqual(['net/tokens/east', 'net/tokens/east', [{ key: 'net/psk', property: 'value', ...REMOTE }]]);
    expect(objectsOf(fleet, 'hub').filter(({ kind }) => kind === 'PushSecret').map(({ spec }) => spec.data[0].match.remoteRef.remoteKey)).toEqual(['net/tokens/east', 'net/tokens/west']);
  });

  test('the keys of two meshes differ', () => {
    const keys = ['mesh', 'edge'].map(id => JSON.stringify(objectsOf(joined({}, { ...STORE, id }).fleet, 'east')).match(/acme\/\w+\/(psk|broker)/g));
    expect(keys.map(of => [...new Set(of)])).toEqual([['acme/mesh/broker', 'acme/mesh/psk'], ['acme/edge/broker', 'acme/edge/psk']]);
  });

  test('of several tokens all exist, and the last is handed over', () => {
    const { fleet } = joined({ tokens: ['1', '2'] }, STORE);
    const names = objectsOf(fleet, 'hub').map(nameOf);
    expect(names.filter(name => name.startsWith('Secret ') && /east/.test(name))).toEqual([
      `Secret ${ACCOUNTS}/cluster-east-token-1`, `Secret ${ACCOUNTS}/cluster-east-token-2`,
    ]);
    // Under one name from the first to the last: a second one would have the first delete what both write.
    expect(objectIn(fleet, 'hub', 'PushSecret', 'acme-mesh-broker-east-bd6cbd16').spec.selector).toEqual({ secret: { name: 'cluster-east-token-2' } });
    expect(found(fleet)).toEqual([]);
  });

  test('a fleet without a store is told so', () => {
    expect(() => joined({}, { fleet: { secrets: Secrets.externalSecrets() } })).toThrow(/^acme\/mesh: keys of Secret submariner-k8s-broker-accounts\/cluster-east-token-1 of cluster 'hub'/);
  });
});

describe('a member that is the broker', () => {
  const { fleet } = joined({ tokens: ['1', '2'] }, { ...STORE, members: ['hub', 'east'] });

  test('needs nothing handed over', () => {
    expect(objectsOf(fleet, 'hub').filter(({ kind }) => kind === 'PushSecret').map(nameOf)).toEqual([`PushSecret ${ACCOUNTS}/acme-mesh-broker-east-bd6cbd16`]);
    expect(found(fleet)).toEqual([]);
  });

  test('reads its token from the Secret there, and the pre-shared key from the store', () => {
    const { spec } = objectIn(fleet, 'hub', 'ExternalSecret', 'submariner-broker-secret');
    expect(spec.secretStoreRef).toEqual({ kind: 'SecretStore', name: `secrets-of-${ACCOUNTS}` });
    expect(spec.data.map((d: any) => [d.secretKey, d.remoteRef.key, d.remoteRef.property])).toEqual([
      ['ca', 'cluster-hub-token-2', 'ca.crt'], ['token', 'cluster-hub-token-2', 'token'],
    ]);
    expect(objectIn(fleet, 'hub', 'Role', 'secrets-for-submariner-operator').rules).toEqual([
      { apiGroups: [''], resources: ['secrets'], resourceNames: ['cluster-hub-token-2'], verbs: ['get'] },
    ]);
    expect(objectIn(fleet, 'hub', 'ExternalSecret', 'submariner-ipsec-psk').spec.secretStoreRef).toEqual({ kind: 'ClusterSecretStore', name: 'vault' });
  });
});

describe('made beforehand', () => {
  test('the inventory says for each Secret what people put into it', () => {
    const { fleet } = joined();
    expect(fleet.secretsOf('east')).toEqual([
      {
        namespace: 'submariner-operator', name: 'submariner-broker-secret', type: 'Opaque', labels: {}, keys: ['ca.crt', 'token'], madeBy: 'people',
        readBy: 'Submariner, to reach the broker', rotatedBy: 'a new name in tokens of the mesh',
        content: `token and ca.crt of Secret ${ACCOUNTS}/cluster-east-token-1 of hub`,
      },
      {
        namespace: 'submariner-operator', name: 'submariner-ipsec-psk', type: 'Opaque', labels: {}, keys: ['psk'], madeBy: 'people',
        readBy: 'Submariner gateways', rotatedBy: 'who keeps the pre-shared key, in all members at once',
        content: 'at least 32 random bytes, the same in every member of the mesh',
      },
    ]);
    expect(fleet.secretsOf('hub')).toEqual([]);
  });

  test('nothing of an operator is written', () => {
    const { fleet } = joined();
    expect(fleet.clusterCharts.flatMap(chart => chart.toJson() as { apiVersion: string }[]).filter(({ apiVersion }) => apiVersion.startsWith('external-secrets.io'))).toEqual([]);
  });

  test('the file names the token in use, by the id of the member', () => {
    const app: FleetApp = newApp();
    joined({ tokens: ['old', 'new'] }, { options: { east: { clusterId: 'e1' } }, app });
    const rows = rowsOf(written(app)['_secrets.md']).filter(({ name }) => name === 'submariner-broker-secret');
    expect(rows.map(row => [row.cluster, row.keys, JSON.stringify(row).includes(row.cluster === 'east' ? 'cluster-e1-token-new' : 'cluster-west-token-new')])).toEqual([
      ['east', 'ca.crt, token', true], ['west', 'ca.crt, token', true],
    ]);
  });
});
