import { Proposals } from './propose';
import { compareRanges } from './ranges';
import { Rule } from './rule';
import { findingOn, nameRange } from './text';
import { Finding } from '../finding';
import { AddressRange, ClusterModel, RangeLimit } from '../model';

/** Ranges that are larger or smaller than what uses them takes. */
export const rangeSize: Rule = {
  code: 'range-size',
  severity: 'error',
  summary: 'A range is larger or smaller than what uses it takes: kubeadm, the network of a cloud.',
  why: 'Whoever takes the range refuses it late: kubeadm when the first machine boots (at most 20 host bits for services, so /12 and /108, and '
    + 'at least 10 addresses; at least 14 for pods; kubernetes/kubernetes cmd/kubeadm/app/apis/kubeadm/validation), a cloud when its network is made. '
    + 'Who sets the limit, and where that is written down, is in the message.',
  fix: 'Write a block of a size in between.',
  check: model => {
    const proposals = new Proposals(model);
    return model.clusters
      .flatMap(cluster => cluster.ranges.flatMap(range => limitsOn(cluster, range).map(limit => ({ range, limit }))))
      .sort((a, b) => compareRanges(a.range, b.range))
      .flatMap(({ range, limit }) => [...tooLarge(range, limit), ...tooSmall(range, limit, proposals)]);
  },
};

function limitsOn(cluster: ClusterModel, range: AddressRange): readonly RangeLimit[] {
  return cluster.rangeLimits.filter(limit => limit.space === range.space && limit.family === range.cidr.family);
}

function tooLarge(range: AddressRange, { shortestPrefix, by, source }: RangeLimit): readonly Finding[] {
  if (shortestPrefix === undefined || range.cidr.prefix >= shortestPrefix) {
    return [];
  }
  return [findingOn(rangeSize, [range],
    `${nameRange(range)} is too large for ${by}, which takes a /${shortestPrefix} or smaller (${source}): write ${range.cidr.subnet(shortestPrefix, 0)}`)];
}

function tooSmall(range: AddressRange, { longestPrefix, by, source }: RangeLimit, proposals: Proposals): readonly Finding[] {
  if (longestPrefix === undefined || range.cidr.prefix <= longestPrefix) {
    return [];
  }
  return [findingOn(rangeSize, [range],
    `${nameRange(range)} is too small for ${by}, which takes a /${longestPrefix} or larger (${source}): write a /${longestPrefix}`
    + (range.within === undefined ? proposals.hint(range, longestPrefix) : ` inside ${range.within}`))];
}
