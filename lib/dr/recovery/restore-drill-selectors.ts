import type { RestoreTemplateProps } from './restore-template-props';
import type { VeleroLabelSelector } from '../backup-template-props';

/**
 * Labels of pods that run something once: Jobs (the second of Kubernetes before 1.27), workflows of Argo, tasks of Tekton. Without their owner, which
 * is left out or has no status, Velero v1.18.2 restores a pod that ran during the backup as one that runs again (`pkg/restore/restore.go`,
 * `isCompleted`, and owners are removed).
 */
const RUNS = ['batch.kubernetes.io/job-name', 'job-name', 'workflows.argoproj.io/workflow', 'tekton.dev/taskRun'];

type Selectors = Pick<RestoreTemplateProps, 'labelSelector' | 'orLabelSelectors'>;

/** The selectors of the program, without pods of what runs once; where it has both kinds they stay both, which is refused. */
export function withoutRuns({ labelSelector, orLabelSelectors = [] }: Selectors): Selectors {
  return orLabelSelectors.length === 0 ? { labelSelector: withoutIn(labelSelector ?? {}) }
    : { labelSelector, orLabelSelectors: orLabelSelectors.map(withoutIn) };
}

function withoutIn(selector: VeleroLabelSelector): VeleroLabelSelector {
  return { ...selector, matchExpressions: [...selector.matchExpressions ?? [], ...RUNS.map(key => ({ key, operator: 'DoesNotExist' }))] };
}
