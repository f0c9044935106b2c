import type { FluxForm } from './flux-props';
import { objectName } from './names';
import type { ClusterModel } from '../../fleet';

/** Where the Flux objects for a cluster lie, and how they say which cluster they are for. */
export interface Remote {
  /** Their namespace: that of what they reach the cluster by, since Flux reads it from no other. */
  readonly namespace: string;
  /** How Flux reaches the cluster. @default - it runs there */
  readonly kubeConfig?: KubeConfigReference;
}

/** What holds the way to a cluster: a Secret with a kubeconfig, or a ConfigMap that names the cluster to a cloud. */
export type KubeConfigReference =
  | { readonly secretRef: { readonly name: string; readonly key?: string } }
  | { readonly configMapRef: { readonly name: string } };

/** How the Flux of a fleet reaches a cluster: kustomize-controller v1.9.4 `docs/spec/v1/kustomizations.md`, Kubeconfig. */
export function remoteOf(cluster: Pick<ClusterModel, 'name' | 'role' | 'access'>, { namespace, form }: { readonly namespace: string; readonly form: FluxForm }): Remote {
  const { access } = cluster;
  if (form === 'per-cluster' || cluster.role === 'hub') {
    return { namespace };
  }
  if (access?.type === 'kubeconfig') {
    const secretRef = { name: access.name, ...(access.key === undefined ? {} : { key: access.key }) };
    return { namespace: access.namespace, kubeConfig: { secretRef } };
  }
  const name = kubeconfigName(cluster.name);
  return { namespace, kubeConfig: access?.type === 'eks' ? { configMapRef: { name } } : { secretRef: { name } } };
}

/** Name of what holds the way to a cluster, where the program names none. */
export function kubeconfigName(cluster: string): string {
  return objectName(cluster, 'kubeconfig');
}
