import { isBalanced } from './gateways';
import { blockOf } from './handed-out';
import { imagesFor } from './images';
import type { JoinedMember } from './joined-member';
import { BROKER_NAMESPACE, BROKER_SECRET, OPERATOR_NAMESPACE, PSK_SECRET } from './names';
import type { SubmarinerCoreDns } from './props';
import type { SubmarinerSettings } from './settings';
import { ServiceDiscoverySpec, SubmarinerSpec } from '../../../../imports/submariner-operator';
import { ClusterSpace, Fleet } from '../../../fleet';

/**
 * `spec` of the Submariner of a member.
 *
 * The CRD has neither defaults nor bounds: fields that look optional mean something else when they are left out (a health check without an interval
 * pings without a pause), so all are written.
 */
export function submarinerSpec(fleet: Fleet, settings: SubmarinerSettings, member: JoinedMember): SubmarinerSpec {
  const { options, clusterId } = member;
  const { natTraversalPort, ikePort, cable, natTraversal, healthCheck, globalnet, airGapped = false, debug = false } = settings;
  const ranges = (space: ClusterSpace) => fleet.lazy(() => rangesOf(fleet, member, space));
  const balancer = options.loadBalancer ?? settings.loadBalancer;
  return {
    broker: 'k8s',
    ...common(fleet, settings, member),
    clusterID: clusterId,
    // Discovery guesses, and fails on k3s (submariner-operator#3820).
    clusterCIDR: ranges('pods'),
    serviceCIDR: ranges('services'),
    globalCIDR: globalnet && fleet.lazy(() => blockOf(fleet, member, 'globalnet') ?? ''),
    cableDriver: cable,
    natEnabled: natTraversal,
    ceIPSecNATTPort: natTraversalPort,
    ceIPSecIKEPort: ikePort,
    ceIPSecForceUDPEncaps: settings.forceUdpEncapsulation ?? false,
    ceIPSecPreferredServer: options.preferredServer ?? false,
    ceIPSecDebug: debug,
    ceIPSecPSKSecret: PSK_SECRET,
    loadBalancerEnabled: isBalanced(member, settings),
    ...(typeof balancer === 'object' && balancer.annotations && { loadBalancerServiceAnnotations: { ...balancer.annotations } }),
    connectionHealthCheck: { ...healthCheck },
    serviceDiscoveryEnabled: settings.serviceDiscovery,
    airGappedDeployment: airGapped,
  };
}

/** `spec` of the ServiceDiscovery of a member of a mesh without tunnels; with them the operator makes it. */
export function serviceDiscoverySpec(fleet: Fleet, settings: SubmarinerSettings, member: JoinedMember): ServiceDiscoverySpec {
  return { ...common(fleet, settings, member), clusterID: member.clusterId, globalnetEnabled: false };
}

function common(fleet: Fleet, settings: SubmarinerSettings, member: JoinedMember) {
  const { brokerApiServer, customDomains, clustersetIp, debug = false } = settings;
  const { options: { nodeSelector, tolerations, coreDns = settings.coreDns } } = member;
  return {
    brokerK8sApiServer: brokerApiServer,
    brokerK8sRemoteNamespace: BROKER_NAMESPACE,
    brokerK8sSecret: BROKER_SECRET,
    namespace: OPERATOR_NAMESPACE,
    debug,
    ...imagesFor(fleet.mirror, settings),
    ...(customDomains && { customDomains: [...customDomains] }),
    ...(clustersetIp && { clustersetIPEnabled: true, clustersetIPCIDR: fleet.lazy(() => blockOf(fleet, member, 'clusterset') ?? '') }),
    ...(coreDns && { coreDNSCustomConfig: customConfig(coreDns) }),
    ...(nodeSelector && { nodeSelector: { ...nodeSelector } }),
    ...(tolerations && { tolerations: tolerations.map(toleration => ({ ...toleration })) }),
  };
}

function customConfig({ configMapName, namespace = 'kube-system' }: SubmarinerCoreDns) {
  return { configMapName, namespace };
}

/** Several blocks are separated by commas, nothing else. */
function rangesOf(fleet: Fleet, { cluster }: JoinedMember, space: ClusterSpace): string {
  return fleet.clusterModel(cluster.name).ranges.filter(range => range.space === space && range.within === undefined).map(({ cidr }) => cidr.toString()).join(',');
}
