import { describe, expect, test } from '@jest/globals';
import { NEW_CA, OLD_CA } from './certificates';
import { joined, WITH_CILIUM } from './meshes';
import { Cilium, Secrets } from '../../../../lib';
import { found, nameOf, objectIn, objectsOf } from '../../samples';

const MOUNT = '/var/lib/cilium/clustermesh';
/** As chart 1.20.0 renders it with `clustermesh.config.enabled`. */
const config = (endpoint: string, kind: string) =>
  `endpoints:\n- ${endpoint}\ntrusted-ca-file: ${MOUNT}/${kind}-etcd-client-ca.crt\nkey-file: ${MOUNT}/${kind}-etcd-client.key\ncert-file: ${MOUNT}/${kind}-etcd-client.crt\n`;
const base64 = (text: string) => Buffer.from(text).toString('base64');
const local = base64(config('https://clustermesh-apiserver.kube-system.svc:2379', 'local'));

describe('what a member knows of the others', () => {
  const { fleet } = joined({ domain: 'mesh.example.com' }, {
    members: ['west', 'north', 'east'], options: { north: { address: '10.9.0.5', port: 12379 }, west: { clusterName: 'occident' } },
  });

  test('is three objects', () => {
    expect(objectsOf(fleet, 'east').filter(({ kind }) => kind !== 'Namespace')).toEqual([
      {
        apiVersion: 'v1', kind: 'Secret', metadata: { name: 'cilium-clustermesh', namespace: 'kube-system' }, type: 'Opaque', data: { north: local, occident: local },
      },
      {
        apiVersion: 'v1', kind: 'Secret', metadata: { name: 'cilium-kvstoremesh', namespace: 'kube-system' }, type: 'Opaque',
        data: {
          north: base64(config('https://10.9.0.5:12379', 'common')),
          occident: base64(config('https://occident.mesh.example.com:2379', 'common')),
        },
      },
      {
        apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'clustermesh-remote-users', namespace: 'kube-system' },
        data: { 'users.yaml': 'users:\n- name: remote-north\n  role: remote\n- name: remote-occident\n  role: remote\n' },
      },
    ]);
  });

  test('is sorted, and leaves the member itself out', () => {
    expect(Object.keys(objectIn(fleet, 'west', 'Secret', 'cilium-kvstoremesh').data)).toEqual(['east', 'north']);
  });

  test('is nothing for the first member', () => {
    const alone = joined({}, { members: ['east'] }).fleet;
    expect(objectIn(alone, 'east', 'Secret', 'cilium-clustermesh').data).toEqual({});
    expect(objectIn(alone, 'east', 'ConfigMap', 'clustermesh-remote-users').data).toEqual({ 'users.yaml': 'users: []\n' });
  });

  test('lies where Cilium does', () => {
    const everyCluster = { ...WITH_CILIUM, addOns: [{ ...Cilium.vxlan(), namespace: 'cilium' }] };
    const elsewhere = joined({ namespace: 'cilium', release: 'cilium' }, { everyCluster }).fleet;
    expect(found(elsewhere)).toEqual([]);
    expect(Buffer.from(objectIn(elsewhere, 'east', 'Secret', 'cilium-clustermesh').data.west, 'base64').toString()).toContain('https://clustermesh-apiserver.cilium.svc:2379');
    expect(objectsOf(elsewhere, 'east').map(nameOf)).toContain('Secret cilium/cilium-clustermesh');
  });

  test('takes an IPv6 address in brackets', () => {
    const six = joined({}, { options: { west: { address: 'fd00::5' } } }).fleet;
    expect(Buffer.from(objectIn(six, 'east', 'Secret', 'cilium-kvstoremesh').data.west, 'base64').toString()).toContain('- https://[fd00::5]:2379\n');
  });
});

describe('authorities', () => {
  const everyCluster = { ...WITH_CILIUM, servedByOthers: ['cert-manager.io'] };
  const secretsIn = (props: object, secrets = Secrets.clusterStore('vault')) => joined(props, { fleet: { secrets }, everyCluster }).fleet;

  test('lie in a ConfigMap, the old one and the new one', () => {
    expect(objectIn(joined({ caBundle: [OLD_CA, `${NEW_CA}\n`] }).fleet, 'east', 'ConfigMap', 'cilium-root-ca.crt').data)
      .toEqual({ 'ca.crt': `${OLD_CA}\n${NEW_CA}\n` });
  });

  test('come from the store for the CronJob', () => {
    const { spec } = objectIn(secretsIn({}), 'east', 'ExternalSecret', 'cilium-ca');
    expect(spec.target.template).toMatchObject({ type: 'Opaque', data: { 'ca.crt': '{{ .crt }}', 'ca.key': '{{ .key }}' } });
    expect(spec.data.map(({ remoteRef }: any) => [remoteRef.key, remoteRef.property])).toEqual([['acme/mesh/ca', 'crt'], ['acme/mesh/ca', 'key']]);
  });

  test('come from the store for cert-manager, with an Issuer', () => {
    const fleet = secretsIn({ certificates: { method: 'certmanager', ca: { key: 'network/ca' } } });
    expect(objectIn(fleet, 'east', 'Issuer', 'cilium-clustermesh')).toEqual({
      apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata: { name: 'cilium-clustermesh', namespace: 'kube-system' }, spec: { ca: { secretName: 'cilium-clustermesh-ca' } },
    });
    const { spec } = objectIn(fleet, 'east', 'ExternalSecret', 'cilium-clustermesh-ca');
    expect(spec.target.template).toMatchObject({ type: 'kubernetes.io/tls', data: { 'tls.crt': '{{ .crt }}', 'tls.key': '{{ .key }}' } });
    expect(spec.data[0].remoteRef.key).toBe('network/ca');
  });

  test('are nothing to bring where an issuer exists', () => {
    const names = objectsOf(secretsIn({ certificates: { method: 'certmanager', issuerRef: { name: 'a' } } }), 'east').map(({ kind }) => kind);
    expect(names.filter(kind => kind === 'ExternalSecret' || kind === 'Issuer')).toEqual([]);
  });

  test('are lines of the inventory where people make Secrets', () => {
    const secrets = joined({ encryption: 'ipsec' }).fleet.secretsOf('east');
    expect(secrets.map(({ namespace, name, keys, content }) => ({ name: `${namespace}/${name}`, keys, content }))).toEqual([
      { name: 'kube-system/cilium-ca', keys: ['ca.crt', 'ca.key'], content: 'certificate and private key of the certificate authority of the mesh, the same in every member' },
      { name: 'kube-system/cilium-ipsec-keys', keys: ['keys'], content: 'a key as `3+ rfc4106(gcm(aes)) <40 hexadecimal digits> 128`, the same in every member' },
    ]);
  });

  test('and the keys of IPsec come from the key that the mesh names', () => {
    const of = (props: object) => objectIn(secretsIn({ encryption: 'ipsec', ...props }), 'east', 'ExternalSecret', 'cilium-ipsec-keys').spec.data[0].remoteRef;
    expect(of({})).toMatchObject({ key: 'acme/mesh/ipsec-keys' });
    expect(of({ ipsecKeys: { key: 'a', property: 'b' } })).toMatchObject({ key: 'a', property: 'b' });
  });
});
