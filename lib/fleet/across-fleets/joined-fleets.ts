import type { Link } from './links';
import type { Fleet } from '../fleet';
import type { ClusterModel, FleetModel, MeshModel, RoutingDomain } from '../model';

/** A cluster of one of several fleets, under a name that says of which: clusters of two fleets may have the same. */
export interface JoinedCluster {
  readonly fleet: Fleet;
  /** Its name in its fleet. */
  readonly name: string;
  /** Called `<fleet>/<name>`, as its ranges are. */
  readonly model: ClusterModel;
}

/** The fleets of a program as one, whose meshes are theirs, and whose routing domains are theirs and the links between them. */
export interface JoinedFleets {
  /** By their names. */
  readonly clusters: ReadonlyMap<string, JoinedCluster>;
  /** Domains are called as messages name them: `link vpn`, `routing domain fleet of fleet dev`. */
  readonly model: FleetModel;
}

/** How a link is called as a routing domain. */
export function domainOf(link: Link): string {
  return `link ${link.node.path}`;
}

/** Joins the fleets of a program by its links. */
export function joined(fleets: readonly Fleet[], links: readonly Link[]): JoinedFleets {
  const clusters = fleets.flatMap(fleet => fleet.settle().clusters.map(model => asJoined(fleet, model)));
  return {
    clusters: new Map(clusters.map(cluster => [cluster.model.name, cluster])),
    model: {
      name: '',
      path: '',
      fleets: [],
      clusters: clusters.map(({ model }) => model),
      domains: [
        ...fleets.flatMap(domainsOf),
        ...links.map(link => ({ name: domainOf(link), clusters: link.clusters.map(({ chart, name }) => nameIn(chart.fleet, name)) })),
      ],
      meshes: fleets.flatMap(meshesOf),
      unknownClusters: [],
      reserved: [],
      acceptedOverlaps: links.flatMap(link => link.acceptedOverlaps),
      pools: [],
      unmet: [],
      conflicts: [],
      lock: { facts: [], retired: new Set(), conflicts: [] },
      lockName: '',
    },
  };
}

function asJoined(fleet: Fleet, cluster: ClusterModel): JoinedCluster {
  const name = nameIn(fleet, cluster.name);
  return { fleet, name: cluster.name, model: { ...cluster, name, ranges: cluster.ranges.map(range => ({ ...range, cluster: name })) } };
}

function domainsOf(fleet: Fleet): readonly RoutingDomain[] {
  return fleet.settle().domains.map(({ name, clusters, isImplied }) => ({
    name: `routing domain ${name} of fleet ${fleet.node.id}`, clusters: clusters.map(cluster => nameIn(fleet, cluster)), isImplied,
  }));
}

function meshesOf(fleet: Fleet): readonly MeshModel[] {
  return fleet.settle().meshes.map(mesh => ({
    ...mesh, name: `${mesh.name} of fleet ${fleet.node.id}`, members: mesh.members.map(member => nameIn(fleet, member)),
  }));
}

function nameIn(fleet: Fleet, cluster: string): string {
  return `${fleet.node.id}/${cluster}`;
}
