import { App, Testing } from 'cdk8s';
import { Docker, ManagedCluster } from '../../../lib/capi';
import { BackupStorage, HubRecovery, HubRecoveryProps } from '../../../lib/dr';
import { Fleet, FleetProps, Manifest } from '../../../lib/fleet';
import { recording } from '../../fleet/deliveries';
import { Member, newFleet } from '../../fleet/members';

export const STORAGE = BackupStorage.aws({ bucket: 'hub-state', region: 'eu-central-1', serverSideEncryption: 'aws:kms', credentials: { secret: { key: 'velero/hub' } } });
export const network = (i: number) => ({ pods: `10.${i}.0.0/16`, services: `10.${i + 1}.0.0/20` });
export const machines = { infrastructure: Docker.dev(), networkPlugin: false as const, controlPlane: { machine: {} }, pools: {} };

/** A hub with two clusters of Cluster API, and one that was made elsewhere. */
export function withHub({ hub, mirror, managed = true, delivery = recording(), secrets }: Partial<Pick<FleetProps, 'hub' | 'mirror' | 'delivery' | 'secrets'>> & { readonly managed?: boolean } = {}) {
  const fleet = newFleet(new App({ outdir: Testing.app().outdir }), { delivery, mirror, ...(secrets && { secrets }), ...(hub && { hub }) });
  const made = managed ? ['us', 'eu'].map((name, i) => new ManagedCluster(fleet, name, {
    ...machines, version: '1.34.1', network: network(100 + 10 * i), namespace: `clusters-${name}`,
  })) : [];
  const other = new Member(fleet, 'other');
  const recovery = (props: Partial<HubRecoveryProps> = {}, id = 'state') => new HubRecovery(fleet, id, { ...(props.velero ? {} : { storage: STORAGE }), ...props });
  return { fleet, us: made[0], eu: made[1], other, recovery };
}
export const filesOf = (fleet: Fleet) => new Map(fleet.addedFiles().filter(([path]) => path.startsWith('_recovery/')));
export const unitOf = (fleet: Fleet, unit = 'restore-state') => fleet.chartOf('hub', unit).toJson() as readonly (Manifest & { spec: Record<string, unknown>; data: Record<string, string> })[];
