import { providerOf } from './places';
import { DrRule } from './rule';
import type { ClusterModel } from '../../fleet';
import { groupBy } from '../../fleet/collections';
import { finding, listed } from '../../fleet/rules/text';
import type { DeclaredSchedule } from '../settled';

/** Backups that are lost with what they protect. */
export const veleroRegion: DrRule = {
  code: 'velero-region',
  severity: 'warning',
  summary: 'The backups of a cluster are kept in its own region.',
  why: 'When the region is lost the backups are lost with it, or cannot be read until it is back. They still help against mistakes of people. A bucket in the cluster of another cloud,'
    + ' or of a store that is no cloud (`s3Url`), has no region to compare.',
  fix: 'Keep backups in another region, that of the standby cluster for example, or have the bucket replicated there and leave the warning.',
  check: ({ schedules }, model) => {
    const clusters = new Map(model.clusters.map(cluster => [cluster.name, cluster]));
    const beside = schedules.filter(schedule => isBeside(schedule, clusters.get(schedule.cluster.name)!));
    return [...groupBy(beside, ({ storage: { provider, bucket, region } }) => `${provider}\n${bucket}\n${region}`).values()].map(same => {
      const [{ storage: { bucket, region } }] = same;
      const [names, paths] = [same.map(({ cluster: { name } }) => name), same.map(({ path }) => path)].map(texts => [...new Set(texts)].sort());
      return finding(veleroRegion, names, paths,
        `${listed(paths)}: the backups of ${listed(names)} go to bucket ${bucket} in ${region}, the region of ${names.length === 1 ? 'the cluster' : 'the clusters'}, and are lost with`
        + ' it: keep them in another region');
    });
  },
};

/** Where nobody says which cloud it is, equal names of regions are one region. */
function isBeside({ cluster, storage }: DeclaredSchedule, { cloud, region }: ClusterModel): boolean {
  const isOfNoCloud = storage.configFor(cluster).s3Url !== undefined;
  const isInCloud = cloud === undefined || cloud === providerOf({ provider: storage.provider });
  return region !== undefined && storage.region === region && !isOfNoCloud && isInCloud;
}
