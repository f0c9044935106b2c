import { kubeconfigName } from './remote';
import type { FluxSettings } from './settings';
import { SecretEntry } from '../../fleet';

/** The Secret with the kubeconfig of a cluster that the program does not say how to reach. */
export function kubeconfigSecret(cluster: string, { namespace }: Pick<FluxSettings, 'namespace'>): SecretEntry {
  const name = kubeconfigName(cluster);
  return { namespace, name, type: 'Opaque', labels: {}, keys: ['value'], madeBy: 'people', readBy: `Flux, to reach ${cluster}`, rotatedBy: 'who made it' };
}

/**
 * The Secrets that Flux reads in a namespace of its objects, with keys as it names them: source-controller v1.9.4 `docs/spec/v1/gitrepositories.md`,
 * kustomize-controller v1.9.4 `docs/spec/v1/kustomizations.md`.
 */
export function secretsOf({ url, secretRef, decryption }: FluxSettings, namespace: string): readonly SecretEntry[] {
  const entry = (name: string, type: string, keys: readonly string[], readBy: string): SecretEntry => ({
    namespace, name, type, labels: {}, keys, madeBy: 'people', readBy, rotatedBy: 'who made it',
  });
  const docker = url.startsWith('oci://');
  const keys = docker ? ['.dockerconfigjson'] : url.startsWith('ssh://') ? ['identity', 'known_hosts'] : ['password', 'username'];
  return [
    ...(secretRef === undefined ? [] : [entry(secretRef, docker ? 'kubernetes.io/dockerconfigjson' : 'Opaque', keys, 'Flux, for the repository of the output')]),
    ...(decryption?.secretRef === undefined ? [] : [entry(decryption.secretRef, 'Opaque', ['identity.agekey'], 'Flux, for encrypted manifests')]),
  ];
}
