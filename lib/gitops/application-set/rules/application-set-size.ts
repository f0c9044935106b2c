import { ApplicationSetRule, findingOn, named } from './rule';

/** ApplicationSets that etcd would not take. */
export const applicationSetSize: ApplicationSetRule = {
  code: 'application-set-size',
  severity: 'error',
  summary: 'The elements of an ApplicationSet, with the status that the controller adds, are larger than what etcd stores.',
  why: 'The API server refuses an object above 1.5 MiB, or the controller can no longer write its status and stops working on it.',
  fix: 'Keep long values in the repository, in files that `valueFiles` or `path` name, and bake only what differs.',
  check: settled => (settled.placement?.shards ?? []).filter(shard => shard.bytes > settled.room).map(shard => {
    const alone = shard.clusters.length === 1;
    const what = alone ? `what it gives cluster ${shard.clusters[0]} takes` : `its Applications for ${named(shard.clusters)} lie in one ApplicationSet, where they stay, and take`;
    return findingOn(applicationSetSize, settled, alone ? shard.clusters : [],
      `application ${settled.application.name}: ${what} ${shard.bytes} bytes, and an ApplicationSet has room for ${settled.room}: move long values into files of the`
      + ' repository, which valueFiles or path name');
  }),
};
