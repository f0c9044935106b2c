import { Resource } from './kubernetes-objects';

/** The kinds of Cluster API that a fleet for development has on its hub. */
export const CLUSTER_API_KINDS: readonly Resource[] = [
  ['cluster.x-k8s.io/v1beta2', 'Cluster'], ['cluster.x-k8s.io/v1beta2', 'MachineDeployment'], ['cluster.x-k8s.io/v1beta2', 'MachineHealthCheck'],
  ['infrastructure.cluster.x-k8s.io/v1beta2', 'DevCluster'], ['infrastructure.cluster.x-k8s.io/v1beta2', 'DevMachineTemplate'],
  ['controlplane.cluster.x-k8s.io/v1beta2', 'KubeadmControlPlane'], ['bootstrap.cluster.x-k8s.io/v1beta2', 'KubeadmConfigTemplate'],
  ['addons.cluster.x-k8s.io/v1alpha1', 'HelmChartProxy'],
].map(([apiVersion, kind]) => ({ apiVersion, kind, plural: `${kind.toLowerCase()}s`, namespaced: true }));
