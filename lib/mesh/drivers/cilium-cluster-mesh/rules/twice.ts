import { CiliumMeshRule } from './rule';
import { finding, listed } from '../../../../fleet/rules/text';

/** A cluster in two meshes of Cilium. */
export const CILIUM_MESH_TWICE: CiliumMeshRule = {
  code: 'cilium-mesh-twice',
  severity: 'error',
  summary: 'A cluster is a member of two Cilium meshes.',
  why: 'What an agent knows of its peers is in objects with fixed names, one set for each cluster (cilium v1.20 `templates/clustermesh-config`): two meshes write over '
    + 'each other.',
  fix: 'Make one mesh of the two, or take the cluster out of one.',
  check: (_, { path, members, meshes }) => meshes.filter(mesh => mesh.path > path).flatMap(mesh => {
    const shared = members.map(({ cluster }) => cluster.name).filter(name => mesh.members.some(({ cluster }) => cluster.name === name));
    return shared.length === 0 ? [] : [finding(CILIUM_MESH_TWICE, shared, [path, mesh.path],
      `${listed(shared)} ${shared.length === 1 ? 'is a member' : 'are members'} of ${path} and of ${mesh.path}, and a cluster is in one Cilium mesh: make one of them, or take`
      + ` ${shared.length === 1 ? 'it' : 'them'} out of one`)];
  }),
};
