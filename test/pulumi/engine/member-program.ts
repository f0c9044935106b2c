import { App, ApiObject } from 'cdk8s';
import { KubernetesProvider } from './kubernetes-provider';
import { Calico, Docker, ExistingCluster, Fleet, Lock, ManagedCluster } from '../../../lib';
import { FleetDeployment, memberProvider } from '../../../lib/pulumi';

const fleet = new Fleet(new App(), 'acme', {
  lock: Lock.memory(),
  hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '10.0.0.0/16', services: '10.1.0.0/20' } }),
});
const east = new ManagedCluster(fleet, 'us-east', {
  version: '1.34.1', network: { pods: '10.2.0.0/16', services: '10.3.0.0/20' }, infrastructure: Docker.dev(), networkPlugin: Calico.vxlan(),
  controlPlane: { replicas: 1, machine: {} }, pools: { workers: { replicas: 1, machine: {} } },
});
// So many in an early wave that the others wait at a gate.
const early = fleet.deliveredUnit('us-east', 'early', -10);
for (const shard of 'abcdefghij') {
  new ApiObject(early, shard, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `shard-${shard}`, namespace: 'kube-system' } });
}
new ApiObject(east.chart, 'after', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'after', namespace: 'kube-system' }, ...{ data: { size: process.env.SIZE ?? '1' } } });

const hub = new KubernetesProvider('hub', { kubeconfig: process.env.CDK8S_FLEET_KUBECONFIG! });
export const deployment = new FleetDeployment('acme', {
  fleet, providers: { hub, 'us-east': deployed => memberProvider('us-east', { deployment: deployed, cluster: east }) },
});
