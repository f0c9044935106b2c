import type { BackupTemplateProps } from './backup-template-props';
import type { Velero } from './velero';
import type { VeleroProps } from './velero-props';
import type { ICluster } from '../fleet';

/** Options for a `VeleroSchedule`: what is protected, when, and what a backup holds. */
export interface VeleroScheduleProps extends BackupTemplateProps, Partial<VeleroProps> {
  /**
   * When backups are made, in the time zone of the Velero server (UTC in its image): five fields of cron, `0 2 * * *`, with names of months and days;
   * `@daily` and its like; `CRON_TZ=Europe/Berlin 0 2 * * *` for another time zone. Sunday is 0, never 7.
   */
  readonly schedule: string;
  /** The clusters to protect; the hub only where it is named: `fleet.hub`. */
  readonly clusters: readonly ICluster[];
  /**
   * Cluster that takes over: it gets Velero, a place of its own to write to, and every protected cluster's place to read from. It is none of
   * `clusters`.
   *
   * @default - none: backups are restored in the cluster itself
   */
  readonly standby?: ICluster;
  /**
   * Time over which the clusters are spread, as a Go duration: `2h`. Each has its own minute of it, from its name, which stays when others come and
   * go.
   *
   * @default - all at once
   */
  readonly stagger?: string;
  /** Name that those of the Schedules begin with, before `-<cluster>`: lower-case letters, digits and dashes. @default - the construct id */
  readonly name?: string;
  /** Whether no backups are made for now. @default false */
  readonly paused?: boolean;
  /**
   * Whether backups belong to their Schedule: when it goes, their objects go, and come back from the bucket.
   *
   * @default false
   */
  readonly useOwnerReferencesInBackup?: boolean;
  /** Velero that several schedules share. @default - one of its own, by `storage` and the other options of a `Velero` */
  readonly velero?: Velero;
}
