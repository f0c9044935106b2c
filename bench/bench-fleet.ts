import { join } from 'node:path';
import { ExistingCluster, Fleet, FleetApp, IDelivery, Lock, Secrets } from '../lib';

/** Charts are not counted: they are as many for each cluster as the part that is measured has. */
const DELIVERY: IDelivery = {
  name: 'none', prunes: false, readsFolders: false, bind: () => ({ deliverFolder: () => {}, installRelease: () => {} }),
};

/** An app that writes into a folder, and a fleet without members. */
export function benchFleet(folder: string): { readonly app: FleetApp; readonly fleet: Fleet } {
  const app = new FleetApp({ outdir: join(folder, 'dist') });
  const fleet = new Fleet(app, 'bench', {
    lock: Lock.file(join(folder, 'fleet.lock.json')),
    secrets: Secrets.clusterStore('vault'),
    delivery: DELIVERY,
    hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '172.30.0.0/20', services: '172.30.16.0/24' } }),
  });
  return { app, fleet };
}
