import type { Fleet, ICluster } from '../../../fleet';
import type { RunbookAdditions } from '../restore-plan-props';
import type { PlannedRestore } from '../restore-plan-steps';

/** A Restore of a plan, with what the page says of it. */
export interface RunbookRestore extends PlannedRestore {
  /** Name of the Schedule in the protected cluster, also where an exact backup is restored. */
  readonly scheduleName: string;
  /** Name of the location in the cluster that restores. */
  readonly location: string;
}

/** Workloads of a cluster that may write what is restored. */
export interface WorkloadsToStop {
  readonly cluster: ICluster;
  /** Namespaces that are named. */
  readonly namespaces: readonly string[];
  /** Patterns of others; `*` alone for all. */
  readonly patterns: readonly string[];
}

/** What the page says, as far as it is not the same for every plan. */
export interface RunbookPlan {
  readonly fleet: Fleet;
  readonly into: ICluster;
  readonly restores: readonly RunbookRestore[];
  /** Clusters whose backups are restored, by name. */
  readonly protectedClusters: readonly ICluster[];
  /** Their names. */
  readonly others: readonly string[];
  /** Whether a cluster is restored from its own backups alone. */
  readonly inPlace: boolean;
  /** Namespace of Velero. */
  readonly namespace: string;
  /** Folder of the Restores, relative to that of the output. */
  readonly folder: string;
  /** What to stop, by cluster. */
  readonly workloads: readonly WorkloadsToStop[];
  /** Namespaces that are restored, where they are named. */
  readonly restored: readonly string[];
  /** What replaces storage classes; undefined where nothing does. */
  readonly mapping?: { readonly name: string; readonly file: string; readonly classes: readonly string[] };
  /** Name of the controller that reads folders of the output. @default - none does */
  readonly controller?: string;
  readonly decidedBy: string;
  /** The time until everything runs again, as it was promised. */
  readonly objective?: string;
  /** The time of changes that may be lost, as it was promised. */
  readonly pointObjective?: string;
  readonly additions: RunbookAdditions;
}
