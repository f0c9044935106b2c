import { Finding } from '../../finding';
import { quoted } from '../../lock/names';
import type { AddressRange } from '../../model';
import { acceptanceOf } from '../../rules/acceptance';
import { overlappingRanges } from '../../rules/overlapping-ranges';
import { topRanges } from '../../rules/ranges';
import { routedOverlaps } from '../../rules/routed-overlaps';
import { Route, Routing } from '../../rules/routing';
import { finding, listed, nameRange, party } from '../../rules/text';
import { domainOf, JoinedCluster, JoinedFleets } from '../joined-fleets';
import type { Link } from '../links';

/** Overlaps of ranges of two clusters that some cluster routes to because of a link. Those within a fleet that it shows alone are its own. */
export function linkedOverlaps({ clusters, model }: JoinedFleets, links: readonly Link[]): readonly Finding[] {
  const isAccepted = acceptanceOf(model);
  const domains = new Map(links.map(link => [domainOf(link), link]));
  const isShownAlone = shownAlone();
  return routedOverlaps(new Routing(model), topRanges(model)).flatMap(({ pair: [a, b], route }) => {
    const [x, y] = [a, b].map(({ cluster }) => clusters.get(cluster)!);
    if (isSameHub(x, y) || isShownAlone([x, a], [y, b]) || isAccepted(party(a), party(b))) {
      return [];
    }
    const through = route.networks.map(({ name }) => name).find(name => domains.has(name))!;
    const [cluster, moved] = weight(y, b) > weight(x, a) ? [x, a] : [y, b];
    return [finding(overlappingRanges, [a.cluster, b.cluster], [a.path, b.path, domains.get(through)!.node.path],
      `${nameRange(a)} overlaps ${nameRange(b)}, and ${reason(route)}: ${fix(cluster, moved, through)}`)];
  });
}

/** Two fleets may have one hub between them. */
function isSameHub(a: JoinedCluster, b: JoinedCluster): boolean {
  return a.fleet.hubGiven === b.fleet.hubGiven && a.name === a.fleet.hub.name && b.name === b.fleet.hub.name;
}

/** Answers whether two ranges are of one fleet in which some cluster sees both, link or not. */
function shownAlone(): (a: readonly [JoinedCluster, AddressRange], b: readonly [JoinedCluster, AddressRange]) => boolean {
  const routings = new Map<object, Routing>();
  return ([a, x], [b, y]) => {
    if (a.fleet !== b.fleet) {
      return false;
    }
    const routing = routings.get(a.fleet) ?? new Routing(a.fleet.settle());
    routings.set(a.fleet, routing);
    return routing.between({ cluster: a.name, space: x.space }, { cluster: b.name, space: y.space }) !== undefined;
  };
}

function reason({ router, networks }: Route): string {
  const names = networks.map(({ name, mesh }) => (mesh === undefined ? name : `mesh ${name}`));
  return names.length === 1 ? `${names[0]} joins the two clusters` : `${router} routes to both (${listed(names)})`;
}

/** How to move a range, of a cluster that may run already, or what to do where it cannot be. */
function fix(cluster: JoinedCluster, range: AddressRange, link: string): string {
  const otherwise = `take a cluster out of ${link}, or write down in its acceptedOverlaps why it does no harm`;
  if (cluster.model.origin === 'existing') {
    return otherwise;
  }
  return !isRecorded(cluster, range) ? `move ${party(range)} to another block, or write down in acceptedOverlaps of ${link} why it does no harm`
    : `if ${range.cluster} does not run yet, run \`npx cdk8s-fleet lock release ${quoted(cluster.name)} ${quoted(factOf(range))} --fleet`
      + ` ${quoted(cluster.fleet.node.id)}\` and write another block; if it does, ${otherwise}`;
}

/** How much it takes to move a range: a cluster made elsewhere runs already, and what the lock holds was made with that value. */
function weight(cluster: JoinedCluster, range: AddressRange): number {
  return (cluster.model.origin === 'existing' ? 2 : 0) + (isRecorded(cluster, range) ? 1 : 0);
}

function isRecorded({ fleet, name }: JoinedCluster, range: AddressRange): boolean {
  return fleet.lockedValue(name, factOf(range)) !== undefined;
}

function factOf({ name }: AddressRange): string {
  return `range/${name}`;
}
