export { ClusterGlobalEgressIP, ClusterGlobalEgressIPProps } from './cluster-global-egress-ip';
export { GlobalEgressIP, GlobalEgressIPProps, PodSelector } from './global-egress-ip';
export { GlobalIngressIP, GlobalIngressIPProps, GlobalIngressTarget } from './global-ingress-ip';
export { GlobalIPProps } from './global-ip';
