import * as pulumi from '@pulumi/pulumi';
import type { Manifest } from '../fleet';
import { KNOWN_MINORS, servedByKubernetes } from '../fleet/kubernetes-kinds';
import { groupOf } from '../fleet/names';
import { BUILT_IN_NAMESPACES } from '../fleet/namespaces';

/** The fields of a Secret that hold what is secret. */
export const SECRET_OUTPUTS = ['data', 'stringData'];

const EMPTY_IS_NONE: Readonly<Record<string, readonly string[]>> = {
  '/Secret': SECRET_OUTPUTS, 'rbac.authorization.k8s.io/ClusterRole': ['rules'], 'rbac.authorization.k8s.io/Role': ['rules'],
};

/** API versions that the kinds of a group go through, in their order. */
const VERSIONS = ['v1alpha1', 'v1alpha2', 'v1alpha3', 'v1alpha4', 'v1beta1', 'v1beta2', 'v1beta3', 'v1', 'v2alpha1', 'v2beta1', 'v2beta2', 'v2'];
/** As many older versions are taken for the same object: each is part of Pulumi's state of the object. */
const OLDER = 3;

/** An object of a cluster, as a resource of Pulumi's Kubernetes provider. */
export class KubernetesObject extends pulumi.CustomResource {
  /** The metadata that the object has in its cluster. */
  declare public readonly metadata: pulumi.Output<Manifest['metadata']>;
  /** What its controller reports. @default - nothing: its kind has no status, or nothing has reported yet */
  declare public readonly status: pulumi.Output<unknown>;

  /** @internal */
  constructor(type: string, name: string, inputs: pulumi.Inputs, opts: pulumi.CustomResourceOptions) {
    super(type, name, { ...inputs, status: undefined }, opts);
  }
}

/** The resource type of a kind in Pulumi's Kubernetes provider, whether it has a class of its own there or not. */
export function typeOf({ apiVersion, kind, metadata }: Manifest): string {
  // A namespace that every cluster has is there already: only the fields that the program writes are its own.
  const suffix = apiVersion === 'v1' && kind === 'Namespace' && BUILT_IN_NAMESPACES.includes(metadata.name) ? 'Patch' : '';
  return `kubernetes:${apiVersion.includes('/') ? apiVersion : `core/${apiVersion}`}:${kind}${suffix}`;
}

/**
 * The types that a custom resource had at older versions of its API. The version is part of a URN: without these a release of this library that
 * writes a newer one would have Pulumi make every object of the kind anew, and delete the old ones, which are the same.
 */
export function aliasesOf({ apiVersion, kind }: Manifest): readonly pulumi.Alias[] {
  const [group, version] = apiVersion.split('/');
  // The groups of Kubernetes itself have come to rest.
  const at = servedByKubernetes(apiVersion, kind, KNOWN_MINORS.newest) === undefined ? VERSIONS.indexOf(version) : 0;
  return VERSIONS.slice(Math.max(0, at - OLDER), Math.max(0, at)).map(older => ({ type: `kubernetes:${group}/${older}:${kind}` }));
}

/**
 * An object without fields that an API server does not give back as they were written when they are empty: Pulumi would see a difference at each run.
 * Of other empty lists and maps of Kubernetes' own kinds it sees none (tried with Kubernetes 1.34, pulumi-kubernetes 4.32).
 */
export function withoutEmpty(manifest: Manifest): Manifest {
  const fields = EMPTY_IS_NONE[`${groupOf(manifest.apiVersion)}/${manifest.kind}`] ?? [];
  const isLeftOut = (field: string, value: unknown) => fields.includes(field) && Object.keys(value ?? {}).length === 0;
  return Object.fromEntries(Object.entries(manifest).filter(([field, value]) => !isLeftOut(field, value))) as Manifest;
}

/** What a Secret holds is kept as a secret in Pulumi's state, as the provider's own class for Secrets does. */
export function withSecrets(inputs: pulumi.Inputs): pulumi.Inputs {
  const held = SECRET_OUTPUTS.filter(field => inputs[field] !== undefined).map(field => [field, pulumi.secret(inputs[field])]);
  return { ...inputs, ...Object.fromEntries(held) };
}

/** Whether an object is a Secret of Kubernetes itself. */
export function isSecret({ apiVersion, kind }: Manifest): boolean {
  return apiVersion === 'v1' && kind === 'Secret';
}
