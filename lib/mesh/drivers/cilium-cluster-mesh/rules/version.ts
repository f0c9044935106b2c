import { CiliumMeshRule, isAtLeast, membersIn, minorOf } from './rule';
import { finding } from '../../../../fleet/rules/text';

/** Cilium that is too old for what is written. */
export const CILIUM_MESH_VERSION: CiliumMeshRule = {
  code: 'cilium-mesh-version',
  severity: 'error',
  summary: 'Cilium of a member of a Cilium mesh is older than 1.19.',
  why: 'Values of the chart and the meaning of policies changed in 1.19: a selector without a cluster means the own one since (`policyDefaultLocalCluster`), and the '
    + 'switch of the multi-cluster services API is another.',
  fix: 'Upgrade Cilium there, one minor after the other, before the cluster joins.',
  check: (model, mesh) => membersIn(model, mesh).flatMap(({ cluster, version }) => (minorOf(version) === undefined || isAtLeast(version, 19) ? [] : [
    finding(CILIUM_MESH_VERSION, [cluster.name], [mesh.path, cluster.path],
      `${mesh.path}: Cilium of ${cluster.name} is ${version}, and the mesh is written for 1.19 and later: upgrade it first, or take ${cluster.name} out of the mesh`),
  ])),
};
