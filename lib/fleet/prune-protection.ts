/**
 * Annotations that keep an object when it leaves the output: Helm, Argo CD and Flux each read their own and ignore the others.
 *
 * Machine templates, namespaces and Clusters carry them: running machines still need a template that the program has replaced, and a
 * namespace or a Cluster takes everything in it along. Sources: Helm 3 `helm.sh/resource-policy`, Argo CD sync options `Prune` and
 * `Delete`, Flux kustomize-controller `kustomize.toolkit.fluxcd.io/prune`.
 */
export function pruneProtection(): Record<string, string> {
  return {
    'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
    'helm.sh/resource-policy': 'keep',
    'kustomize.toolkit.fluxcd.io/prune': 'disabled',
  };
}
