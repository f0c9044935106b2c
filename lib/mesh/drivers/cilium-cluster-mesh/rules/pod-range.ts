import { CiliumMeshRule, membersIn, MemberModel, valueAt } from './rule';
import { finding, listed } from '../../../../fleet/rules/text';
import { Cidr } from '../../../../net';

/** Of charts 1.18 to 1.20 (`values.yaml`: `ipam.mode`, `ipam.operator.clusterPoolIPv4PodCIDRList`). */
const DEFAULT_MODE = 'cluster-pool';
const DEFAULT_POOL: readonly string[] = ['10.0.0.0/8'];

/** Pods with addresses of another range than the program says. */
export const CILIUM_MESH_POD_RANGE: CiliumMeshRule = {
  code: 'cilium-mesh-pod-range',
  severity: 'error',
  summary: 'Cilium hands out pod addresses in a member that lie outside of the pod range of the cluster.',
  why: 'Without a word about it the chart hands out of 10.0.0.0/8 in every cluster (`ipam.mode: cluster-pool`), so that pods of two members have one address, and '
    + 'traffic for one goes to the other. Agents do not look for it.',
  fix: 'Write `ipam.mode: kubernetes`, or name the pod range in `ipam.operator.clusterPoolIPv4PodCIDRList`. Changing it under nodes that run takes new nodes.',
  check: (model, mesh) => membersIn(model, mesh).flatMap(member => {
    const { cluster } = member;
    const outside = poolsOf(member).filter(pool => !cluster.ranges.some(({ space, cidr }) => space === 'pods' && Cidr.tryParse(pool) !== undefined && cidr.contains(Cidr.parse(pool))));
    const ranges = cluster.ranges.filter(({ space, within }) => space === 'pods' && within === undefined).map(({ cidr }) => cidr.toString()).sort();
    return outside.length === 0 ? [] : [finding(CILIUM_MESH_POD_RANGE, [cluster.name], [mesh.path, cluster.path],
      `${mesh.path}: Cilium in ${cluster.name} hands out pod addresses of ${listed(outside)} (ipam.operator.clusterPoolIPv4PodCIDRList), and the pod range of ${cluster.name} is`
      + ` ${listed(ranges)}: write that there, or ipam.mode 'kubernetes'`)];
  }),
};

/** The pools of a release whose values are all known. */
function poolsOf({ values, version }: MemberModel): readonly string[] {
  if (version === undefined || (valueAt(values, 'ipam.mode') ?? DEFAULT_MODE) !== DEFAULT_MODE) {
    return [];
  }
  const [v4, v6] = ['4', '6'].map(family => valueAt(values, `ipam.operator.clusterPoolIPv${family}PodCIDRList`));
  return [...(valueAt(values, 'ipv4.enabled') === false ? [] : texts(v4) ?? DEFAULT_POOL), ...(valueAt(values, 'ipv6.enabled') === true ? texts(v6) ?? [] : [])];
}

function texts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.length > 0 ? value.map(String) : undefined;
}
