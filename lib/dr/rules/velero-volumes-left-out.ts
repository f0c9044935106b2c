import { DrRule } from './rule';
import { groupBy } from '../../fleet/collections';
import { finding, listed } from '../../fleet/rules/text';

/** Standby clusters without the data of volumes. */
export const veleroVolumesLeftOut: DrRule = {
  code: 'velero-volumes-left-out',
  severity: 'warning',
  summary: 'A schedule with a standby cluster backs up objects, and no data of volumes.',
  why: 'Without snapshots that Velero knows how to make, and without a backup of files, PersistentVolumeClaims are restored empty.',
  fix: 'Write `defaultVolumesToFsBackup: true`, or `snapshotMoveData: true`. Where nothing of volumes is needed, say so: `snapshotVolumes: false`.',
  check: ({ schedules }) => {
    // With a node agent that the program asks for, pods say which of their volumes are backed up.
    const without = schedules.filter(({ standby, volumes, volumesDecided, velero }) => standby && volumes === 'none' && !volumesDecided && !velero.asksForNodeAgent);
    return [...groupBy(without, ({ path }) => path)].map(([path, same]) => {
      const [standby, names] = [same[0].standby!.name, same.map(({ cluster: { name } }) => name).sort()];
      return finding(veleroVolumesLeftOut, [...names, standby], [path],
        `${path}: no data of volumes of ${listed(names)} is in the backups, so that ${standby} restores them empty: write defaultVolumesToFsBackup: true or`
        + ' snapshotMoveData: true, or snapshotVolumes: false where that is meant');
    });
  },
};
