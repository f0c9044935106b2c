import { settledMembers, SubmarinerRule } from './rule';
import { finding, listed } from '../../../../fleet/rules/text';
import { isBalanced } from '../gateways';

/** Addresses of gateways that must differ, and that the program does not know. */
export const SUBMARINER_NODES_UNKNOWN: SubmarinerRule = {
  code: 'submariner-nodes-unknown',
  severity: 'warning',
  summary: 'Members of a Submariner mesh reach each other by addresses of nodes, and the program does not know those of one.',
  why: 'Without NAT traversal gateways use the private addresses of each other, and over vxlan their tunnel addresses are made from these. Whether they differ can only be '
    + 'checked when the ranges are known.',
  fix: 'Write `network.nodes` of the cluster.',
  check: (model, mesh) => {
    const { path, settings } = mesh;
    const direct = settledMembers(model, mesh).filter(({ member }) => !isBalanced(member, settings));
    const unknown = direct.filter(({ cluster }) => !cluster.ranges.some(({ space }) => space === 'nodes'));
    return settings.natTraversal || !settings.connectivity || direct.length < 2 || unknown.length === 0 ? [] : [
      finding(SUBMARINER_NODES_UNKNOWN, unknown.map(({ cluster }) => cluster.name), [path, ...unknown.map(({ cluster }) => cluster.path)],
        `${path}: members reach each other by addresses of nodes, and those of ${listed(unknown.map(({ cluster }) => cluster.name))} are not known: write network.nodes there, so that they`
        + ' can be compared'),
    ];
  },
};
