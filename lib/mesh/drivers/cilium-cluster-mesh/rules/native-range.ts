import { CheckedMesh, CiliumMeshRule, membersIn, valueAt } from './rule';
import type { Finding, FleetModel } from '../../../../fleet';
import { finding, listed, nameRange } from '../../../../fleet/rules/text';
import { Cidr } from '../../../../net';

/** Native routing that takes pods of other members for the outside. */
export const CILIUM_MESH_NATIVE_RANGE: CiliumMeshRule = {
  code: 'cilium-mesh-native-range',
  severity: 'error',
  summary: 'With native routing, the block that Cilium routes as it is does not hold the pods of all members.',
  why: 'Packets to addresses outside of `ipv4NativeRoutingCIDR` get the address of their node, so that policies of the other member see a node and not a pod (cilium v1.20 '
    + '`clustermesh/setup.rst`).',
  fix: 'Name a block that holds the pods of all members, in the mesh (`ipv4NativeRoutingCIDR`, `ipv6NativeRoutingCIDR`), and leave it out of the values of members.',
  check: (model, mesh) => (mesh.settings.routingMode === 'tunnel' ? [] : ([4, 6] as const).flatMap(family => check(model, mesh, family))),
};

function check(model: FleetModel, mesh: CheckedMesh, family: 4 | 6): readonly Finding[] {
  const value = `ipv${family}NativeRoutingCIDR`;
  const members = membersIn(model, mesh);
  const pods = members.flatMap(({ cluster }) => cluster.ranges).filter(({ space, within, cidr }) => space === 'pods' && within === undefined && cidr.family === family);
  const known = members.filter(({ values, version }) => version !== undefined || valueAt(values, value) !== undefined);
  return known.flatMap(({ cluster, values }) => {
    const text = valueAt(values, value);
    const block = typeof text === 'string' ? Cidr.tryParse(text) : undefined;
    const outside = pods.filter(({ cidr }) => block === undefined || !block.contains(cidr)).map(nameRange).sort();
    return outside.length === 0 ? [] : [finding(CILIUM_MESH_NATIVE_RANGE, [cluster.name], [mesh.path, cluster.path],
      `${mesh.path}: ${value} of ${cluster.name} is ${block === undefined ? 'not said' : block.toString()}, and does not hold ${listed(outside)}: write ${value} of the mesh, a block that`
      + ' holds the pods of all members')];
  });
}
