import { DrRule } from './rule';
import type { ClusterModel } from '../../fleet';
import { groupBy } from '../../fleet/collections';
import { finding, listed } from '../../fleet/rules/text';

/** What a snapshot does not leave. */
const PARTS = ['cloud', 'account', 'region'] as const;

/** Snapshots that the standby cluster cannot reach. */
export const veleroSnapshotsStay: DrRule = {
  code: 'velero-snapshots-stay',
  severity: 'error',
  summary: 'A schedule makes snapshots of volumes, and its standby cluster lies in another region, account or cloud.',
  why: 'Native and CSI snapshots stay with the cloud, the account and the region that they were made in; the bucket only holds their names. A restore elsewhere makes no volume'
    + ' of them (Velero v1.18 "Cluster migration").',
  fix: 'Write `snapshotMoveData: true`, or `defaultVolumesToFsBackup: true`: the data is in the bucket then. Where volumes need not come along: `snapshotVolumes: false`.',
  check: ({ schedules }, model) => {
    const clusters = new Map(model.clusters.map(cluster => [cluster.name, cluster]));
    const apart = schedules.filter(({ volumes, volumesDecided }) => volumes === 'snapshots' && !volumesDecided).flatMap(({ path, cluster, standby }) => {
      const [here, there] = [clusters.get(cluster.name)!, clusters.get(standby?.name ?? '')];
      const part = there && PARTS.find(name => differs(here[name], there[name]));
      return part === undefined ? [] : [{ path, part, here, there: there! }];
    });
    return [...groupBy(apart, ({ path, part }) => `${path}\n${part}`).values()].map(same => {
      const [{ path, part, there }] = same;
      const names = same.map(({ here }) => here.name);
      return finding(veleroSnapshotsStay, [...names, there.name], [path],
        `${path}: snapshots of ${listed(same.map(({ here }) => nameAt(here, part)).sort())} stay there, and ${nameAt(there, part)} restores from the bucket, without the data of`
        + ' volumes: write snapshotMoveData: true or defaultVolumesToFsBackup: true, or snapshotVolumes: false where volumes need not come along');
    });
  },
};

/** What nobody says may be the same. */
function differs(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}

function nameAt(cluster: ClusterModel, part: typeof PARTS[number]): string {
  return `${cluster.name} (${part} ${cluster[part]})`;
}
