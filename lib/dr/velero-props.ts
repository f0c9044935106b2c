import type { ICluster } from '../fleet';
import type { BackupStorage } from './storage/backup-storage';
import type { StoreKey } from './storage/identity';
import type { SnapshotLocation } from './storage/snapshot-location';

/** One value, several, or a function that gives those of each cluster. */
export type EachCluster<T> = T | readonly T[] | ((cluster: ICluster) => T | readonly T[]);

/** How CSI snapshots of a cluster are made: a VolumeSnapshotClass with the label by which Velero finds it. */
export interface VolumeSnapshotClassOptions {
  /** CSI driver: `ebs.csi.aws.com`. A CSI snapshot is only restored by the same driver. */
  readonly driver: string;
  /** Name of the class. @default 'velero' */
  readonly name?: string;
  /** Whether the snapshot goes with its object: `Delete`, `Retain`. @default 'Delete' */
  readonly deletionPolicy?: 'Delete' | 'Retain';
  /** Parameters of the driver. @default - none */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Options for a `Velero`. */
export interface VeleroProps {
  /** Where each cluster writes its backups to; with several places one is the `default`. */
  readonly storage: EachCluster<BackupStorage>;
  /** Where native snapshots of volumes are kept. Snapshots of CSI drivers need none. @default - none: no native snapshots */
  readonly snapshotLocations?: EachCluster<SnapshotLocation>;
  /**
   * Has Velero make snapshots by CSI drivers. The cluster must have their snapshot controller and its CRDs.
   *
   * @default - only where a schedule moves data of snapshots, or `volumeSnapshotClass` is given
   */
  readonly csi?: boolean;
  /**
   * Makes the VolumeSnapshotClass by which Velero makes CSI snapshots.
   *
   * @default - you have one, labelled `velero.io/csi-volumesnapshot-class: "true"`
   */
  readonly volumeSnapshotClass?: EachCluster<VolumeSnapshotClassOptions>;
  /**
   * Runs the node agent, also where no schedule says that it needs it: for pods that are annotated with `backup.velero.io/backup-volumes`.
   *
   * @default - only where a schedule moves data of snapshots or backs up files
   */
  readonly nodeAgent?: boolean;
  /**
   * Where the password is kept that encrypts the data of volumes in the bucket, the same for all clusters. It must be there before the first backup,
   * and cannot be changed afterwards.
   *
   * @default - that which Velero has built in, and everybody knows: a `velero-repository-password` warning
   */
  readonly repositoryPassword?: StoreKey;
  /** Version of the Helm chart. @default - the version in the lock; without one 12.1.0, which is Velero 1.18.1 */
  readonly version?: string;
  /** Namespace of Velero, in every cluster the same. @default 'velero' */
  readonly namespace?: string;
  /**
   * Who installs Velero where this program does not: `Terraform module backup`. Only locations, schedules and Secrets are made then.
   *
   * @default - this program
   */
  readonly installedBy?: string;
  /** Values of the Helm chart that take the place of ours. @default - none */
  readonly values?: Readonly<Record<string, unknown>>;
}
