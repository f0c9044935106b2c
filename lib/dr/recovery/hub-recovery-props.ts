import type { ICluster } from '../../fleet';
import type { BackupTemplateProps } from '../backup-template-props';
import type { Velero } from '../velero';
import type { VeleroProps } from '../velero-props';

/** Options for a `HubRecovery`: how the hub is backed up, and what is brought back first. */
export interface HubRecoveryProps extends Pick<BackupTemplateProps, 'ttl' | 'backupLabels' | 'storageLocation'>, Partial<VeleroProps> {
  /**
   * When backups are made, as `VeleroSchedule.schedule`. Machines that come and go between two backups are unknown to a new hub: those that came
   * go on without anybody who looks after them. Often is cheap, since no volumes are in it.
   *
   * @default '0 * * * *'
   */
  readonly schedule?: string;
  /** Velero that several schedules share. @default - one of its own, by `storage` and the other options of a `Velero` */
  readonly velero?: Velero;
  /**
   * Name of the runbook, and what names of the Schedule and the Restores begin with: lower-case letters, digits and dashes, 40 at most.
   *
   * @default - the construct id
   */
  readonly name?: string;
  /** Namespaces of the hub that are restored beside those of clusters: what clusters refer to lies in them. @default - none */
  readonly namespaces?: readonly string[];
  /**
   * Kinds that are restored beside those of Cluster API, Secrets and ConfigMaps, as `kubectl api-resources` names them: `*.metal3.io`.
   *
   * @default - none
   */
  readonly resources?: readonly string[];
  /**
   * Clusters in the order in which they are let loose, the least important first: what goes wrong, goes wrong there. The others follow, by name.
   *
   * @default - all by name
   */
  readonly unpauseOrder?: readonly ICluster[];
  /** How long it may take until all clusters are looked after again, as a Go duration: for the runbook. @default - the runbook promises nothing */
  readonly recoveryTimeObjective?: string;
}
