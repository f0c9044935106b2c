import { ISTIO_AMBIENT_NETWORK } from './ambient-network';
import { ISTIO_CILIUM_SETTINGS } from './cilium-settings';
import { ISTIO_END_OF_LIFE } from './end-of-life';
import { ISTIO_GATEWAY_POLICY } from './gateway-policy';
import { ISTIO_KUBERNETES_UNTESTED } from './kubernetes-untested';
import { ISTIO_KUBERNETES_VERSION } from './kubernetes-version';
import { ISTIO_MANY_MEMBERS } from './many-members';
import { ISTIO_MEMBER_LEFT } from './member-left';
import { ISTIO_NETWORK_UNREACHABLE } from './network-unreachable';
import { ISTIO_PRIMARY_HOSTNAME } from './primary-hostname';
import { ISTIO_ROTATION } from './rotation';
import { CheckedMesh, IstioRule } from './rule';
import { ISTIO_UNKNOWN_NETWORK } from './unknown-network';
import { ISTIO_VERSION_SKEW } from './version-skew';
import { Finding, FleetModel } from '../../../../fleet';

/** What Istio finds, by code. */
export const ISTIO_RULES: readonly IstioRule[] = [
  ISTIO_AMBIENT_NETWORK, ISTIO_CILIUM_SETTINGS, ISTIO_END_OF_LIFE, ISTIO_GATEWAY_POLICY, ISTIO_KUBERNETES_UNTESTED, ISTIO_KUBERNETES_VERSION,
  ISTIO_MANY_MEMBERS, ISTIO_MEMBER_LEFT, ISTIO_NETWORK_UNREACHABLE, ISTIO_PRIMARY_HOSTNAME, ISTIO_ROTATION, ISTIO_UNKNOWN_NETWORK, ISTIO_VERSION_SKEW,
];

/** Everything that is wrong with a mesh. */
export function checkIstio(model: FleetModel, mesh: CheckedMesh): readonly Finding[] {
  return ISTIO_RULES.flatMap(rule => rule.check(model, mesh));
}
