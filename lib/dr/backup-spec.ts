import type { BackupTemplateProps } from './backup-template-props';
import { goDuration } from './duration';
import type { BackupSpec } from '../../imports/velero';

/** What a template says by itself, before the program knows the cluster. */
export function backupSpec(props: BackupTemplateProps, name: string): BackupSpec {
  const {
    ttl, backupLabels, csiSnapshotTimeout, itemOperationTimeout, orderedResources, hooks, resourcePolicy, uploaderConfig,
    includedNamespaces, excludedNamespaces, includedResources, excludedResources, includeClusterResources, includedClusterScopedResources,
    excludedClusterScopedResources, includedNamespaceScopedResources, excludedNamespaceScopedResources, labelSelector, orLabelSelectors,
    snapshotVolumes, snapshotMoveData, datamover, defaultVolumesToFsBackup, volumeGroupSnapshotLabelKey,
  } = props;
  return {
    // Said, or backups get the labels of the Schedule, by which a GitOps controller takes them for its own (velero-io/velero#2975).
    metadata: { labels: { 'app.kubernetes.io/managed-by': 'velero', ...backupLabels } },
    includedNamespaces, excludedNamespaces, includedResources, excludedResources, includeClusterResources, includedClusterScopedResources,
    excludedClusterScopedResources, includedNamespaceScopedResources, excludedNamespaceScopedResources, labelSelector, orLabelSelectors,
    snapshotVolumes, snapshotMoveData, datamover, defaultVolumesToFsBackup, volumeGroupSnapshotLabelKey, uploaderConfig,
    ttl: normal(ttl), csiSnapshotTimeout: normal(csiSnapshotTimeout), itemOperationTimeout: normal(itemOperationTimeout),
    orderedResources: orderedResources && Object.fromEntries(Object.entries(orderedResources).map(([kind, objects]) => [kind, objects.join(',')])),
    hooks: hooks && {
      resources: hooks.map(({ pre, post, ...hook }) => ({
        ...hook, ...(pre && { pre: pre.map(exec => ({ exec })) }), ...(post && { post: post.map(exec => ({ exec })) }),
      })),
    },
    ...(resourcePolicy && { resourcePolicy: { kind: 'configmap', name } }),
  };
}

function normal(duration: string | undefined): string | undefined {
  return duration === undefined ? undefined : goDuration(duration);
}
