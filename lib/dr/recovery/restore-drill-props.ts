import type { RestoreTemplateProps } from './restore-template-props';
import type { ICluster } from '../../fleet';
import type { VeleroSchedule } from '../velero-schedule';

/** A container that looks at what a drill has restored. It has no shell but its own, is no root, writes nowhere, and knows no API server. */
export interface DrillVerification {
  /** Image of the container. The mirror of the fleet counts for it too. */
  readonly image: string;
  /** What it runs. @default - what its image says */
  readonly command?: readonly string[];
  /** Arguments of it. @default - those of its image */
  readonly args?: readonly string[];
}

/** What of a backup a drill restores, and how: of a Restore what makes sense beside the objects that run. */
export type DrillTemplateProps = Pick<RestoreTemplateProps, 'includedResources' | 'excludedResources' | 'labelSelector' | 'orLabelSelectors' | 'restorePVs'
  | 'restoreStatus' | 'itemOperationTimeout' | 'hooks' | 'resourceModifier' | 'uploaderConfig'>;

/** Options for a `RestoreDrill`. */
export interface RestoreDrillProps extends DrillTemplateProps {
  /** Whose backups are restored: the newest completed one of a cluster. */
  readonly schedule: VeleroSchedule;
  /** When: five fields of cron, `0 6 * * 1`, or `@weekly` and its like. The time zone is `timeZone`. */
  readonly cron: string;
  /**
   * Time zone of `cron` and `cleanUpCron`, as the time zone database names it: `Europe/Berlin`.
   *
   * @default - that of the controller manager, mostly UTC
   */
  readonly timeZone?: string;
  /** The cluster whose backup is restored; never the hub. @default - the only cluster that the schedule protects */
  readonly from?: ICluster;
  /** The cluster that it is restored in. @default - the standby of the schedule */
  readonly in?: ICluster;
  /** Name of the CronJob and of all that goes with it: lower-case letters, digits and dashes, 43 at most. @default - `drill-<construct id>` */
  readonly name?: string;
  /**
   * Namespaces to restore, each with the name that it gets meanwhile: `{ production: 'drill-production' }`. That one begins with `drill-`, and is
   * deleted with all that is in it, before and after each drill: nothing else may use it.
   *
   * @default - every namespace of the schedule as `drill-<namespace>`; a schedule of all namespaces, or of patterns, has none
   */
  readonly namespaceMapping?: Readonly<Record<string, string>>;
  /**
   * Kinds to leave out, in place of those of `RestoreDrill.EXCLUDED_RESOURCES`; `*.example.com` stands for a whole group. With snapshots
   * PersistentVolumes are left out in any case.
   *
   * @default - `RestoreDrill.EXCLUDED_RESOURCES`: what would act on the world outside of the drill
   */
  readonly excludedResources?: readonly string[];
  /**
   * Storage classes, each with the one that takes its place, as the plan of a failover has them: `{ gp2: 'gp3' }`. Claims of a class that is not
   * there wait for it for ever, and the drill until its `timeout`.
   *
   * @default - classes stay as they are in the backup
   */
  readonly storageClassMapping?: Readonly<Record<string, string>>;
  /**
   * Containers that look at what is restored, one after the other, before it is deleted. One that fails fails the drill.
   *
   * @default - none: a completed restore is enough
   */
  readonly verify?: readonly DrillVerification[];
  /** How long a drill may take from beginning to end, as a Go duration. One that takes longer has failed. @default 2h */
  readonly timeout?: string;
  /**
   * When what a drill has restored is deleted, as `cron`, so that people can look at it until then. It stops nothing: leave a drill its `timeout`.
   *
   * @default - at the end of each drill that succeeds
   */
  readonly cleanUpCron?: string;
  /** Whether no drills are held for now. @default false */
  readonly suspend?: boolean;
  /** Image with `kubectl` in its path. @default 'registry.k8s.io/kubectl:v1.34.1' */
  readonly kubectlImage?: string;
}
