import { CiliumMeshRule, membersIn } from './rule';
import { groupBy } from '../../../../fleet/collections';
import { finding, listed } from '../../../../fleet/rules/text';
import { ID_FACT } from '../names';

/** One number for two members. */
export const CILIUM_MESH_ID_TWICE: CiliumMeshRule = {
  code: 'cilium-mesh-id-twice',
  severity: 'error',
  summary: 'Two members of a Cilium mesh have one `clusterId`.',
  why: 'Identities of pods begin with the number of their cluster. With one number for two clusters policies take pods of one for those of the other; the agents refuse '
    + 'to connect (cilium v1.20 `clustermesh/setup.rst`).',
  fix: 'Give one of them another `clusterId`, or leave it open. Every pod of that cluster must be started anew.',
  check: (model, mesh) => {
    const members = membersIn(model, mesh).filter(({ cluster }) => cluster.ids[ID_FACT] !== undefined);
    const byId = groupBy(members, ({ cluster }) => String(cluster.ids[ID_FACT]));
    return [...byId].filter(([, same]) => same.length > 1).map(([id, same]) => {
      const names = same.map(({ cluster }) => cluster.name);
      return finding(CILIUM_MESH_ID_TWICE, names, [mesh.path], `${mesh.path}: ${listed(names)} have one clusterId, ${id}: give one another, or leave it open`);
    });
  },
};
