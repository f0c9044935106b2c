import { acceptanceOf } from './acceptance';
import { handedOutBy } from './handed-out';
import { Proposals } from './propose';
import { changedRanges, lockedRanges, topRanges } from './ranges';
import { routedOverlaps } from './routed-overlaps';
import { Network, Route, Routing } from './routing';
import { Rule } from './rule';
import { findingOn, listed, nameRange, party } from './text';
import { AddressRange, FleetModel } from '../model';

/** Ranges of two clusters that some cluster routes to both of. */
export const overlappingRanges: Rule = {
  code: 'overlapping-ranges',
  severity: 'error',
  summary: 'Ranges of two clusters overlap, and some cluster routes to both.',
  why: 'A router has one route for an address. Of two clusters with the same pod, service or node addresses, a third cluster reaches one, '
    + 'and which one depends on the order in which routes arrived; the two reach only themselves. Routing domains are sets: a hub in the domains '
    + '`a` and `b` routes to the clusters of both, although those do not route to each other. So is a mesh, for the addresses that its members see of each '
    + 'other. Nothing in a cluster reports this: Cluster API (kubernetes-sigs/cluster-api#7538) and Submariner from 0.20 on do not check it.',
  fix: 'Give one of them another block, leave the range open so that the address plan hands one out, take one cluster out of the routing domain '
    + 'or the mesh, have the mesh translate addresses, or write down in `acceptedOverlaps` why the overlap does no harm. A range that the lock holds '
    + 'also needs `lock release`.',
  check: model => {
    const isAccepted = acceptanceOf(model);
    const isHandedOut = handedOutBy(model);
    const proposals = new Proposals(model);
    const changed = changedRanges(model);
    const weight = weights(model);
    return routedOverlaps(new Routing(model), topRanges(model))
      // Both were handed out, in two branches: `lock-conflict` says how to settle that.
      // A range that was just changed against the lock has a finding of its own.
      .filter(({ pair }) => !pair.some(range => changed.has(party(range))))
      .filter(({ pair: [a, b] }) => !isAccepted(party(a), party(b)) && !(isHandedOut(a) && isHandedOut(b)))
      .map(({ pair: [a, b], route }) => {
        const moved = weight(b) > weight(a) ? a : b;
        const fix = `${proposals.move(moved, otherwise(route.networks))}${translation(route.networks, [a, b])}`;
        return findingOn(overlappingRanges, [a, b], `${nameRange(a)} overlaps ${nameRange(b)}, and ${reason(route)}: ${fix}`);
      });
  },
};

/** How much it takes to move a range: a cluster made elsewhere runs already, and what the lock holds was made with that value. */
function weights(model: FleetModel): (range: AddressRange) => number {
  const recorded = new Set(lockedRanges(model).map(party));
  const existing = new Set(model.clusters.filter(cluster => cluster.origin === 'existing').map(cluster => cluster.name));
  return range => (existing.has(range.cluster) ? 2 : 0) + (recorded.has(party(range)) ? 1 : 0);
}

function reason({ router, networks }: Route): string {
  if (networks.length > 1) {
    return `${router} routes to both (${places(networks)})`;
  }
  const [{ name, mesh }] = networks;
  return mesh === undefined ? `both are in routing domain ${name}` : `both are members of mesh ${name} (${mesh})`;
}

/** `routing domains a and b`, `mesh a and routing domain b`. */
function places(networks: readonly Network[]): string {
  const words = [...new Set(networks.map(wordFor))];
  return words.length === 1 ? `${words[0]}${words[0] === 'mesh' ? 'es' : 's'} ${listed(networks.map(({ name }) => name))}`
    : listed(networks.map(network => `${wordFor(network)} ${network.name}`));
}

function wordFor({ mesh }: Network): string {
  return mesh === undefined ? 'routing domain' : 'mesh';
}

/** For two clusters that both run: neither can be moved. */
function otherwise(networks: readonly Network[]): string {
  return `take one of the two out of the ${[...new Set(networks.map(wordFor))].sort().join(' or the ')}, or write down in acceptedOverlaps why it does no harm`;
}

/** A mesh that has no addresses of its own for members shows theirs as they are. */
function translation(networks: readonly Network[], pair: readonly AddressRange[]): string {
  return networks.some(({ mesh, shown }) => mesh !== undefined && !shown.has('globalnet') && pair.every(({ space }) => shown.has(space)))
    ? ', or have the mesh translate addresses' : '';
}
