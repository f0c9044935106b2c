import type { RestoreHook, RestoreTemplateProps } from './restore-template-props';
import type { RestoreSpec } from '../../../imports/velero';
import { goDuration } from '../duration';

/** What a Restore says beside its template. */
export interface RestoreSource {
  /** Name of the backup. Not with `scheduleName`. */
  readonly backupName?: string;
  /** Name of the Schedule whose newest completed backup is restored. Not with `backupName`. */
  readonly scheduleName?: string;
  /** Name of the ConfigMap with the rules of `resourceModifier`; read only where the template has some. */
  readonly modifiers?: string;
}

/** The `spec` of a Restore. */
export function restoreSpec(props: RestoreTemplateProps, { backupName, scheduleName, modifiers }: RestoreSource): RestoreSpec {
  const {
    includedNamespaces, excludedNamespaces, includedResources, excludedResources, includeClusterResources, labelSelector, orLabelSelectors,
    namespaceMapping, restorePVs, preserveNodePorts, existingResourcePolicy, restoreStatus, itemOperationTimeout, hooks, resourceModifier,
    uploaderConfig,
  } = props;
  return {
    backupName, scheduleName, includedNamespaces, excludedNamespaces, includedResources, excludedResources, includeClusterResources, labelSelector,
    orLabelSelectors, namespaceMapping, restorePVs, preserveNodePorts, existingResourcePolicy, restoreStatus, uploaderConfig,
    itemOperationTimeout: normal(itemOperationTimeout),
    ...(hooks && { hooks: { resources: hooks.map(hookSpec) } }),
    ...(resourceModifier && modifiers !== undefined && { resourceModifier: { kind: 'configmap', name: modifiers } }),
  };
}

function hookSpec({ init = [], exec = [], ...hook }: RestoreHook): NonNullable<NonNullable<RestoreSpec['hooks']>['resources']>[number] {
  return {
    ...hook,
    postHooks: [
      ...init.map(({ timeout, ...rest }) => ({ init: { ...rest, timeout: normal(timeout) } })),
      ...exec.map(({ execTimeout, waitTimeout, ...rest }) => ({
        exec: { ...rest, execTimeout: normal(execTimeout), waitTimeout: normal(waitTimeout) },
      })),
    ],
  };
}

function normal(duration: string | undefined): string | undefined {
  return duration === undefined ? undefined : goDuration(duration);
}
