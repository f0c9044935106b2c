import { AddressPlan, Calico, Docker, ExistingCluster, Fleet, FleetApp, ManagedCluster } from 'cdk8s-fleet';

const app = new FleetApp();
const hub = ExistingCluster.hub({ name: 'hub', version: '1.34.3', network: { pods: '10.244.0.0/16', services: '10.96.0.0/16' } });
const fleet = new Fleet(app, 'lab', { hub, addresses: AddressPlan.within('10.0.0.0/9') });
for (const name of ['red', 'blue']) {
  new ManagedCluster(fleet, name, {
    version: '1.34.3', infrastructure: Docker.dev(), networkPlugin: Calico.vxlan(),
    controlPlane: { replicas: 1, machine: {} }, pools: { workers: { replicas: 2, machine: {} } },
  });
}
app.synth();
