import { kubeconfigName } from './remote';
import type { FluxSettings } from './settings';
import { SecretEntry } from '../../fleet';

const MADE_BY_PEOPLE = { labels: {}, madeBy: 'people', rotatedBy: 'who made it' } as const;

/** The Secret with the kubeconfig of a cluster that the program does not say how to reach. */
export function kubeconfigSecret(cluster: string, { namespace }: Pick<FluxSettings, 'namespace'>): SecretEntry {
  const name = kubeconfigName(cluster);
  return { ...MADE_BY_PEOPLE, namespace, name, type: 'Opaque', keys: ['value'], readBy: `Flux, to reach ${cluster}` };
}

/**
 * The Secrets that Flux reads in a namespace of its objects, with keys as it names them: source-controller v1.9.4 `docs/spec/v1/gitrepositories.md`,
 * kustomize-controller v1.9.4 `docs/spec/v1/kustomizations.md`.
 */
export function secretsOf({ url, secretRef, decryption }: FluxSettings, namespace: string): readonly SecretEntry[] {
  return [
    ...(secretRef === undefined ? [] : [secretEntry(namespace, secretRef, url)]),
    ...(decryption?.secretRef === undefined ? [] : [decryptionEntry(namespace, decryption.secretRef)]),
  ];
}

/** The Secret that opens a repository. */
export function secretEntry(namespace: string, name: string, url: string): SecretEntry {
  const docker = url.startsWith('oci://');
  const keys = docker ? ['.dockerconfigjson'] : url.startsWith('ssh://') ? ['identity', 'known_hosts'] : ['password', 'username'];
  return { ...MADE_BY_PEOPLE, namespace, name, type: docker ? 'kubernetes.io/dockerconfigjson' : 'Opaque', keys, readBy: `Flux, for ${url}` };
}

/** The Secret that opens a bucket: source-controller v1.9.4 `docs/spec/v1/buckets.md`. */
export function bucketEntry(namespace: string, name: string, bucket: string): SecretEntry {
  return { ...MADE_BY_PEOPLE, namespace, name, type: 'Opaque', keys: ['accesskey', 'secretkey'], readBy: `Flux, for bucket ${bucket}` };
}

/** The Secret with the keys that encrypted manifests are read with. */
export function decryptionEntry(namespace: string, name: string): SecretEntry {
  return { ...MADE_BY_PEOPLE, namespace, name, type: 'Opaque', keys: ['identity.agekey'], readBy: 'Flux, for encrypted manifests' };
}

/** A Secret of another purpose. @param keys `*`: whichever it has */
export function furtherEntry(namespace: string, name: string, keys: readonly string[], purpose: string): SecretEntry {
  return { ...MADE_BY_PEOPLE, namespace, name, type: 'Opaque', keys, readBy: `Flux, ${purpose}` };
}
