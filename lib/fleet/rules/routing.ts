import { AddressRange, AddressSpace, FleetModel } from '../model';
import { compareText } from '../names';

/** What routes between clusters by their own addresses. The spaces that a mesh adds have no meaning outside of it. */
const ROUTED: ReadonlySet<AddressSpace> = new Set<AddressSpace>(['pods', 'services', 'nodes']);

/** Clusters that see addresses of each other: a routing domain, or a mesh. */
export interface Network {
  /** Name of the routing domain or of the mesh. */
  readonly name: string;
  /** What kind of mesh it is: `Submariner`. @default - it is a routing domain */
  readonly mesh?: string;
  /** The clusters that it joins. */
  readonly clusters: ReadonlySet<string>;
  /** The spaces whose addresses each of them sees of the others. */
  readonly shown: ReadonlySet<AddressSpace>;
  /** Whether it is only taken for granted, since the program names no routing domains. */
  readonly isImplied: boolean;
}

/** Why addresses of two clusters must differ. */
export interface Route {
  /** A cluster that routes to both, one of the two where they share a network. */
  readonly router: string;
  /** The network that both share, or the two by which the router reaches each of them. */
  readonly networks: readonly Network[];
}

/** Tells sets of networks apart; empty for none. */
export function keyOf(networks: readonly Network[]): string {
  return networks.map(({ name, mesh }) => JSON.stringify([mesh, name])).join();
}

/** Addresses of one use in one cluster. */
export type Addresses = Pick<AddressRange, 'cluster' | 'space'>;

/** Who routes to whom. Networks are sets, not a partition: a cluster in two of them routes to the clusters of both. */
export class Routing {
  /** Routing domains by name, then meshes by name. One of a single cluster joins nothing and is left out. */
  public readonly networks: readonly Network[];

  private readonly byCluster = new Map<string, Network[]>();
  // Clusters in the same networks have the same routes, so what was found for one pair serves all of their kind.
  private readonly found = new Map<string, Route | undefined>();

  constructor(model: Pick<FleetModel, 'domains' | 'meshes'>) {
    this.networks = [
      ...[...model.domains].sort((a, b) => compareText(a.name, b.name))
        .map(({ name, clusters, isImplied = false }) => ({ name, clusters: new Set(clusters), shown: ROUTED, isImplied })),
      ...[...model.meshes].sort((a, b) => compareText(a.name, b.name))
        .map(({ name, kind, members, disjoint }) => ({ name, mesh: kind, clusters: new Set(members), shown: new Set(disjoint), isImplied: false })),
    ].filter(({ clusters }) => clusters.size > 1);
    for (const network of this.networks) {
      for (const cluster of network.clusters) {
        const own = this.byCluster.get(cluster) ?? [];
        own.push(network);
        this.byCluster.set(cluster, own);
      }
    }
  }

  /** The networks of a cluster, routing domains first. */
  public networksOf(cluster: string): readonly Network[] {
    return this.byCluster.get(cluster) ?? [];
  }

  /** The first mesh that joins two clusters. */
  public meshOf(a: string, b: string): Network | undefined {
    return this.networksOf(a).find(network => network.mesh !== undefined && network.clusters.has(b));
  }

  /** The route that makes an overlap of two clusters wrong: a network of both, else the first cluster by name that sees both. */
  public between(a: Addresses, b: Addresses): Route | undefined {
    // A cluster knows all its own addresses, so that it is enough to see the other's.
    const shared = this.networksOf(a.cluster).find(network => network.clusters.has(b.cluster)
      && (network.shown.has(a.space) || network.shown.has(b.space)) && this.holds(network, a.cluster, b.cluster));
    if (shared !== undefined) {
      return { router: shared.shown.has(b.space) ? a.cluster : b.cluster, networks: [shared] };
    }
    const key = JSON.stringify([a, b].map(({ cluster, space }) => [space, keyOf(this.networksOf(cluster))]));
    if (!this.found.has(key)) {
      this.found.set(key, this.through(a, b));
    }
    return this.found.get(key);
  }

  /** Whether a network joins two of its clusters: where a mesh does, it alone says what they see, whatever is taken for granted elsewhere. */
  private holds(network: Network, a: string, b: string): boolean {
    return !network.isImplied || this.meshOf(a, b) === undefined;
  }

  private through(a: Addresses, b: Addresses): Route | undefined {
    const [toA, toB] = [this.ways(a, b), this.ways(b, a)];
    const first = (ways: readonly Network[], router: string, to: Addresses): Network | undefined =>
      ways.find(network => network.clusters.has(router) && this.holds(network, router, to.cluster));
    for (const router of [...new Set(toA.flatMap(network => [...network.clusters]))].sort()) {
      const [one, other] = [first(toA, router, a), first(toB, router, b)];
      if (one !== undefined && other !== undefined) {
        return { router, networks: [one, other] };
      }
    }
    return undefined;
  }

  /** The networks that show addresses to a third cluster. What is taken for granted makes nobody a router between two of those that it joins. */
  private ways(of: Addresses, other: Addresses): readonly Network[] {
    return this.networksOf(of.cluster).filter(network => network.shown.has(of.space) && !(network.isImplied && network.clusters.has(other.cluster)));
  }
}
