import { CiliumMeshRule } from './rule';
import { fixedFact } from '../../../../fleet/lock-facts';
import { releaseFactCommand } from '../../../../fleet/rules/commands';
import { finding } from '../../../../fleet/rules/text';
import { ID_FACT } from '../names';

/** Clusters whose Cilium would lose its name. */
export const CILIUM_MESH_MEMBER_LEFT: CiliumMeshRule = {
  code: 'cilium-mesh-member-left',
  severity: 'error',
  summary: 'A cluster was a member of a Cilium mesh, and is not any more.',
  why: 'Its name and number came from the mesh. Without them Cilium calls the cluster `default`, with number 0, so that pods get other identities than those that run, and policies '
    + 'refuse what they allowed until every pod has been started anew (cilium v1.20 `clustermesh/setup.rst`).',
  fix: 'Put it back; or write its name and number in its own values, which the message shows, and release the fact. A cluster that is deleted is no finding.',
  check: (model, { path, members, fact }) => {
    const present = new Set(members.map(({ cluster }) => cluster.name));
    const exists = new Set(model.clusters.map(({ name }) => name));
    const left = model.lock.facts.filter(known => known.fact === fact && !present.has(known.owner) && exists.has(known.owner));
    return left.map(({ owner, value }) => {
      const id = model.lock.facts.find(known => known.owner === owner && known.fact === fixedFact(ID_FACT))?.value ?? '0';
      return finding(CILIUM_MESH_MEMBER_LEFT, [owner], [path], `${path}: ${owner} was a member, and without the mesh its Cilium loses its name and number, so that every pod must be started anew: `
        + `put it back, or write cluster: { name: '${value}', id: ${id} } in the values of its Cilium and run ${releaseFactCommand(owner, fact)}`);
    });
  },
};
