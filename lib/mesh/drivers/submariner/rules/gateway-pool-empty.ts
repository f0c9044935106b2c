import { settledMembers, SubmarinerRule } from './rule';
import { finding } from '../../../../fleet/rules/text';

/** Gateways of a pool without machines. */
export const SUBMARINER_GATEWAY_POOL_EMPTY: SubmarinerRule = {
  code: 'submariner-gateway-pool-empty',
  severity: 'error',
  summary: 'The pool that holds the gateways of a member of a Submariner mesh has no machines.',
  why: 'No node gets the label of a gateway, so that there is no tunnel, and a DaemonSet without a node is complete: nothing reports it.',
  fix: 'Give the pool one machine, two to survive the loss of one, or name another pool.',
  check: (model, mesh) => settledMembers(model, mesh).flatMap(({ member: { gateways }, cluster }) => {
    const pool = gateways && 'pool' in gateways ? gateways.pool : undefined;
    return cluster.nodeGroups.filter(({ name, role, largest }) => name === pool && role === 'worker' && largest === 0).map(group =>
      finding(SUBMARINER_GATEWAY_POOL_EMPTY, [cluster.name], [mesh.path, group.path],
        `${mesh.path}: pool ${group.name} of ${cluster.name} holds its gateways and has no machines: give it one at least, or name another pool in gateways`));
  }),
};
