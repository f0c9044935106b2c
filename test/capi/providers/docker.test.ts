import { describe, expect, test } from '@jest/globals';
import { Docker } from '../../../lib';
import { fleetWith, itHonoursTheInfrastructureContract } from '../infrastructure-contract';

describe('Docker.dev', () => {
  itHonoursTheInfrastructureContract({
    infrastructure: () => Docker.dev(),
    controlPlane: { replicas: 1, machine: {} },
    pool: { replicas: 2, machine: {} },
    changedPool: { replicas: 2, machine: { customImage: 'kindest/node:v1.34.0' } },
    machineTemplateKind: 'DevMachineTemplate',
  });

  test('writes what the user gives for a container', () => {
    const machine = { customImage: 'kindest/node:v1.34.0', preLoadImages: ['registry.example.com/app:1'], extraMounts: [{ containerPath: '/data', hostPath: '/srv', readOnly: true }] };
    const { objects } = fleetWith({ infrastructure: Docker.dev({ failureDomains: ['b', 'a'] }), controlPlane: { machine }, pools: {} });
    expect(objects().find(o => o.kind === 'DevMachineTemplate')!.spec).toEqual({ template: { spec: { backend: { docker: machine } } } });
    expect(objects().find(o => o.kind === 'DevCluster')!.spec)
      .toEqual({ backend: { docker: { failureDomains: [{ name: 'a', controlPlane: true }, { name: 'b', controlPlane: true }] } } });
  });

  test('can have the name of an infrastructure object that exists, which the Cluster then refers to', () => {
    const { objects } = fleetWith({ infrastructure: Docker.dev({ infrastructureName: 'old' }), controlPlane: { machine: {} }, pools: {} });
    expect(objects().find(o => o.kind === 'DevCluster')!.metadata.name).toBe('old');
    expect(objects().find(o => o.kind === 'Cluster')!.spec.infrastructureRef.name).toBe('old');
  });

  test('installs the network plug-in and nothing that a cloud would need', () => {
    const { objects } = fleetWith({ infrastructure: Docker.dev(), controlPlane: { machine: {} }, pools: {} });
    expect(objects().filter(o => o.kind === 'HelmChartProxy').map(o => o.spec.releaseName)).toEqual(['calico']);
  });

  test('leaves kubelet flags to the provider, and lets the host reach the API server', () => {
    const { objects } = fleetWith({ infrastructure: Docker.dev(), controlPlane: { machine: {} }, pools: { workers: { replicas: 1, machine: {} } } });
    expect(objects().find(o => o.kind === 'KubeadmControlPlane')!.spec.kubeadmConfigSpec)
      .toEqual({ clusterConfiguration: { apiServer: { certSANs: ['localhost', '127.0.0.1', '0.0.0.0', 'host.docker.internal'] } } });
    expect(objects().find(o => o.kind === 'KubeadmConfigTemplate')!.spec).toEqual({ template: { spec: { format: 'cloud-config' } } });
  });

  test('fails on a failure domain that was not declared', () => {
    const pools = { workers: { replicas: 1, machine: {}, failureDomains: ['c'] } };
    expect(() => fleetWith({ infrastructure: Docker.dev({ failureDomains: ['a', 'b'] }), controlPlane: { machine: {} }, pools }))
      .toThrow('acme/one: pools.workers.failureDomains: write distinct ones of a, b, got c');
  });
});
