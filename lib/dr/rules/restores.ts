import type { ClusterModel, FleetModel } from '../../fleet';
import { groupBy } from '../../fleet/collections';
import type { SettledBackups } from '../settled';

/** Backups of clusters that are restored in another. */
export interface RestoredElsewhere {
  /** Sorted by name. */
  readonly from: readonly ClusterModel[];
  readonly into: ClusterModel;
  /** Paths of what says so, sorted. */
  readonly paths: readonly string[];
}

/**
 * What is restored in which cluster.
 *
 * @param isWrong which pairs of clusters to take
 */
export function restoresOf(
  { schedules, recoveries }: SettledBackups, model: FleetModel, isWrong: (from: ClusterModel, into: ClusterModel) => boolean,
): readonly RestoredElsewhere[] {
  const clusters = new Map(model.clusters.map(cluster => [cluster.name, cluster]));
  const all = [
    ...schedules.flatMap(({ path, cluster, standby }) => (standby === undefined ? [] : [{ path, from: cluster.name, into: standby.name }])),
    ...recoveries.map(({ path, from, into }) => ({ path, from: from.name, into: into.name })),
  ].filter(({ from, into }) => isWrong(clusters.get(from)!, clusters.get(into)!));
  return [...groupBy(all, ({ into }) => into)].map(([into, same]) => ({
    from: sorted(same.map(({ from }) => from)).map(name => clusters.get(name)!),
    into: clusters.get(into)!,
    paths: sorted(same.map(({ path }) => path)),
  }));
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
