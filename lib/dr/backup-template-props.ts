/** Which objects a label selector takes. */
export interface VeleroLabelSelector {
  /** Labels that an object has, each with its value. */
  readonly matchLabels?: Readonly<Record<string, string>>;
  /** Conditions on labels of an object. */
  readonly matchExpressions?: readonly {
    readonly key: string;
    /** `In`, `NotIn`, `Exists` or `DoesNotExist`. */
    readonly operator: string;
    /** For `In` and `NotIn`. */
    readonly values?: readonly string[];
  }[];
}

/** A command that runs in a container while its pod is backed up. */
export interface BackupHookExec {
  /** The command and its arguments, one at least; no shell reads it. */
  readonly command: readonly string[];
  /** Name of the container. @default - the first of the pod */
  readonly container?: string;
  /** What happens when it fails: `Fail`: the pod counts as failed and the backup as partially failed; `Continue`. @default 'Fail' */
  readonly onError?: 'Continue' | 'Fail';
  /** How long it may take, as a Go duration. @default 30s */
  readonly timeout?: string;
}

/** Which pods a hook is for. */
export interface HookTargets {
  /** Name of the hook. */
  readonly name: string;
  /** Namespaces that it is for. @default - all */
  readonly includedNamespaces?: readonly string[];
  /** Namespaces that it is not for. @default - none */
  readonly excludedNamespaces?: readonly string[];
  /** Kinds that it is for; only pods have hooks. @default - all */
  readonly includedResources?: readonly string[];
  /** Kinds that it is not for. @default - none */
  readonly excludedResources?: readonly string[];
  /** Pods that it is for. @default - all */
  readonly labelSelector?: VeleroLabelSelector;
}

/** Commands around the backup of pods. */
export interface BackupHook extends HookTargets {
  /** Commands before the pod and its volumes are backed up. @default - none */
  readonly pre?: readonly BackupHookExec[];
  /** Commands afterwards. @default - none */
  readonly post?: readonly BackupHookExec[];
}

/** What happens to volumes that meet conditions (Velero v1.18, "Resource policies"). */
export interface VolumePolicy {
  /**
   * What a volume must be, all of it: `storageClass: ['gp3']`, `capacity: '0,100Gi'`, a `csi` driver, `nfs`, `volumeTypes`, `pvcLabels` and others.
   */
  readonly conditions: Readonly<Record<string, unknown>>;
  /** `skip`: not in the backup; `snapshot`; `fs-backup`; `custom`: a plug-in of yours, with `parameters`. */
  readonly action: { readonly type: 'skip' | 'snapshot' | 'fs-backup' | 'custom'; readonly parameters?: Readonly<Record<string, unknown>> };
}

/** Policies of backups: they become a ConfigMap in Velero's namespace. */
export interface ResourcePolicy {
  /** The first that fits a volume counts. @default - none */
  readonly volumePolicies?: readonly VolumePolicy[];
  /** Filters by scope, in place of those of the backup. Not with the old filters. @default - none */
  readonly includeExcludePolicy?: {
    readonly includedClusterScopedResources?: readonly string[];
    readonly excludedClusterScopedResources?: readonly string[];
    readonly includedNamespaceScopedResources?: readonly string[];
    readonly excludedNamespaceScopedResources?: readonly string[];
  };
}

/** What a backup holds and how it is made: every field of a Velero Backup (v1.18.2) that a template may have. */
export interface BackupTemplateProps {
  /** Namespaces to back up; `*` and `?` stand for any characters. @default - all */
  readonly includedNamespaces?: readonly string[];
  /** Namespaces to leave out. @default - none */
  readonly excludedNamespaces?: readonly string[];
  /** Kinds to back up, as `kubectl api-resources` names them: `deployments.apps`. One of the old filters. @default - all */
  readonly includedResources?: readonly string[];
  /** Kinds to leave out: `events.events.k8s.io`. One of the old filters. @default - none */
  readonly excludedResources?: readonly string[];
  /** Whether objects that lie in no namespace are backed up. One of the old filters. @default - those that go with what is backed up */
  readonly includeClusterResources?: boolean;
  /** Kinds without a namespace to back up. One of the new filters. @default - those that go with what is backed up */
  readonly includedClusterScopedResources?: readonly string[];
  /** Kinds without a namespace to leave out. One of the new filters. @default - none */
  readonly excludedClusterScopedResources?: readonly string[];
  /** Kinds of namespaces to back up. One of the new filters. @default - all */
  readonly includedNamespaceScopedResources?: readonly string[];
  /** Kinds of namespaces to leave out. One of the new filters. @default - none */
  readonly excludedNamespaceScopedResources?: readonly string[];
  /** Objects to back up. Not with `orLabelSelectors`. @default - all */
  readonly labelSelector?: VeleroLabelSelector;
  /** Objects to back up: those that one of the selectors takes. @default - all */
  readonly orLabelSelectors?: readonly VeleroLabelSelector[];
  /** How long a backup is kept, as a Go duration: `720h` is 30 days, and `30d` is none. @default - 720h, that of the Velero server */
  readonly ttl?: string;
  /** Labels of each backup. @default - none but Velero's own */
  readonly backupLabels?: Readonly<Record<string, string>>;
  /** Whether snapshots of volumes are made. @default - where Velero knows how */
  readonly snapshotVolumes?: boolean;
  /** Whether the data of CSI snapshots is moved into the bucket: they can be restored elsewhere then. Needs the node agent. @default false */
  readonly snapshotMoveData?: boolean;
  /** What moves the data: `velero`, or a data mover of others. @default 'velero' */
  readonly datamover?: string;
  /** Whether files of all pod volumes are backed up, without snapshots. Needs the node agent. @default false */
  readonly defaultVolumesToFsBackup?: boolean;
  /** Names of VolumeSnapshotLocations, one for each provider at most. @default - those of the Velero */
  readonly volumeSnapshotLocations?: readonly string[];
  /** Name of the BackupStorageLocation. @default - the default one of the cluster */
  readonly storageLocation?: string;
  /** How long a CSI snapshot may take to be ready, as a Go duration. @default 10m0s */
  readonly csiSnapshotTimeout?: string;
  /** How long what plug-ins do in the background may take for an item, as a Go duration. @default 4h0m0s */
  readonly itemOperationTimeout?: string;
  /** Files that are uploaded at once, for backups of files and for data that is moved. @default - as many as the node has CPUs */
  readonly uploaderConfig?: { readonly parallelFilesUpload: number };
  /** Label by which volumes of CSI drivers are grouped, so that their snapshots are of one moment. @default 'velero.io/volume-group' */
  readonly volumeGroupSnapshotLabelKey?: string;
  /** Objects that are backed up in this order, by kind: `{ pods: ['db/primary-0', 'db/replica-0'] }`, without the namespace where there is none. */
  readonly orderedResources?: Readonly<Record<string, readonly string[]>>;
  /** What happens to which volumes, and filters by scope. @default - none */
  readonly resourcePolicy?: ResourcePolicy;
  /** Commands around the backup of pods. @default - none */
  readonly hooks?: readonly BackupHook[];
}
