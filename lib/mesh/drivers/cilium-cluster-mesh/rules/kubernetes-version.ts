import { CiliumMeshRule, membersIn } from './rule';
import { tryParseKubernetesVersion } from '../../../../fleet';
import { finding } from '../../../../fleet/rules/text';

/** `kubeVersion` of charts 1.17 to 1.20 (`Chart.yaml`). */
export const OLDEST = 21;

/** Kubernetes that is too old for the chart. */
export const CILIUM_MESH_KUBERNETES_VERSION: CiliumMeshRule = {
  code: 'cilium-mesh-kubernetes-version',
  severity: 'error',
  summary: 'A member of a Cilium mesh has a Kubernetes version that the chart of Cilium refuses.',
  why: `The chart asks for 1.${OLDEST} (\`kubeVersion\` in \`Chart.yaml\`, 1.17 to 1.20). Which versions a release is tested with is a warning of its own, \`cilium-mesh-kubernetes-tested\`.`,
  fix: 'Raise the version of the cluster, or take it out of the mesh.',
  check: (model, mesh) => membersIn(model, mesh).flatMap(({ cluster }) => {
    const minor = tryParseKubernetesVersion(cluster.version)?.minor ?? OLDEST;
    return minor >= OLDEST ? [] : [finding(CILIUM_MESH_KUBERNETES_VERSION, [cluster.name], [mesh.path, cluster.path],
      `${mesh.path}: ${cluster.name} has Kubernetes ${cluster.version}, and the chart of Cilium asks for 1.${OLDEST} or later: raise it, or take ${cluster.name} out of the mesh`)];
  }),
};
