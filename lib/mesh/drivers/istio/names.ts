/** Names of the releases in a member, which are also those of the charts but for the first and the last. */
export const RELEASE_NAMES = { base: 'istio-base', istiod: 'istiod', cni: 'istio-cni', ztunnel: 'ztunnel', gateway: 'istio-eastwestgateway' } as const;

/** Namespace of Istio in every member, where the program names no other. */
export const SYSTEM_NAMESPACE = 'istio-system';

/** Cluster domain and trust domain of Istio where nobody says another. */
export const CLUSTER_DOMAIN = 'cluster.local';

/** Label by which Istio knows the network of a namespace, a Service, a Gateway. */
export const NETWORK_LABEL = 'topology.istio.io/network';

/** Label of Services that cross clusters in ambient, where the program says no more (istio manifests/helm-profiles/ambient.yaml). */
export const GLOBAL_LABEL = 'istio.io/global';

/** Annotation by which a primary knows the system namespaces that it serves. */
export const PRIMARIES_ANNOTATION = 'topology.istio.io/controlPlaneClusters';

/** Value of the label `istio` of east-west gateways. The gateway chart takes it from the name of the release, without `istio-`. */
export const GATEWAY_SELECTOR = 'eastwestgateway';

/** The Secret with which istiod signs the certificates of workloads. */
export const CA_SECRET = 'cacerts';

/** In a member: the Secret with a kubeconfig for each member, by which istiod reads their API servers. */
export const REMOTE_SECRET = 'istio-remote-secrets';

/** Label of that Secret, in istiod's own spelling. */
export const REMOTE_SECRET_LABEL = 'istio/multiCluster';

/** Namespace of the cluster that puts the kubeconfigs together. No istiod looks there. */
export const ASSEMBLY_NAMESPACE = 'istio-remote-secrets';

/** In a member: the account by which other members read its API server. */
export const READER_ACCOUNT = 'istio-remote-reader';

/** Where istiod looks for kubeconfigs when they are mounted. */
export const KUBECONFIG_PATH = '/var/run/secrets/remote-kubeconfigs';

/** Ports of an east-west gateway (istio manifests/charts/gateway/values.yaml). */
export const PORTS = { services: 15443, xds: 15012, webhook: 15017, hbone: 15008 } as const;
