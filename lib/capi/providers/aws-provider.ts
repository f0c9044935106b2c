import type { ProviderComponent } from '../../fleet';

const INFRASTRUCTURE_KINDS = [
  'AWSCluster', 'AWSClusterControllerIdentity', 'AWSClusterRoleIdentity', 'AWSClusterStaticIdentity', 'AWSClusterTemplate', 'AWSFargateProfile',
  'AWSMachine', 'AWSMachinePool', 'AWSMachineTemplate', 'AWSManagedCluster', 'AWSManagedClusterTemplate', 'AWSManagedMachinePool', 'ROSACluster',
  'ROSAMachinePool', 'ROSANetwork', 'ROSARoleConfig',
];

/** Cluster API Provider AWS: kubernetes-sigs/cluster-api-provider-aws v2.11.1, `metadata.yaml` and `config/`. */
export const AWS_PROVIDER: ProviderComponent = {
  type: 'provider',
  name: 'infrastructure-aws',
  version: 'v2.11.1',
  providerType: 'infrastructure',
  providerName: 'aws',
  namespace: 'capa-system',
  releases: 'https://github.com/kubernetes-sigs/cluster-api-provider-aws/releases',
  image: 'registry.k8s.io/cluster-api-aws/cluster-api-aws-controller',
  contracts: { '1.0': 'v1beta1' },
  // The first whose AWSCluster knows network load balancers (`loadBalancerType`).
  oldest: 'v2.2.0',
  gatesOn: ['EKS', 'AutoControllerIdentityCreator', 'ExternalResourceGC', 'TagUnmanagedNetworkResources'],
  variables: [{ name: 'AWS_B64ENCODED_CREDENTIALS', description: 'what `clusterawsadm bootstrap credentials encode-as-profile` prints' }],
  serves: [
    ...INFRASTRUCTURE_KINDS.map(kind => `infrastructure.cluster.x-k8s.io/${kind}`),
    ...['EKSConfig', 'EKSConfigTemplate', 'NodeadmConfig', 'NodeadmConfigTemplate'].map(kind => `bootstrap.cluster.x-k8s.io/${kind}`),
    ...['AWSManagedControlPlane', 'AWSManagedControlPlaneTemplate', 'ROSAControlPlane'].map(kind => `controlplane.cluster.x-k8s.io/${kind}`),
  ],
};
