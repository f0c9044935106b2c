import { acceptanceOf } from './acceptance';
import { handedOutBy } from './handed-out';
import { Proposals } from './propose';
import { changedRanges, compareRanges, lockedRanges, topRanges } from './ranges';
import { Route, Routing } from './routing';
import { Rule } from './rule';
import { findingOn, listed, nameRange, party } from './text';
import { overlappingPairs } from '../../net';
import { groupBy } from '../collections';
import { AddressRange, FleetModel } from '../model';

/** For two clusters that both run: neither can be moved. */
const OTHERWISE = 'take one of the two out of the routing domain, or write down in acceptedOverlaps why it does no harm';

type Pair = readonly [AddressRange, AddressRange];

/** Ranges of two clusters that some cluster routes to both of. */
export const overlappingRanges: Rule = {
  code: 'overlapping-ranges',
  severity: 'error',
  summary: 'Ranges of two clusters overlap, and some cluster routes to both.',
  why: 'A router has one route for an address. Of two clusters with the same pod, service or node addresses, a third cluster reaches one, '
    + 'and which one depends on the order in which routes arrived; the two reach only themselves. Routing domains are sets: a hub in the domains '
    + '`a` and `b` routes to the clusters of both, although those do not route to each other. Nothing in a cluster reports this: Cluster API '
    + '(kubernetes-sigs/cluster-api#7538) and Submariner from 0.20 on do not check it.',
  fix: 'Give one of them another block, leave the range open so that the address plan hands one out, take one cluster out of the routing domain, '
    + 'or write down in `acceptedOverlaps` why the overlap does no harm. A range that the lock holds also needs `lock release`.',
  check: model => {
    const routing = new Routing(model);
    const isAccepted = acceptanceOf(model);
    const isHandedOut = handedOutBy(model);
    const proposals = new Proposals(model);
    const changed = changedRanges(model);
    const weight = weights(model);
    return overlaps(model, routing)
      // Both were handed out, in two branches: `lock-conflict` says how to settle that.
      // A range that was just changed against the lock has a finding of its own.
      .filter(pair => !pair.some(range => changed.has(party(range))))
      .filter(([a, b]) => !isAccepted(party(a), party(b)) && !(isHandedOut(a) && isHandedOut(b)))
      .map(([a, b]) => {
        const moved = weight(b) > weight(a) ? a : b;
        const message = `${nameRange(a)} overlaps ${nameRange(b)}, and ${reason(routing.between(a.cluster, b.cluster)!)}: ${proposals.move(moved, OTHERWISE)}`;
        return findingOn(overlappingRanges, [a, b], message);
      });
  },
};

/** How much it takes to move a range: a cluster made elsewhere runs already, and what the lock holds was made with that value. */
function weights(model: FleetModel): (range: AddressRange) => number {
  const recorded = new Set(lockedRanges(model).map(party));
  const existing = new Set(model.clusters.filter(cluster => cluster.origin === 'existing').map(cluster => cluster.name));
  return range => (existing.has(range.cluster) ? 2 : 0) + (recorded.has(party(range)) ? 1 : 0);
}

/** Each pair once and in order: a pair may be in the reach of several clusters. */
function overlaps(model: FleetModel, routing: Routing): readonly Pair[] {
  const ranges = groupBy(topRanges(model), range => range.cluster);
  const pairs = new Map<string, Pair>();
  for (const reach of routing.reaches()) {
    for (const [x, y] of overlappingPairs([...reach].flatMap(cluster => ranges.get(cluster) ?? []))) {
      if (x.cluster !== y.cluster) {
        const pair: Pair = compareRanges(x, y) < 0 ? [x, y] : [y, x];
        pairs.set(JSON.stringify(pair.map(party)), pair);
      }
    }
  }
  return [...pairs.values()].sort(([a, b], [c, d]) => compareRanges(a, c) || compareRanges(b, d));
}

function reason({ router, domains }: Route): string {
  return domains.length === 1 ? `both are in routing domain ${domains[0]}` : `${router} routes to both (routing domains ${listed(domains)})`;
}
