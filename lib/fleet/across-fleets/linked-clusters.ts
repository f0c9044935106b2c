import type { Link } from './links';
import type { ICluster } from '../cluster';
import type { Fleet } from '../fleet';
import type { ClusterModel, FleetModel } from '../model';
import { compareText } from '../names';

/** A cluster of a link, under a name that says of which fleet it is: clusters of two fleets may have the same. */
export interface LinkedCluster {
  readonly fleet: Fleet;
  /** Its name in its fleet. */
  readonly name: string;
  /** Called `<fleet>/<name>`, as its ranges are. */
  readonly model: ClusterModel;
}

/** The clusters of a link, each once and by name. A hub that was given to several fleets is one cluster. */
export function linkedClusters(link: Link): readonly LinkedCluster[] {
  const seen = new Set<object>();
  const all = link.clusters.map(cluster => ({ identity: identityOf(cluster), ...linked(cluster) }));
  return all.sort((a, b) => compareText(a.model.name, b.model.name)).filter(({ identity }) => !seen.has(identity) && seen.add(identity));
}

/** The clusters of a link as a fleet, so that the rules of a fleet see their ranges. */
export function modelOf(link: Link, clusters: readonly LinkedCluster[]): FleetModel {
  return {
    name: link.node.id,
    path: link.node.path,
    fleets: [],
    clusters: clusters.map(({ model }) => model),
    domains: [{ name: link.node.id, clusters: clusters.map(({ model }) => model.name) }],
    unknownClusters: [],
    reserved: [],
    acceptedOverlaps: link.acceptedOverlaps,
    pools: [],
    unmet: [],
    conflicts: [],
    lock: { facts: [], retired: new Set(), conflicts: [] },
    lockName: '',
  };
}

function identityOf(cluster: ICluster): object {
  const { fleet } = cluster.chart;
  return cluster === fleet.hub ? fleet.hubGiven : cluster;
}

function linked({ chart: { fleet }, name: own }: ICluster): LinkedCluster {
  const model = fleet.clusterModel(own);
  const name = `${fleet.node.id}/${own}`;
  return { fleet, name: own, model: { ...model, name, ranges: model.ranges.map(range => ({ ...range, cluster: name })) } };
}
