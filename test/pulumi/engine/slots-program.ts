import { App } from 'cdk8s';
import { KubernetesProvider } from './kubernetes-provider';
import { Calico, Docker, ExistingCluster, Fleet, Lock, ManagedCluster } from '../../../lib';
import { FleetDeployment } from '../../../lib/pulumi';

const fleet = new Fleet(new App(), 'acme', {
  lock: Lock.memory(),
  hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '10.0.0.0/16', services: '10.1.0.0/20' } }),
});
for (let i = 0; i < Number(process.env.CLUSTERS); i += 1) {
  new ManagedCluster(fleet, `member-${i}`, {
    version: '1.34.1', network: { pods: `10.${10 + 2 * i}.0.0/16`, services: `10.${11 + 2 * i}.0.0/20` }, infrastructure: Docker.dev(),
    networkPlugin: Calico.vxlan(), controlPlane: { replicas: 1, machine: {} }, pools: { workers: { replicas: 1, machine: {} } },
  });
}
const hub = new KubernetesProvider('hub', { kubeconfig: process.env.CDK8S_FLEET_KUBECONFIG! });
// A cluster that waits in vain shall fail the test and not keep it waiting for an hour.
export const deployment = new FleetDeployment('acme', {
  fleet, providers: { hub }, resourceOptions: ({ manifest }) => (manifest.kind === 'Cluster' ? { customTimeouts: { create: '60s' } } : {}),
});
