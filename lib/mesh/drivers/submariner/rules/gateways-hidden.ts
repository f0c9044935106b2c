import { settledMembers, SubmarinerRule } from './rule';
import { finding, listed } from '../../../../fleet/rules/text';
import { isBalanced } from '../gateways';

/** Gateways that nobody reaches. */
export const SUBMARINER_GATEWAYS_HIDDEN: SubmarinerRule = {
  code: 'submariner-gateways-hidden',
  severity: 'warning',
  summary: 'Two members of a Submariner mesh have gateways without addresses that the other reaches, unless their networks are joined.',
  why: 'Machines in private subnets leave through a NAT gateway, which lets nobody in. Of two gateways one must be reached: by a public address, a load balancer, or a private '
    + 'address where the networks are joined (peering, a VPN). Otherwise they try for ever.',
  fix: 'Write `loadBalancer`, or, where the networks are joined, `natTraversal: false`.',
  check: (model, mesh) => {
    const { path, settings } = mesh;
    const hidden = settledMembers(model, mesh).filter(({ member, cluster }) => cluster.publicNodes === false && !isBalanced(member, settings));
    return !settings.connectivity || !settings.natTraversal || hidden.length < 2 ? [] : [
      finding(SUBMARINER_GATEWAYS_HIDDEN, hidden.map(({ cluster }) => cluster.name), [path],
        `${path}: gateways of ${listed(hidden.map(({ cluster }) => cluster.name))} have private addresses only, so that none reaches another from outside: write loadBalancer: true,`
        + ' or natTraversal: false where their networks are joined'),
    ];
  },
};
