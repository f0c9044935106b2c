import { CiliumMeshRule, membersIn } from './rule';
import { finding } from '../../../../fleet/rules/text';

/** A member without Cilium. */
export const CILIUM_MESH_NETWORK_PLUGIN: CiliumMeshRule = {
  code: 'cilium-mesh-network-plugin',
  severity: 'error',
  summary: 'The network plug-in of a member of a Cilium mesh is not Cilium, and no Cilium is chained to it.',
  why: 'The agents of Cilium are the mesh: they carry its packets and keep its policies. No other plug-in takes part.',
  fix: 'Use Cilium in that cluster, chain it to its plug-in (`cni.chainingMode`), or join the cluster with Submariner.',
  check: (model, mesh) => membersIn(model, mesh).flatMap(({ cluster, values, version }) => {
    const plugin = cluster.networkPlugin?.name ?? 'cilium';
    const isChained = version === undefined ? values !== undefined : valueIsSet(values);
    return plugin === 'cilium' || isChained ? [] : [finding(CILIUM_MESH_NETWORK_PLUGIN, [cluster.name], [mesh.path, cluster.path],
      `${mesh.path}: the network plug-in of ${cluster.name} is ${plugin}, and members of a Cilium mesh have Cilium: give ${cluster.name} Cilium (Cilium.vxlan(), or name who`
      + ` installs it in releasesOfOthers), or take it out of the mesh`)];
  }),
};

function valueIsSet(values: Readonly<Record<string, unknown>> | undefined): boolean {
  const { cni } = (values ?? {}) as { readonly cni?: { readonly chainingMode?: unknown } };
  return cni?.chainingMode !== undefined && cni.chainingMode !== 'none';
}
