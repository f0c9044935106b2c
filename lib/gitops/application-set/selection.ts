import { ClusterModel, FleetModel, ICluster } from '../../fleet';

/** Which clusters of the fleet; what is given holds at once. */
export interface ClusterSelection {
  /** These clusters, as constructs or by name. The hub is selected only when it is named here. @default - every member of the fleet */
  readonly clusters?: readonly (ICluster | string)[];
  /** Clusters with all of these labels: `{ environment: 'production' }`. @default - whatever their labels */
  readonly matchLabels?: Readonly<Record<string, string>>;
  /** Clusters in one of these regions: `['eu-west-1', 'eu-central-1']`. @default - wherever they are */
  readonly regions?: readonly string[];
}

/** A selection, ready to be asked about each cluster. */
export interface Selector {
  /** The names that it gives, whether there are such clusters or not. */
  readonly names: readonly string[];
  /** Whether it selects a cluster. */
  has(cluster: ClusterModel): boolean;
}

/** @param byDefault which clusters there are to select from when none is named */
export function selectorOf({ clusters, matchLabels = {}, regions }: ClusterSelection, byDefault: 'members' | 'all' = 'members'): Selector {
  const names = new Set(clusters?.map(cluster => (typeof cluster === 'string' ? cluster : cluster.name)));
  const labels = Object.entries(matchLabels);
  return {
    names: [...names],
    has: cluster => (clusters === undefined ? byDefault === 'all' || cluster.role === 'member' : names.has(cluster.name))
      && labels.every(([key, value]) => cluster.labels[key] === value)
      && (regions === undefined || (cluster.region !== undefined && regions.includes(cluster.region))),
  };
}

/** Names of selections that are no cluster of the fleet, sorted. */
export function unknownNames(model: FleetModel, selectors: readonly Selector[]): readonly string[] {
  const known = new Set(model.clusters.map(cluster => cluster.name));
  return [...new Set(selectors.flatMap(selector => selector.names).filter(name => !known.has(name)))].sort();
}
