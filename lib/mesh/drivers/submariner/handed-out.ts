import type { Blocks } from './blocks';
import type { JoinedMember } from './joined-member';
import type { SubmarinerSettings } from './settings';
import { AddressSpace, Fleet } from '../../../fleet';

/** The block that a member has been given of a space; undefined when the mesh hands none out, or there was none left. */
export function blockOf(fleet: Fleet, { cluster }: JoinedMember, space: AddressSpace): string | undefined {
  return fleet.clusterModel(cluster.name).ranges.find(range => range.space === space)?.cidr.toString();
}

/**
 * The register of global blocks, `submariner-globalnet-info`. `subctl join` of a cluster that is not in the program reads it; agents do not.
 *
 * Values are JSON in text (submariner-operator v0.19 `pkg/discovery/globalnet/config_map.go`).
 */
export function globalnetInfo(fleet: Fleet, { globalnet }: SubmarinerSettings, members: readonly JoinedMember[]): Readonly<Record<string, string>> {
  return globalnet === undefined ? { globalnetEnabled: 'false' } : {
    globalnetEnabled: 'true', ...register('globalnet', globalnet, 2 ** (32 - globalnet.prefix), entries(fleet, members, 'globalnet')),
  };
}

/**
 * The register of blocks for imported services, `submariner-clustersetip-info` (submariner-operator v0.19
 * `pkg/discovery/clustersetip/config_map.go`).
 */
export function clustersetIpInfo(
  fleet: Fleet, { clustersetIp }: SubmarinerSettings, members: readonly JoinedMember[],
): Readonly<Record<string, string>> {
  return clustersetIp === undefined ? { clustersetIPEnabled: 'false' } : {
    clustersetIPEnabled: 'true', ...register('clustersetIP', clustersetIp, 2 ** (32 - clustersetIp.prefix), entries(fleet, members, 'clusterset')),
  };
}

function register(name: string, { range }: Blocks, size: number, clusters: readonly object[]): Readonly<Record<string, string>> {
  return { [`${name}CidrRange`]: JSON.stringify(range.toString()), [`${name}ClusterSize`]: String(size), clusterinfo: JSON.stringify(clusters) };
}

function entries(fleet: Fleet, members: readonly JoinedMember[], space: AddressSpace): readonly object[] {
  return members.flatMap(member => {
    const block = blockOf(fleet, member, space);
    return block === undefined ? [] : [{ cluster_id: member.clusterId, global_cidr: [block] }];
  });
}
