import { SUBMARINER_BROKER_ADDRESS } from './broker-address';
import { SUBMARINER_BROKER_TWICE } from './broker-twice';
import { SUBMARINER_BROKER_UNGUARDED } from './broker-unguarded';
import { SUBMARINER_FAMILIES } from './families';
import { SUBMARINER_GATEWAY_POOL_EMPTY } from './gateway-pool-empty';
import { SUBMARINER_GATEWAYS_HIDDEN } from './gateways-hidden';
import { SUBMARINER_KUBE_PROXY_MODE } from './kube-proxy-mode';
import { SUBMARINER_KUBERNETES_VERSION } from './kubernetes-version';
import { SUBMARINER_MEMBER_LEFT } from './member-left';
import { SUBMARINER_NETWORK_PLUGIN } from './network-plugin';
import { SUBMARINER_NETWORK_PLUGIN_UNKNOWN } from './network-plugin-unknown';
import { SUBMARINER_NODES_UNKNOWN } from './nodes-unknown';
import { SUBMARINER_RELEASE_OLD } from './release-old';
import { SUBMARINER_RETIRED_UNKNOWN } from './retired-unknown';
import { CheckedMesh, SubmarinerRule } from './rule';
import { SUBMARINER_VXLAN_ADDRESSES } from './vxlan-addresses';
import { Finding, FleetModel } from '../../../../fleet';

/** What Submariner finds, by code. */
export const SUBMARINER_RULES: readonly SubmarinerRule[] = [
  SUBMARINER_BROKER_ADDRESS, SUBMARINER_BROKER_TWICE, SUBMARINER_BROKER_UNGUARDED, SUBMARINER_FAMILIES, SUBMARINER_GATEWAY_POOL_EMPTY,
  SUBMARINER_GATEWAYS_HIDDEN, SUBMARINER_KUBE_PROXY_MODE, SUBMARINER_KUBERNETES_VERSION, SUBMARINER_MEMBER_LEFT, SUBMARINER_NETWORK_PLUGIN,
  SUBMARINER_NETWORK_PLUGIN_UNKNOWN, SUBMARINER_NODES_UNKNOWN, SUBMARINER_RELEASE_OLD, SUBMARINER_RETIRED_UNKNOWN,
  SUBMARINER_VXLAN_ADDRESSES,
];

/** Everything that is wrong with a mesh. */
export function checkSubmariner(model: FleetModel, mesh: CheckedMesh): readonly Finding[] {
  return SUBMARINER_RULES.flatMap(rule => rule.check(model, mesh));
}
