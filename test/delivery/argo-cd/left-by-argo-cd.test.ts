import { describe, expect, test } from '@jest/globals';
import { leftByArgoCd } from '../../../lib/delivery/argo-cd/left-by-argo-cd';

const left = (apiVersion: string, kind: string, options?: string) =>
  leftByArgoCd({ apiVersion, kind, metadata: { name: 'x', annotations: options === undefined ? undefined : { 'argocd.argoproj.io/sync-options': options } } });

describe('what Argo CD leaves in a cluster', () => {
  test('says so by its own annotation', () => {
    expect(left('v1', 'Namespace', 'Prune=false,Delete=false')).toBe('it says Prune=false');
    expect(left('v1', 'Namespace', 'ServerSideApply=true, Prune=false')).toBe('it says Prune=false');
    expect(left('v1', 'Namespace', 'Prune=true')).toBeUndefined();
    expect(left('v1', 'Namespace', 'Prune=false-ish')).toBeUndefined();
    expect(left('v1', 'ConfigMap')).toBeUndefined();
  });

  test.each([
    ['cluster.x-k8s.io/v1beta2', 'MachineDeployment', 'Cluster'],
    ['cluster.x-k8s.io/v1beta2', 'MachinePool', 'Cluster'],
    ['cluster.x-k8s.io/v1beta2', 'MachineHealthCheck', 'Cluster'],
    ['cluster.x-k8s.io/v1beta2', 'MachineSet', 'Cluster'],
    ['cluster.x-k8s.io/v1beta2', 'Machine', 'Cluster'],
    ['controlplane.cluster.x-k8s.io/v1beta2', 'KubeadmControlPlane', 'Cluster'],
    ['controlplane.cluster.x-k8s.io/v1beta2', 'AWSManagedControlPlane', 'Cluster'],
    ['infrastructure.cluster.x-k8s.io/v1beta2', 'AWSCluster', 'Cluster'],
    ['infrastructure.cluster.x-k8s.io/v1beta2', 'AWSMachineTemplate', 'Cluster'],
    ['bootstrap.cluster.x-k8s.io/v1beta2', 'KubeadmConfigTemplate', 'Cluster'],
    ['infrastructure.cluster.x-k8s.io/v1beta2', 'AWSManagedMachinePool', 'MachinePool'],
    ['bootstrap.cluster.x-k8s.io/v1beta2', 'KubeadmConfig', 'MachinePool'],
  ])('has an owner: %s %s', (apiVersion, kind, owner) => {
    expect(left(apiVersion, kind)).toBe(`it is owned by its ${owner}, and Argo CD does not delete what has an owner`);
  });

  test.each([
    ['cluster.x-k8s.io/v1beta2', 'Cluster'],
    ['cluster.x-k8s.io/v1beta2', 'ClusterClass'],
    ['controlplane.cluster.x-k8s.io/v1beta2', 'KubeadmControlPlaneTemplate'],
    ['infrastructure.cluster.x-k8s.io/v1beta2', 'AWSClusterRoleIdentity'],
    ['addons.cluster.x-k8s.io/v1alpha1', 'HelmChartProxy'],
    ['addons.cluster.x-k8s.io/v1beta2', 'ClusterResourceSet'],
    ['example.com/v1', 'MachineDeployment'],
    ['argoproj.io/v1alpha1', 'Application'],
  ])('is nothing that controllers give no owner: %s %s', (apiVersion, kind) => {
    expect(left(apiVersion, kind)).toBeUndefined();
  });
});
