import { Manifest, pruneProtection } from '../../fleet';

/**
 * The setting of Argo CD that waves need: without it the ApplicationSet controller updates all clusters at once and does not say so.
 *
 * One key of the ConfigMap `argocd-cmd-params-cm`, which has others: apply it with `--server-side`, or write the key where Argo CD is installed. The
 * controller reads it when it starts (Argo CD v3.5.1, docs/operator-manual/applicationset/Progressive-Syncs.md).
 *
 * @param namespace namespace of Argo CD. Default: `argocd`
 */
export function progressiveSyncs(namespace: string = 'argocd'): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    // Who takes it out of a program again must not delete the other settings of Argo CD with it.
    metadata: { name: 'argocd-cmd-params-cm', namespace, annotations: pruneProtection() },
    data: { 'applicationsetcontroller.enable.progressive.syncs': 'true' },
  };
}
