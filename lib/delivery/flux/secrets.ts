import type { FluxSettings } from './settings';
import { SecretEntry } from '../../fleet';

/**
 * The Secrets that Flux reads in its own namespace, with keys as it names them: source-controller v1.9.4 `docs/spec/v1/gitrepositories.md`,
 * kustomize-controller v1.9.4 `docs/spec/v1/kustomizations.md`.
 */
export function secretsOf({ url, secretRef, decryption, namespace }: FluxSettings): readonly SecretEntry[] {
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
