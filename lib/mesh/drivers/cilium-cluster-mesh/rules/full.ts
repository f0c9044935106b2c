import { CiliumMeshRule, membersIn } from './rule';
import { finding, listed } from '../../../../fleet/rules/text';
import { ID_FACT } from '../names';

/** More members than there are numbers. */
export const CILIUM_MESH_FULL: CiliumMeshRule = {
  code: 'cilium-mesh-full',
  severity: 'error',
  summary: 'A Cilium mesh has more members than `maxConnectedClusters` allows, or no number is left for one.',
  why: 'A part of every identity is the number of the cluster, 1 to 255, or 1 to 511 with half as many identities (cilium v1.20 `clustermesh/setup.rst`). The lock '
    + 'keeps numbers of clusters that have left: their identities may still be somewhere.',
  fix: 'Release numbers of clusters that are gone, take members out, or make a second mesh. 511 can be chosen only before the first member runs.',
  check: (model, mesh) => {
    const without = membersIn(model, mesh).filter(({ cluster }) => cluster.ids[ID_FACT] === undefined).map(({ cluster }) => cluster.name);
    const { path, settings: { maxConnectedClusters } } = mesh;
    return without.length === 0 ? [] : [finding(CILIUM_MESH_FULL, without, [path],
      `${path}: no number is left of 1 to ${maxConnectedClusters} for ${listed(without)}: take members out, or release numbers of clusters that are gone`
      + ` (npx cdk8s-fleet lock release <cluster> fixed/${ID_FACT})`)];
  },
};
