import { FluxFleetObject, kustomizationFor, releaseFor } from './objects';
import type { FluxFleetProps } from './props';
import { FluxSource, sourceSpec } from './source';
import { kubeconfigName } from '../../delivery/flux/remote';
import { bucketEntry, decryptionEntry, furtherEntry, kubeconfigSecret, secretEntry } from '../../delivery/flux/secrets';
import type { SecretEntry } from '../../fleet';

interface SecretReference {
  readonly name: string;
}

/** What a source may say of Secrets, some of it in `spec`. */
interface SourceSecrets {
  readonly provider?: string;
  readonly secretRef?: SecretReference;
  readonly certSecretRef?: SecretReference;
  readonly proxySecretRef?: SecretReference;
  readonly verify?: { readonly secretRef?: SecretReference };
}

/** Secrets and ConfigMaps with variables or values. */
type From = readonly { readonly kind: string; readonly name: string; readonly optional?: boolean; readonly valuesKey?: string }[];

/** The Secrets that an object of a `FluxFleet` and its source name, those in `spec` too. Each lies beside them. */
export function fluxFleetSecrets(object: FluxFleetObject, props: FluxFleetProps): readonly SecretEntry[] {
  const { cluster, remote: { namespace }, name } = object;
  const further = (secret: string | undefined, keys: readonly string[], purpose: string) => (
    secret === undefined ? [] : [furtherEntry(namespace, secret, keys, purpose)]);
  const fromSecrets = (from: From | undefined, key: string, purpose: string) => (from ?? []).filter(({ kind, optional }) => kind === 'Secret' && optional !== true)
    .flatMap(({ name: secret, valuesKey }) => further(secret, [valuesKey ?? key], purpose));
  const source = sourceSpec(props.source, '', false) as SourceSecrets;
  const place = placeOf(props.source);
  const kustomization = props.kustomization && kustomizationFor(object, props, props.kustomization);
  const release = props.helmRelease && releaseFor(object, name, props, props.helmRelease);
  const keys = kustomization?.decryption?.secretRef?.name;
  const { kubeConfig = object.remote.kubeConfig, chart } = { ...kustomization, ...release?.more };
  const reach = (kubeConfig as { readonly secretRef?: SecretReference } | undefined)?.secretRef?.name;
  return [
    ...(source.secretRef === undefined ? [] : [opening(namespace, source.secretRef.name, source.provider, props.source)]),
    ...further(source.certSecretRef?.name, ['ca.crt'], `to trust ${place}`),
    ...further(source.proxySecretRef?.name, ['address'], `for the proxy to ${place}`),
    ...further(source.verify?.secretRef?.name, ['*'], `to verify ${place}`),
    ...(keys === undefined ? [] : [decryptionEntry(namespace, keys)]),
    ...fromSecrets(kustomization?.postBuild?.substituteFrom, '*', `for variables of ${name}`),
    ...fromSecrets(release?.more?.valuesFrom, 'values.yaml', `for values of ${name}`),
    // Where the program says how the cluster is reached, that has the Secret listed.
    ...(cluster.access?.type === 'kubeconfig' && cluster.access.name === reach ? [] : reach === kubeconfigName(cluster.name)
      ? [kubeconfigSecret(cluster.name, { namespace })] : further(reach, ['*'], `to reach ${cluster.name}`)),
    ...further(chart?.spec.verify?.secretRef?.name, ['*'], `to verify the chart of ${name}`),
  ];
}

/** Keys are those of source-controller v1.9.4 `docs/spec/v1/gitrepositories.md`, `buckets.md`. */
function opening(namespace: string, name: string, provider: string | undefined, source: FluxSource): SecretEntry {
  if (provider !== undefined && provider !== 'generic') {
    const keys = provider === 'github' ? ['githubAppID', 'githubAppInstallationID', 'githubAppPrivateKey'] : ['*'];
    return furtherEntry(namespace, name, keys, `for ${placeOf(source)}`);
  }
  return source.type === 'bucket' ? bucketEntry(namespace, name, source.bucketName) : secretEntry(namespace, name, source.url);
}

function placeOf(source: FluxSource): string {
  return source.type === 'bucket' ? `bucket ${source.bucketName}` : source.url;
}
