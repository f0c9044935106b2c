import type { JoinedMember } from './joined-member';
import { isAddress } from './settings-checks';

/**
 * What clouds are asked for by annotations: a load balancer with private addresses (cilium-cli v0.19 `clustermesh/clustermesh.go`, and the comments
 * of the chart; for OpenStack cloud-provider-openstack `pkg/openstack/loadbalancer.go`). On AWS the first two are for the cloud controller, which
 * Cluster API brings, and the third for the AWS Load Balancer Controller.
 */
export const INTERNAL: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws: {
    'service.beta.kubernetes.io/aws-load-balancer-internal': 'true',
    'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb',
    'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal',
  },
  azure: { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' },
  gcp: {
    'networking.gke.io/load-balancer-type': 'Internal',
    // Members in other regions reach it too.
    'networking.gke.io/internal-load-balancer-allow-global-access': 'true',
  },
  openstack: { 'service.beta.kubernetes.io/openstack-internal-load-balancer': 'true' },
};

/** `clustermesh.apiserver.service` of the chart for a member. */
export function serviceValues(member: JoinedMember): Readonly<Record<string, unknown>> {
  const { service, nodePort, cloud } = member;
  const { type = 'LoadBalancer', loadBalancerClass, loadBalancerSourceRanges } = service;
  return {
    type,
    annotations: annotationsOf(member),
    ...(loadBalancerClass !== undefined && { loadBalancerClass }),
    ...(loadBalancerSourceRanges !== undefined && { loadBalancerSourceRanges }),
    ...(nodePort !== undefined && { nodePort }),
    // "unsupported load balancer affinity: ClientIP": its cloud controller makes no load balancer for such a Service (cloud-provider-aws).
    enableSessionAffinity: service.sessionAffinity ?? (cloud === 'aws' && type === 'LoadBalancer' && loadBalancerClass === undefined ? 'Never' : 'HAOnly'),
  };
}

function annotationsOf({ service, cloud = '', address }: JoinedMember): Readonly<Record<string, string>> {
  const { type = 'LoadBalancer', internal = true, annotations } = service;
  return {
    ...(type === 'LoadBalancer' && internal && Object.hasOwn(INTERNAL, cloud) ? INTERNAL[cloud] : {}),
    ...(type === 'LoadBalancer' && !isAddress(address) ? { 'external-dns.alpha.kubernetes.io/hostname': address } : {}),
    ...annotations,
  };
}
