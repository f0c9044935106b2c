import { Rule } from './rule';
import { findingOn, nameRange } from './text';
import { AddressRange, ClusterModel } from '../model';

/** A pod range has at most 2^16 node blocks: `PodSubnetNodeMaskMaxDiff` of kubeadm, since the controller manager keeps a bit map of them. */
export const MOST_BITS = 16;

/** Pod ranges that cannot be divided into node blocks. */
export const nodeMask: Rule = {
  code: 'node-mask',
  severity: 'error',
  summary: 'A pod range is smaller than the block of one node, or more than 16 bits larger.',
  why: 'The controller manager gives each node a block of the pod range (`--node-cidr-mask-size-ipv4` and `-ipv6`, 24 and 64 by default). '
    + 'kubeadm refuses a pod range that holds no such block or more than 2^16 of them (kubernetes/kubernetes '
    + 'cmd/kubeadm/app/apis/kubeadm/validation, `ValidatePodSubnetNodeMask`), on the machine and minutes after it was made.',
  fix: 'Change the pod range or the node mask, so that the mask is 0 to 16 bits longer than the prefix of the range.',
  check: model => model.clusters.flatMap(cluster => cluster.ranges.filter(range => range.space === 'pods').flatMap(range => {
    const mask = maskOf(cluster, range);
    const { prefix } = range.cidr;
    if (mask === undefined || (prefix <= mask && mask - prefix <= MOST_BITS)) {
      return [];
    }
    const message = prefix > mask
      ? `${nameRange(range)} is smaller than the /${mask} that each node gets of it: write a pod range of /${mask} or larger, or a node mask of ${prefix} or longer`
      : `${nameRange(range)} is more than ${MOST_BITS} bits larger than the /${mask} that each node gets of it: `
        + `write a pod range of /${mask - MOST_BITS} or smaller, or a node mask of ${prefix + MOST_BITS} or shorter`;
    return [findingOn(nodeMask, [range], message)];
  })),
};

/** The prefix of a node's block of a pod range; undefined where the controller manager hands none out. */
export function maskOf(cluster: ClusterModel, range: AddressRange): number | undefined {
  return range.cidr.family === 4 ? cluster.nodeMask?.ipv4 : cluster.nodeMask?.ipv6;
}
