import { settledMembers, SubmarinerRule } from './rule';
import type { ClusterModel, Finding } from '../../../../fleet';
import { finding, listed, nameRange } from '../../../../fleet/rules/text';
import { isBalanced } from '../gateways';
import type { JoinedMember } from '../joined-member';
import type { SubmarinerSettings } from '../settings';

/** IPv6 where Submariner has none. */
export const SUBMARINER_FAMILIES: SubmarinerRule = {
  code: 'submariner-families',
  severity: 'error',
  summary: 'A member of a Submariner mesh has IPv6 ranges, and the mesh cannot carry them.',
  why: 'Submariner carries two families since 0.21, over libreswan only, without Globalnet and without a load balancer; a cluster without IPv4 it does not '
    + 'carry at all. Agents leave the other family out without a word (submariner v0.19 `cidr.ExtractIPv4Subnets`).',
  fix: 'Take the IPv6 ranges out, or change what stands in their way.',
  check: (model, mesh) => settledMembers(model, mesh).flatMap(({ member, cluster }) => faultOf(mesh.path, cluster, member, mesh.settings)),
};

function faultOf(path: string, cluster: ClusterModel, member: JoinedMember, settings: SubmarinerSettings): readonly Finding[] {
  const ranges = cluster.ranges.filter(({ space, within }) => within === undefined && (space === 'pods' || space === 'services'));
  const six = ranges.filter(({ cidr }) => cidr.family === 6);
  const obstacle = ranges.length > 0 && six.length === ranges.length ? 'needs IPv4 ranges: give the cluster one of each family' : obstacleTo(member, settings);
  const isCarried = six.length === 0 || obstacle === undefined || !settings.connectivity;
  return isCarried ? [] : [finding(SUBMARINER_FAMILIES, [cluster.name], [path, cluster.path],
    `${path}: ${listed(six.map(nameRange).sort())} ${six.length === 1 ? 'is' : 'are'} IPv6, and Submariner ${obstacle}`)];
}

function obstacleTo(member: JoinedMember, settings: SubmarinerSettings): string | undefined {
  const { release, cable, globalnet } = settings;
  const takeOut = ', or take the IPv6 ranges out';
  if (globalnet) {
    return `translates IPv4 addresses only: switch globalnet off${takeOut}`;
  }
  if (!release.dualStack) {
    return `${release.minor} carries IPv4 only: write version 0.21 or later${takeOut}`;
  }
  if (cable !== 'libreswan') {
    return `carries both families over libreswan only, not over ${cable}: write cable: 'libreswan'${takeOut}`;
  }
  return isBalanced(member, settings) ? `reaches gateways behind a load balancer by IPv4 only: write loadBalancer: false${takeOut}` : undefined;
}
