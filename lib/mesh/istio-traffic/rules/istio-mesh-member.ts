import { IstioTrafficRule } from './rule';
import { finding } from '../../../fleet/rules/text';

/** Clusters without a control plane that would read an object. */
export const istioMeshMember: IstioTrafficRule = {
  code: 'istio-mesh-member',
  severity: 'error',
  summary: 'An object of Istio is asked for in a cluster that is no member of its mesh, or a remote without a control plane.',
  why: 'Nothing there reads it: the cluster has no CRD for it, or the control plane of another mesh takes it for its own.',
  fix: 'Make the cluster a member of the mesh, or take it out of `clusters`. Remotes get their configuration from the objects of a primary.',
  check: ({ configs }) => configs.flatMap(({ path, mesh, clusters }) => {
    const members = mesh.members.map(({ name }) => name);
    const primaries = (mesh.configClusters ?? mesh.members).map(({ name }) => name);
    return clusters.filter(cluster => !primaries.includes(cluster)).map(cluster => finding(istioMeshMember, [cluster], [path], `${path}: ${cluster} is ${
      members.includes(cluster) ? `a remote of ${mesh.path}, whose control planes read the objects of ${primaries.join(', ')} only: take it out of clusters`
        : `no member of ${mesh.path} (${members.join(', ')}): add it to the members, or take it out of clusters`}`));
  }),
};
