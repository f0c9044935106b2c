import { App } from 'cdk8s';
import { AddressPlan, Calico, Docker, ExistingCluster, Fleet, Lock, ManagedCluster } from 'cdk8s-fleet';

/** A hub and a cluster of containers: every layer of the library takes part. */
export function lab(app: App): Fleet {
  const fleet = new Fleet(app, 'lab', {
    hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '10.244.0.0/16', services: '10.96.0.0/16' } }),
    addresses: AddressPlan.within('10.0.0.0/9'),
    lock: Lock.memory(),
  });
  new ManagedCluster(fleet, 'red', {
    version: '1.34.1',
    infrastructure: Docker.dev(),
    networkPlugin: Calico.vxlan(),
    controlPlane: { replicas: 1, machine: {} },
    pools: { workers: { replicas: 2, machine: {} } },
  });
  return fleet;
}
