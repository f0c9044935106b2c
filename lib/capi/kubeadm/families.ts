import { ClusterSpace, NodeMask } from '../../fleet';
import type { ManagedClusterContext } from '../managed-cluster-context';

/** Families of a space's ranges in their order, known before the fleet settles: those of the user's blocks, else that of the pools of the plan. */
export function familiesOf(cluster: ManagedClusterContext, space: ClusterSpace): readonly (4 | 6)[] {
  const blocks = cluster.network[space];
  if (blocks === undefined) {
    return cluster.fleet.addresses.pools.slice(0, 1).map(pool => pool.family);
  }
  return [blocks].flat().map(block => (block.includes(':') ? 6 : 4));
}

/**
 * The API server exits when its address is not of the family of the first service range (kubernetes v1.34
 * `cmd/kube-apiserver/app/options/validation.go`), and on a machine with both families kubeadm and the kubelet take the IPv4 one.
 *
 * @throws when an IPv6 range comes first
 */
export function checkFirstFamily(cluster: ManagedClusterContext): void {
  for (const space of ['pods', 'services'] as const) {
    if (familiesOf(cluster, space)[0] === 6) {
      throw new Error(`${cluster.path}: network.${space}: the API server and kubelets of these machines use IPv4, so the first range must be IPv4; `
        + 'write the IPv6 range second');
    }
  }
}

/**
 * The controller manager exits when it is told the node mask of a family that no pod range has (kubernetes v1.34
 * `cmd/kube-controller-manager/app/core.go`).
 *
 * @throws when a mask is given for such a family
 */
export function checkNodeMask(path: string, cluster: ManagedClusterContext, mask: Partial<NodeMask> | undefined): void {
  const families = familiesOf(cluster, 'pods');
  for (const [family, prefix] of [[4, mask?.ipv4], [6, mask?.ipv6]] as const) {
    if (prefix !== undefined && families.length > 0 && !families.includes(family)) {
      throw new Error(`${path}.nodeMask.ipv${family}: ${cluster.name} has no IPv${family} pod range, and the controller manager would exit; `
        + 'remove it or add the range');
    }
  }
}
