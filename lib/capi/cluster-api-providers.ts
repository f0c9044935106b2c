import type { ProviderComponent } from '../fleet';

/** What the providers have in common that are released together with Cluster API. */
const RELEASED_TOGETHER = {
  type: 'provider',
  version: 'v1.14.0',
  releases: 'https://github.com/kubernetes-sigs/cluster-api/releases',
  contracts: { '1.0': 'v1beta1', '1.11': 'v1beta2' },
  // The first with the API version `v1beta2`: cluster-api v1.11.0 docs/book/src/developer/providers/migrations/v1.10-to-v1.11.md.
  oldest: 'v1.11.0',
  kubernetesVersions: {
    oldest: '1.33', newest: '1.36', by: 'Cluster API v1.14 as a management cluster', source: 'cluster-api v1.14.0 docs/book/src/reference/versions.md',
  },
} as const;

/** Cluster API itself. */
export const CORE_PROVIDER: ProviderComponent = {
  ...RELEASED_TOGETHER,
  name: 'cluster-api',
  providerType: 'core',
  providerName: 'cluster-api',
  namespace: 'capi-system',
  image: 'registry.k8s.io/cluster-api/cluster-api-controller',
  // cluster-api v1.14.0 docs/book/src/reference/versions.md: the older contract goes with v1.16.
  accepts: { '1.0': ['v1beta1'], '1.11': ['v1beta1', 'v1beta2'], '1.16': ['v1beta2'] },
  // cluster-api v1.14.0 feature/feature.go.
  gatesOn: ['MachinePool', 'MachineSetPreflightChecks', 'PriorityQueue', 'ReconcilerRateLimiting'],
  serves: [
    'addons.cluster.x-k8s.io/ClusterResourceSet', 'addons.cluster.x-k8s.io/ClusterResourceSetBinding', 'cluster.x-k8s.io', 'ipam.cluster.x-k8s.io',
    'runtime.cluster.x-k8s.io',
  ],
};

/** What kubeadm needs of Cluster API: one provider prepares machines, the other runs control planes. */
export const KUBEADM_PROVIDERS: readonly ProviderComponent[] = [
  {
    ...RELEASED_TOGETHER,
    name: 'bootstrap-kubeadm',
    providerType: 'bootstrap',
    providerName: 'kubeadm',
    namespace: 'capi-kubeadm-bootstrap-system',
    image: 'registry.k8s.io/cluster-api/kubeadm-bootstrap-controller',
    gatesOn: ['MachinePool', 'PriorityQueue', 'ReconcilerRateLimiting'],
    serves: ['bootstrap.cluster.x-k8s.io/KubeadmConfig', 'bootstrap.cluster.x-k8s.io/KubeadmConfigTemplate'],
  },
  {
    ...RELEASED_TOGETHER,
    name: 'control-plane-kubeadm',
    providerType: 'control-plane',
    providerName: 'kubeadm',
    namespace: 'capi-kubeadm-control-plane-system',
    image: 'registry.k8s.io/cluster-api/kubeadm-control-plane-controller',
    gatesOn: ['MachinePool', 'PriorityQueue', 'ReconcilerRateLimiting'],
    serves: ['controlplane.cluster.x-k8s.io/KubeadmControlPlane', 'controlplane.cluster.x-k8s.io/KubeadmControlPlaneTemplate'],
  },
];

/** The development provider, whose machines are containers. It needs the socket of a Docker engine on the nodes of the hub. */
export const DOCKER_PROVIDER: ProviderComponent = {
  ...RELEASED_TOGETHER,
  name: 'infrastructure-docker',
  providerType: 'infrastructure',
  providerName: 'docker',
  namespace: 'capd-system',
  // cluster-api v1.14.0 cmd/clusterctl/client/config/providers_client.go.
  componentsFile: 'infrastructure-components-development.yaml',
  image: 'gcr.io/k8s-staging-cluster-api/capd-manager',
  gatesOn: ['MachinePool', 'PriorityQueue', 'ReconcilerRateLimiting'],
  serves: [
    'DevCluster', 'DevClusterTemplate', 'DevMachine', 'DevMachinePool', 'DevMachinePoolTemplate', 'DevMachineTemplate',
    'DockerCluster', 'DockerClusterTemplate', 'DockerMachine', 'DockerMachinePool', 'DockerMachinePoolTemplate', 'DockerMachineTemplate',
  ].map(kind => `infrastructure.cluster.x-k8s.io/${kind}`),
};
