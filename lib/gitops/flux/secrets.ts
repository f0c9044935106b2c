import { FluxFleetObject, kustomizationFor, releaseFor } from './objects';
import type { FluxFleetProps } from './props';
import { FluxSource, sourceSpec } from './source';
import { bucketEntry, decryptionEntry, furtherEntry, kubeconfigSecret, secretEntry } from '../../delivery/flux/secrets';
import type { SecretEntry } from '../../fleet';

interface SecretReference {
  readonly name: string;
}

/** What a source may say of Secrets, some of it in `spec`. */
interface SourceSecrets {
  readonly secretRef?: SecretReference;
  readonly certSecretRef?: SecretReference;
  readonly proxySecretRef?: SecretReference;
  readonly verify?: { readonly secretRef?: SecretReference };
}

/** Secrets and ConfigMaps with variables or values. */
type From = readonly { readonly kind: string; readonly name: string; readonly optional?: boolean; readonly valuesKey?: string }[];

/** The Secrets that an object of a `FluxFleet` and its source name, those in `spec` too. Each lies beside them. */
export function fluxFleetSecrets(object: FluxFleetObject, props: FluxFleetProps): readonly SecretEntry[] {
  const { cluster, remote: { namespace, kubeConfig }, name } = object;
  const further = (secret: string | undefined, keys: readonly string[], purpose: string) => (
    secret === undefined ? [] : [furtherEntry(namespace, secret, keys, purpose)]);
  const fromSecrets = (from: From | undefined, key: string, purpose: string) => (from ?? []).filter(({ kind, optional }) => kind === 'Secret' && optional !== true)
    .flatMap(({ name: secret, valuesKey }) => further(secret, [valuesKey ?? key], purpose));
  const source = sourceSpec(props.source, '', false) as SourceSecrets;
  const place = placeOf(props.source);
  const kustomization = props.kustomization && kustomizationFor(object, props, props.kustomization);
  const release = props.helmRelease && releaseFor(object, name, props, props.helmRelease);
  const keys = kustomization?.decryption?.secretRef?.name;
  return [
    ...(source.secretRef === undefined ? [] : [opening(namespace, source.secretRef.name, props.source)]),
    ...further(source.certSecretRef?.name, ['ca.crt'], `to trust ${place}`),
    ...further(source.proxySecretRef?.name, ['address'], `for the proxy to ${place}`),
    ...further(source.verify?.secretRef?.name, ['*'], `to verify ${place}`),
    ...(keys === undefined ? [] : [decryptionEntry(namespace, keys)]),
    ...fromSecrets(kustomization?.postBuild?.substituteFrom, '*', `for variables of ${name}`),
    ...fromSecrets(release?.more?.valuesFrom, 'values.yaml', `for values of ${name}`),
    // Where the program says how the cluster is reached, that has the Secret listed.
    ...(cluster.access === undefined && kubeConfig !== undefined ? [kubeconfigSecret(cluster.name, { namespace })] : []),
  ];
}

function opening(namespace: string, name: string, source: FluxSource): SecretEntry {
  return source.type === 'bucket' ? bucketEntry(namespace, name, source.bucketName) : secretEntry(namespace, name, source.url);
}

function placeOf(source: FluxSource): string {
  return source.type === 'bucket' ? `bucket ${source.bucketName}` : source.url;
}
