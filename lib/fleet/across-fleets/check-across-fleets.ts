import { App } from 'cdk8s';
import { Link, linksIn } from './links';
import type { ICluster } from '../cluster';
import { Finding } from '../finding';
import type { Fleet } from '../fleet';
import type { ClusterModel, FleetModel } from '../model';
import { compareText } from '../names';
import { cloudNameTwice } from './rules/cloud-name-twice';
import { overlappingRanges } from '../rules/overlapping-ranges';
import { staleAcceptance } from '../rules/stale-acceptance';

/** What is wrong between the fleets of a program. */
export function checkAcrossFleets(app: App, fleets: readonly Fleet[]): readonly Finding[] {
  return fleets.length < 2 ? [] : [
    ...cloudNameTwice.check(fleets.map(fleet => fleet.settle())),
    ...linksIn(app).flatMap(link => {
      const model = linkModel(link);
      return [overlappingRanges, staleAcceptance].flatMap(rule => rule.check(model));
    }),
  ];
}

/** The clusters of a link as a fleet with one routing domain, so that the rules of a fleet see them. */
function linkModel(link: Link): FleetModel {
  const clusters = [...new Set(link.clusters)].map(cluster => asCluster(cluster)).sort((a, b) => compareText(a.name, b.name));
  return {
    name: link.node.id,
    path: link.node.path,
    fleets: [],
    clusters,
    domains: [{ name: link.node.id, clusters: clusters.map(cluster => cluster.name) }],
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

/** Under a name that says of which fleet it is: clusters of two fleets may have the same. */
function asCluster(cluster: ICluster): ClusterModel {
  const { fleet } = cluster.chart;
  const model = fleet.clusterModel(cluster.name);
  const name = `${fleet.node.id}/${model.name}`;
  return { ...model, name, ranges: model.ranges.map(range => ({ ...range, cluster: name })) };
}
