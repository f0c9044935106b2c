import { DrRule } from './rule';
import { veleroBackupName } from './velero-backup-name';
import { veleroDefaultLocation } from './velero-default-location';
import { veleroKubernetesTested } from './velero-kubernetes-tested';
import { veleroLocationMissing } from './velero-location-missing';
import { veleroObject } from './velero-object';
import { veleroOneShot } from './velero-one-shot';
import { veleroPrefixShared } from './velero-prefix-shared';
import { veleroRegion } from './velero-region';
import { veleroRepositoryPassword } from './velero-repository-password';
import { veleroRestoreVersion } from './velero-restore-version';
import { veleroScheduleName } from './velero-schedule-name';
import { veleroScheduleNameTwice } from './velero-schedule-name-twice';
import { veleroSnapshotLocation } from './velero-snapshot-location';
import { veleroSnapshotsStay } from './velero-snapshots-stay';
import { veleroStandbyItself } from './velero-standby-itself';
import { veleroVersionDiffers } from './velero-version-differs';
import { veleroVolumesLeftOut } from './velero-volumes-left-out';

export { DrRule } from './rule';

/** The rules about backups and restores, by code. */
export const DR_RULES: readonly DrRule[] = [
  veleroBackupName,
  veleroDefaultLocation,
  veleroKubernetesTested,
  veleroLocationMissing,
  veleroObject,
  veleroOneShot,
  veleroPrefixShared,
  veleroRegion,
  veleroRepositoryPassword,
  veleroRestoreVersion,
  veleroScheduleName,
  veleroScheduleNameTwice,
  veleroSnapshotLocation,
  veleroSnapshotsStay,
  veleroStandbyItself,
  veleroVersionDiffers,
  veleroVolumesLeftOut,
];
