import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { JoinedMember } from './joined-member';
import { AGENT_PEERS, CA_BUNDLE, KVSTOREMESH_PEERS, PORT, REMOTE_USERS } from './names';
import type { CiliumSettings } from './settings';
import type { Manifest } from '../../../fleet';

/** Where both mount certificates (cilium v1.20 `templates/clustermesh-config/_helpers.tpl`). */
const MOUNT = '/var/lib/cilium/clustermesh';

/**
 * What a member knows of the others, as the chart would write it with `clustermesh.config.enabled`: the system wants the list in three objects. All
 * three are mounted and watched, so that a new peer restarts nothing.
 */
export function makePeers(scope: Construct, settings: CiliumSettings, member: JoinedMember, members: readonly JoinedMember[]): void {
  const peers = members.filter(other => other !== member).sort((a, b) => (a.name < b.name ? -1 : 1));
  const { namespace } = settings;
  const local = `https://clustermesh-apiserver.${namespace}.svc:${PORT}`;
  for (const manifest of [
    peerSecret(AGENT_PEERS, namespace, peers, () => etcdConfig(local, 'local')),
    peerSecret(KVSTOREMESH_PEERS, namespace, peers, peer => etcdConfig(`https://${hostOf(peer.address)}:${peer.port}`, 'common')),
    remoteUsers(namespace, peers),
    ...(settings.caBundle ? [caBundle(namespace, settings.caBundle)] : []),
  ]) {
    new ApiObject(scope, `${manifest.kind} ${manifest.metadata.name}`, manifest);
  }
}

/** `data`, not `stringData`: a key that leaves `stringData` stays in the Secret, and so would a peer. */
function peerSecret(name: string, namespace: string, peers: readonly JoinedMember[], config: (peer: JoinedMember) => string): Manifest {
  return {
    apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, type: 'Opaque',
    data: Object.fromEntries(peers.map(peer => [peer.name, Buffer.from(config(peer)).toString('base64')])),
  };
}

/** How an etcd is reached: with which of the certificates of the own cluster. No material is in it. */
function etcdConfig(endpoint: string, certificate: 'common' | 'local'): string {
  return [
    'endpoints:',
    `- ${endpoint}`,
    `trusted-ca-file: ${MOUNT}/${certificate}-etcd-client-ca.crt`,
    `key-file: ${MOUNT}/${certificate}-etcd-client.key`,
    `cert-file: ${MOUNT}/${certificate}-etcd-client.crt`,
    '',
  ].join('\n');
}

function hostOf(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

/** Each peer is let in by the name in its certificate, and so can be kept out alone. */
function remoteUsers(namespace: string, peers: readonly JoinedMember[]): Manifest {
  const users = peers.map(({ name }) => `- name: remote-${name}\n  role: remote\n`).join('');
  return {
    apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: REMOTE_USERS, namespace }, data: { 'users.yaml': peers.length === 0 ? 'users: []\n' : `users:\n${users}` },
  };
}

/** Outside of the Helm release too, so that a new authority restarts nothing. */
function caBundle(namespace: string, certificates: readonly string[]): Manifest {
  return {
    apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: CA_BUNDLE.name, namespace },
    data: { [CA_BUNDLE.key]: certificates.map(pem => `${pem.trim()}\n`).join('') },
  };
}
