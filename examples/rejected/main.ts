import { ApiObject, App } from 'cdk8s';
import { Aws, AwsMachine, Calico, ExistingCluster, Fleet, FleetApp, KubeadmControlPlaneProps, Lock, ManagedCluster } from 'cdk8s-fleet';

// Three mistakes of manifests found on the web. The first is thrown where it is made, the others are findings of the synth.
const controlPlane: KubeadmControlPlaneProps<AwsMachine> = { machine: { instanceType: 'm6i.large' } };
const pools = { workers: { replicas: 3, machine: { instanceType: 'm6i.large' } } };
const hub = () => ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '10.244.0.0/16', services: '10.245.0.0/20' } });
const infrastructure = Aws.ec2({ region: 'us-east-1' });

// 1. Host bits: 10.100.0.0/12 is no block. The block is 10.96.0.0/12, the same as that of the pods.
try {
  new ManagedCluster(new Fleet(new App(), 'first', { hub: hub(), lock: Lock.memory() }), 'production-us-east', {
    version: '1.34.1', infrastructure, controlPlane, pools, networkPlugin: Calico.vxlan(),
    network: { pods: '10.96.0.0/12', services: '10.100.0.0/12', nodes: '10.0.0.0/16' },
  });
} catch (error) {
  process.stderr.write(`thrown: ${(error as Error).message}\n`);
}

const app = new FleetApp();
const fleet = new Fleet(app, 'acme', { hub: hub(), lock: Lock.memory() });

// 2. The default pod range of every template, in two clusters that route to each other.
const clusters = ['prod-us-east', 'prod-eu-west'].map((name, i) => new ManagedCluster(fleet, name, {
  version: '1.34.1', infrastructure, controlPlane, pools, networkPlugin: Calico.vxlan(),
  network: { pods: '192.168.0.0/16', services: `172.16.${i * 16}.0/20`, nodes: `10.${i}.0.0/16` },
}));

// 3. References as Cluster API v1beta1 wrote them, in a v1beta2 object: the server would drop `apiVersion` without a word.
new ApiObject(fleet.hub.chart, 'copied', {
  apiVersion: 'cluster.x-k8s.io/v1beta2',
  kind: 'Cluster',
  metadata: { name: 'copied', namespace: 'default' },
  spec: { infrastructureRef: { apiVersion: 'infrastructure.cluster.x-k8s.io/v1beta2', kind: 'AWSCluster', name: clusters[0].name } },
});

app.synth();
