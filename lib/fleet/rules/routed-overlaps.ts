import { overlapsBetween } from './between';
import { compareRanges } from './ranges';
import { keyOf, Network, Route, Routing } from './routing';
import { party } from './text';
import { Cidr, overlappingPairs } from '../../net';
import { groupBy } from '../collections';
import { AddressRange } from '../model';

type Pair = readonly [AddressRange, AddressRange];

/** Two ranges of two clusters that share an address, and a cluster that sees both. */
export interface RoutedOverlap {
  /** By cluster, then by name. */
  readonly pair: Pair;
  readonly route: Route;
}

/** Every overlap of two clusters of which some cluster sees both sides, once and in order. */
export function routedOverlaps(routing: Routing, ranges: readonly AddressRange[]): readonly RoutedOverlap[] {
  const found = new Map<string, RoutedOverlap>();
  for (const [x, y] of new Meetings(routing, ranges).all()) {
    const pair: Pair = compareRanges(x, y) < 0 ? [x, y] : [y, x];
    const key = JSON.stringify(pair.map(party));
    const route = x.cluster === y.cluster || found.has(key) ? undefined : routing.between(...pair);
    if (route !== undefined) {
      found.set(key, { pair, route });
    }
  }
  return [...found.values()].sort(({ pair: [a, b] }, { pair: [c, d] }) => compareRanges(a, c) || compareRanges(b, d));
}

/** Clusters that are in the same networks, and what those show them, but for what is only taken for granted. */
interface Routers {
  readonly clusters: readonly string[];
  readonly shown: readonly AddressRange[];
}

/** Ranges of one block that are not compared with each other: of one cluster, or of clusters in the same meshes. */
interface Alike {
  readonly cidr: Cidr;
  readonly ranges: readonly AddressRange[];
}

/**
 * Finds the overlaps that somebody sees without a look at those that nobody sees: a mesh that translates addresses may have hundreds of members
 * with one block, of which each two overlap.
 */
class Meetings {
  private readonly owned: ReadonlyMap<string, readonly AddressRange[]>;
  private readonly shown = new Map<Network, readonly AddressRange[]>();

  constructor(private readonly routing: Routing, ranges: readonly AddressRange[]) {
    this.owned = groupBy(ranges, range => range.cluster);
  }

  /** The overlaps, some more than once, and some within a cluster. */
  public all(): readonly Pair[] {
    const routers = this.routers();
    return [
      // Routers of different networks may see the same.
      ...[...groupBy(routers, ({ shown }) => JSON.stringify(shown.map(party).sort())).values()].flatMap(same => this.seenBy(same)),
      ...this.routing.networks.filter(({ isImplied }) => isImplied)
        .flatMap(network => [...this.grantedIn(network), ...routers.flatMap(some => this.besideGranted(some, network))]),
    ];
  }

  private routers(): readonly Routers[] {
    const all = [...new Set(this.routing.networks.flatMap(network => [...network.clusters]))];
    return [...groupBy(all, cluster => keyOf(this.routing.networksOf(cluster))).values()].map(clusters => {
      const networks = this.routing.networksOf(clusters[0]).filter(({ isImplied }) => !isImplied);
      return { clusters, shown: [...new Set(networks.flatMap(network => this.shownBy(network)))] };
    });
  }

  /** What routers are shown, compared with itself, and with what each of them alone knows: its own ranges that nobody is shown. */
  private seenBy(routers: readonly Routers[]): readonly Pair[] {
    const [{ shown }] = routers;
    const known = new Set(shown);
    return overlaps(shown, this.ownedBy(routers.flatMap(({ clusters }) => clusters)).filter(range => !known.has(range)));
  }

  /** What is taken for granted: clusters see each other, but for those that a mesh joins. */
  private grantedIn({ clusters, shown }: Network): readonly Pair[] {
    const meshes = (cluster: string): string => keyOf(this.routing.networksOf(cluster).filter(({ mesh }) => mesh !== undefined)) || cluster;
    const groups = groupBy(this.ownedBy(clusters), ({ cluster, cidr, space }) => `${meshes(cluster)} ${cidr} ${shown.has(space)}`);
    const alike = [...groups.values()].map((ranges): Alike => ({ cidr: ranges[0].cidr, ranges }));
    const isShown = ({ ranges: [{ space }] }: Alike): boolean => shown.has(space);
    return overlaps(alike.filter(isShown), alike.filter(same => !isShown(same)))
      .filter(([{ ranges: [a] }, { ranges: [b] }]) => a.cluster !== b.cluster && this.routing.meshOf(a.cluster, b.cluster) === undefined)
      .flatMap(([one, other]) => one.ranges.flatMap(x => other.ranges.map((y): Pair => [x, y])));
  }

  /** What routers are shown from beyond a network that is taken for granted (by a link between fleets), compared with what they see in it. */
  private besideGranted({ clusters: [router], shown }: Routers, network: Network): readonly Pair[] {
    const beyond = network.clusters.has(router) ? shown.filter(({ cluster }) => !network.clusters.has(cluster)) : [];
    return beyond.length === 0 ? []
      : overlapsBetween(beyond, this.shownBy(network).filter(({ cluster }) => this.routing.meshOf(router, cluster) === undefined));
  }

  private shownBy(network: Network): readonly AddressRange[] {
    const shown = this.shown.get(network) ?? this.ownedBy(network.clusters).filter(({ space }) => network.shown.has(space));
    this.shown.set(network, shown);
    return shown;
  }

  private ownedBy(clusters: Iterable<string>): readonly AddressRange[] {
    return [...clusters].flatMap(cluster => this.owned.get(cluster) ?? []);
  }
}

/** Overlaps among what is shown, and of it with what is hidden. */
function overlaps<T extends { readonly cidr: Cidr }>(shown: readonly T[], hidden: readonly T[]): readonly [T, T][] {
  return [...overlappingPairs(shown), ...hidden.length === 0 ? [] : overlapsBetween(shown, hidden)];
}
