import type { RestoreTemplateProps } from './restore-template-props';
import type { RunbookStep } from './runbook';
import type { ICluster } from '../../fleet';
import type { VeleroSchedule } from '../velero-schedule';

/** One step of a `RestorePlan`: what is restored when the steps before it are done. */
export interface RestoreStep extends RestoreTemplateProps {
  /** Part of the names of files and Restores: lower-case letters, digits and dashes. */
  readonly name: string;
  /** Whose backups are restored. */
  readonly schedule: VeleroSchedule;
  /**
   * Clusters whose backups are restored, one after the other in this order.
   *
   * @default - the cluster that is restored in, where the schedule protects it; otherwise all that it protects, by their names
   */
  readonly from?: ICluster | readonly ICluster[];
  /**
   * Whether everything of another cluster is restored, where neither the step nor its schedule names namespaces: only into an empty cluster. What
   * belongs to one cluster is left out: kube-system, kube-public, kube-node-lease and Velero's namespace, webhook configurations, APIServices, and
   * what hands out addresses.
   *
   * @default false: namespaces must be named
   */
  readonly wholeCluster?: boolean;
  /** Name of the backup. @default - the newest one of the schedule that is completed; one that failed in part is never taken */
  readonly backupName?: string;
  /**
   * Namespaces to leave out.
   *
   * @default - that of Velero, where the backup may hold it: its locations and schedules would make a second writer of this cluster. Into another
   * cluster it never comes, nor do kube-system, kube-public and kube-node-lease where only a pattern takes them
   */
  readonly excludedNamespaces?: readonly string[];
  /**
   * Kinds to leave out. From another cluster kinds of Velero never come; nor webhook configurations, APIServices and what hands out addresses, where
   * objects without a namespace come that nobody names.
   *
   * @default - those, and what Velero never restores, such as nodes and events
   */
  readonly excludedResources?: readonly string[];
  /** What the person on call must know beforehand, in a sentence or two. @default - nothing */
  readonly text?: string;
  /** How to tell that it worked, to follow "Go on when": `the database answers`. @default - the restore is completed */
  readonly check?: string;
}

/** What a program adds to the runbook that it gets. */
export interface RunbookAdditions {
  /** @default 'Restore us-east in eu-west' */
  readonly title?: string;
  /** What is known beforehand, by name. @default - nothing more */
  readonly facts?: readonly (readonly [name: string, value: string])[];
  /** What is done when everything is restored and verified. @default - nothing more */
  readonly afterRestore?: readonly RunbookStep[];
  /** Paragraphs on how the old cluster is taken back. @default - what fits a `RestorePlan` */
  readonly wayBack?: readonly string[];
}

/** What is said of all steps, and of the promise that they keep. */
export interface RestorePlanOptions {
  /** Other names for namespaces, for steps that do not say: `{ production: 'drill' }`. @default - the names of the backup */
  readonly namespaceMapping?: Readonly<Record<string, string>>;
  /**
   * Other storage classes for volumes: `{ gp3: 'premium' }`. Velero has one such list in a cluster, for every restore there, whoever makes it; this
   * is added to it.
   *
   * @default - the classes of the backup
   */
  readonly storageClassMapping?: Readonly<Record<string, string>>;
  /** Whether everything of a cluster comes into an empty one, for steps that do not say. @default false */
  readonly wholeCluster?: boolean;
  /** What happens to objects that are there already, for steps that do not say. @default 'none' */
  readonly existingResourcePolicy?: 'none' | 'update';
  /** How much time of changes may be lost, as a Go duration: `24h`. Backups may not lie further apart. @default - no promise */
  readonly recoveryPointObjective?: string;
  /** How long it may take until everything runs again, as a Go duration. Nothing checks it; the runbook says it. @default - no promise */
  readonly recoveryTimeObjective?: string;
  /** Who decides that the runbook is followed: `the incident commander`. @default 'who leads the incident' */
  readonly decidedBy?: string;
}

/** Options for a `RestorePlan`: either `schedules` or `steps`. */
export interface RestorePlanProps extends RestorePlanOptions {
  /** Schedules whose backups are restored whole, in their order. @default - by `steps` */
  readonly schedules?: readonly VeleroSchedule[];
  /** What is restored, in its order. @default - by `schedules` */
  readonly steps?: readonly RestoreStep[];
  /** Cluster that is restored in. A protected one is restored in place, from its own backups. @default - the standby of the schedules */
  readonly into?: ICluster;
  /** What the folder, the runbook and the Restores are named after: lower-case letters, digits and single dashes. @default - the construct id */
  readonly name?: string;
  /** Additions to the runbook. @default - none */
  readonly runbook?: RunbookAdditions;
}
