import type { BackupStorage } from './storage/backup-storage';
import type { Velero } from './velero';
import type { VeleroObject } from './velero-objects';
import type { ICluster } from '../fleet';

/** A Schedule of a `VeleroSchedule` in one cluster, as the rules see it. */
export interface DeclaredSchedule {
  /** Path of the `VeleroSchedule`. */
  readonly path: string;
  readonly velero: Velero;
  readonly cluster: ICluster;
  /** Name of the Schedule object. */
  readonly name: string;
  /** Where its backups go. */
  readonly storage: BackupStorage;
  /** Where it is restored. @default - nowhere else */
  readonly standby?: ICluster;
  /** Whether the data of volumes is in the bucket: `files`, `moved`, `snapshots` that stay where they are, or `none`. */
  readonly volumes: 'files' | 'moved' | 'snapshots' | 'none';
  /** Whether the program says itself what becomes of volumes: that there are no snapshots, or a policy by which the data of some goes elsewhere. */
  readonly volumesDecided: boolean;
}

/** Restores of one cluster's backups in another, as the rules see them. */
export interface DeclaredRecovery {
  /** Path of the construct that restores. */
  readonly path: string;
  /** The cluster whose backups are restored. */
  readonly from: ICluster;
  /** The cluster that they are restored in. */
  readonly into: ICluster;
}

/** All that a fleet says about backups. */
export interface SettledBackups {
  readonly veleros: readonly Velero[];
  readonly schedules: readonly DeclaredSchedule[];
  readonly recoveries: readonly DeclaredRecovery[];
  /** Objects of `velero.io`, those that people write themselves included. */
  readonly objects: readonly VeleroObject[];
  /** Names of the fleets of the program whose backups are checked, sorted: what is between two fleets is told in the first of them. */
  readonly checkedFleets: readonly string[];
}
