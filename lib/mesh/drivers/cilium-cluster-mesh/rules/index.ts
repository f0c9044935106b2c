import { CILIUM_MESH_ALLOW_FROM } from './allow-from';
import { CILIUM_MESH_CERT_MANAGER } from './cert-manager';
import { CILIUM_MESH_CORE_DNS } from './core-dns';
import { CILIUM_MESH_DATAPATH } from './datapath';
import { CILIUM_MESH_FULL } from './full';
import { CILIUM_GLOBAL_SERVICE_ALONE } from './global-service-alone';
import { CILIUM_MESH_ID_MARKS } from './id-marks';
import { CILIUM_MESH_ID_TWICE } from './id-twice';
import { CILIUM_MESH_IPSEC_FIRST } from './ipsec-first';
import { CILIUM_MESH_KUBERNETES_TESTED } from './kubernetes-tested';
import { CILIUM_MESH_KUBERNETES_VERSION } from './kubernetes-version';
import { CILIUM_MESH_KVSTORE } from './kvstore';
import { CILIUM_MESH_LOAD_BALANCER } from './load-balancer';
import { CILIUM_MESH_MEMBER_LEFT } from './member-left';
import { CILIUM_MESH_NAMESPACE } from './namespace';
import { CILIUM_NAMESPACE_NOT_GLOBAL } from './namespace-not-global';
import { CILIUM_MESH_NATIVE_RANGE } from './native-range';
import { CILIUM_MESH_NETWORK_PLUGIN } from './network-plugin';
import { CILIUM_MESH_NODE_PORT } from './node-port';
import { CILIUM_MESH_POD_RANGE } from './pod-range';
import { CILIUM_POLICY_NO_CLUSTER } from './policy-no-cluster';
import { CILIUM_MESH_PRIVATE_KEY } from './private-key';
import { CILIUM_MESH_REMOVED_VALUE } from './removed-value';
import { CheckedMesh, CiliumMeshRule } from './rule';
import { CILIUM_MESH_TWICE } from './twice';
import { CILIUM_MESH_VERSION } from './version';
import { CILIUM_MESH_VERSION_DIFFERS } from './version-differs';
import { CILIUM_MESH_VERSION_SKEW } from './version-skew';
import type { Finding, FleetModel } from '../../../../fleet';

/** What a mesh of Cilium finds, by code. */
export const CILIUM_MESH_RULES: readonly CiliumMeshRule[] = [
  CILIUM_GLOBAL_SERVICE_ALONE, CILIUM_MESH_ALLOW_FROM, CILIUM_MESH_CERT_MANAGER, CILIUM_MESH_CORE_DNS, CILIUM_MESH_DATAPATH,
  CILIUM_MESH_FULL, CILIUM_MESH_ID_MARKS, CILIUM_MESH_ID_TWICE, CILIUM_MESH_IPSEC_FIRST, CILIUM_MESH_KUBERNETES_TESTED,
  CILIUM_MESH_KUBERNETES_VERSION, CILIUM_MESH_KVSTORE, CILIUM_MESH_LOAD_BALANCER, CILIUM_MESH_MEMBER_LEFT, CILIUM_MESH_NAMESPACE,
  CILIUM_MESH_NATIVE_RANGE, CILIUM_MESH_NETWORK_PLUGIN, CILIUM_MESH_NODE_PORT, CILIUM_MESH_POD_RANGE, CILIUM_MESH_PRIVATE_KEY,
  CILIUM_MESH_REMOVED_VALUE, CILIUM_MESH_TWICE, CILIUM_MESH_VERSION, CILIUM_MESH_VERSION_DIFFERS, CILIUM_MESH_VERSION_SKEW,
  CILIUM_NAMESPACE_NOT_GLOBAL, CILIUM_POLICY_NO_CLUSTER,
];

/** Everything that is wrong with a mesh. */
export function checkCiliumMesh(model: FleetModel, mesh: CheckedMesh): readonly Finding[] {
  return CILIUM_MESH_RULES.flatMap(rule => rule.check(model, mesh));
}
