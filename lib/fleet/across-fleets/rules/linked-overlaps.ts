import { overlappingPairs } from '../../../net';
import { Finding } from '../../finding';
import { quoted } from '../../lock/names';
import type { AddressRange } from '../../model';
import { acceptanceOf } from '../../rules/acceptance';
import { overlappingRanges } from '../../rules/overlapping-ranges';
import { compareRanges, topRanges } from '../../rules/ranges';
import { findingOn, nameRange, party } from '../../rules/text';
import { LinkedCluster, modelOf } from '../linked-clusters';
import type { Link } from '../links';

/** Overlaps of ranges of clusters that a link joins. */
export function linkedOverlaps(link: Link, clusters: readonly LinkedCluster[]): readonly Finding[] {
  const model = modelOf(link, clusters);
  const isAccepted = acceptanceOf(model);
  const byName = new Map(clusters.map(cluster => [cluster.model.name, cluster]));
  const weightOf = (range: AddressRange) => weight(byName.get(range.cluster)!, range);
  return overlappingPairs(topRanges(model))
    .filter(([a, b]) => a.cluster !== b.cluster && !isAccepted(party(a), party(b)))
    .map(pair => [...pair].sort(compareRanges))
    .map(([a, b]) => {
      const moved = weightOf(b) > weightOf(a) ? a : b;
      return findingOn(overlappingRanges, [a, b], `${nameRange(a)} overlaps ${nameRange(b)}, and link ${link.node.path} joins the two clusters:`
        + ` ${fix(byName.get(moved.cluster)!, moved)}`);
    });
}

const OTHERWISE = 'take one of the two out of the link, or write down in its acceptedOverlaps why it does no harm';

function fix(cluster: LinkedCluster, range: AddressRange): string {
  if (cluster.model.origin === 'existing') {
    return OTHERWISE;
  }
  return !isRecorded(cluster, range) ? `move ${party(range)} to another block, or write down in acceptedOverlaps of the link why it does no harm`
    : `if ${range.cluster} does not run yet, run \`npx cdk8s-fleet lock release ${quoted(cluster.name)} ${quoted(factOf(range))} --fleet`
      + ` ${quoted(cluster.fleet.node.id)}\` and write another block; if it does, ${OTHERWISE}`;
}

/** How much it takes to move a range: a cluster made elsewhere runs already, and what the lock holds was made with that value. */
function weight(cluster: LinkedCluster, range: AddressRange): number {
  return (cluster.model.origin === 'existing' ? 2 : 0) + (isRecorded(cluster, range) ? 1 : 0);
}

function isRecorded({ fleet, name }: LinkedCluster, range: AddressRange): boolean {
  return fleet.lockedValue(name, factOf(range)) !== undefined;
}

function factOf({ name }: AddressRange): string {
  return `range/${name}`;
}
