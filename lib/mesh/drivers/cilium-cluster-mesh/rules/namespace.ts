import { CiliumMeshRule, membersIn } from './rule';
import { finding } from '../../../../fleet/rules/text';

/** Peers where nobody looks for them. */
export const CILIUM_MESH_NAMESPACE: CiliumMeshRule = {
  code: 'cilium-mesh-namespace',
  severity: 'error',
  summary: 'The release of Cilium in a member of a Cilium mesh is in another namespace than the objects of the mesh.',
  why: 'Pods mount Secrets and ConfigMaps of their own namespace only, and the volumes of peers are optional (cilium v1.20 `templates/cilium-agent/daemonset.yaml`): agents '
    + 'run, know no other member, and say nothing.',
  fix: 'Write `namespace` of the mesh. It is one for all members.',
  check: (model, mesh) => {
    const { path, settings } = mesh;
    const elsewhere = membersIn(model, mesh).filter(({ namespace = settings.namespace }) => namespace !== settings.namespace);
    return elsewhere.map(({ cluster, namespace }) =>
      finding(CILIUM_MESH_NAMESPACE, [cluster.name], [path, cluster.path],
        `${path}: Cilium of ${cluster.name} is in ${namespace}, and the mesh writes its objects to ${settings.namespace}: write namespace: '${namespace}'`));
  },
};
