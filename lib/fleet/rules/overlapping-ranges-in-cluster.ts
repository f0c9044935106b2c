import { releaseCommand } from './commands';
import { hintInside, Proposals } from './propose';
import { changedRanges, compareRanges } from './ranges';
import { Rule } from './rule';
import { findingOn, nameRange, party } from './text';
import { overlappingPairs } from '../../net';
import { Finding } from '../finding';
import { didYouMean } from '../lock/names';
import { AddressRange, ClusterModel } from '../model';
import { compareText } from '../names';

/** Ranges of one cluster that overlap, and parts that are not inside what they are a part of. */
export const overlappingRangesInCluster: Rule = {
  code: 'overlapping-ranges-in-cluster',
  severity: 'error',
  summary: 'Ranges of one cluster overlap, or a range is not inside the one that it is a part of.',
  why: 'Pods, Services and nodes of one cluster are told apart by their addresses: kube-proxy takes a Service address away from the pod or machine '
    + 'that has it too, and the machines of two overlapping subnets get each other\'s addresses. Neither kubeadm nor a webhook of Cluster API '
    + 'compares the ranges (kubernetes-sigs/cluster-api#3296), so the cluster starts and fails later. This cannot be accepted.',
  fix: 'Move one of the two. Choose the block of a part (a subnet) inside the range that it divides, and let `within` name that range.',
  check: model => {
    const proposals = new Proposals(model);
    const unmet = new Set(model.unmet.map(party));
    const changed = changedRanges(model);
    return [...model.clusters].sort((a, b) => compareText(a.name, b.name)).flatMap(cluster => [
      ...siblings(cluster).flatMap(ranges => overlapsAmong(ranges, proposals, parentOf(cluster, ranges[0]))),
      // A range that the plan could not provide is reported as such.
      ...cluster.ranges.filter(range => range.within !== undefined && !unmet.has(party({ cluster: cluster.name, name: range.within }))
        // Nor are the parts of a range that was changed against the lock: the finding on that range says what to do first.
        && !changed.has(party({ cluster: cluster.name, name: range.within })))
        .flatMap(range => misplaced(cluster, range)),
    ]);
  },
};

/** Ranges that are parts of the same one, or of none. */
function siblings(cluster: ClusterModel): readonly (readonly AddressRange[])[] {
  const groups = new Map<string | undefined, AddressRange[]>();
  for (const range of [...cluster.ranges].sort(compareRanges)) {
    const group = groups.get(range.within) ?? [];
    group.push(range);
    groups.set(range.within, group);
  }
  return [...groups.values()];
}

function overlapsAmong(ranges: readonly AddressRange[], proposals: Proposals, parent: AddressRange | undefined): readonly Finding[] {
  return overlappingPairs(ranges).map(pair => {
    const [a, b] = [...pair].sort(compareRanges);
    const fix = parent === undefined ? proposals.move(b, 'make it anew with another block') : moveInside(parent, ranges, b);
    return findingOn(overlappingRangesInCluster, [a, b], `${nameRange(a)} overlaps ${nameRange(b)}, and addresses of one cluster have one use each: ${fix}`);
  });
}

function misplaced(cluster: ClusterModel, range: AddressRange): readonly Finding[] {
  const parent = parentOf(cluster, range);
  const others = cluster.ranges.filter(other => other !== range).map(other => other.name).sort();
  if (parent === undefined) {
    return [findingOn(overlappingRangesInCluster, [range], `${nameRange(range)} is a part of '${range.within}', which is no range of ${cluster.name}`
      + `${didYouMean(range.within!, others)}: let within name one of ${others.join(', ') || 'its ranges'}, or leave it out`)];
  }
  if (isInItself(cluster, range)) {
    return [findingOn(overlappingRangesInCluster, [range, parent], `${nameRange(range)} is a part of ${nameRange(parent)}, and in the end of itself: `
      + 'leave out within of the range that is divided')];
  }
  if (parent.cidr.contains(range.cidr)) {
    return [];
  }
  const parts = cluster.ranges.filter(other => other.within === range.within);
  return [findingOn(overlappingRangesInCluster, [range, parent], `${nameRange(range)} is not inside ${nameRange(parent)}, which it is a part of: `
    + moveInside(parent, parts, range))];
}

/** A part that the program leaves open is divided off anew once the lock has let go of it. */
function moveInside(parent: AddressRange, parts: readonly AddressRange[], range: AddressRange): string {
  return range.origin === 'lock'
    ? `run ${releaseCommand(range.cluster, range.name)} and it is given another block of ${party(parent)}`
    : `move ${party(range)} to another block of ${party(parent)}${hintInside(parent, parts, range.cidr.prefix)}`;
}

function isInItself(cluster: ClusterModel, range: AddressRange): boolean {
  const seen = new Set<AddressRange>();
  let current: AddressRange | undefined = range;
  while (current !== undefined && !seen.has(current)) {
    seen.add(current);
    current = parentOf(cluster, current);
  }
  return current === range;
}

function parentOf(cluster: ClusterModel, range: AddressRange): AddressRange | undefined {
  return range.within === undefined ? undefined : cluster.ranges.find(other => other.name === range.within);
}
