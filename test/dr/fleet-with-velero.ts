import { App, Testing } from 'cdk8s';
import { BackupStorage, VeleroSchedule, VeleroScheduleProps } from '../../lib/dr';
import { Fleet, FleetProps, formatFinding, Manifest } from '../../lib/fleet';
import { recording } from '../fleet/deliveries';
import { Member, newFleet } from '../fleet/members';

/** A bucket that every cluster writes to, each under a prefix of its own. */
export const STORAGE = BackupStorage.aws({ bucket: 'acme-velero', region: 'eu-central-1', credentials: 'pods' });

/** Three members, whose charts a delivery installs that does nothing, and schedules of `us` with `eu` as the standby. */
export function withVelero(fleetProps: Partial<FleetProps> = {}) {
  const delivery = recording();
  const fleet = newFleet(new App({ outdir: Testing.app().outdir }), { delivery, ...fleetProps });
  const [asia, eu, us] = ['asia', 'eu', 'us'].map(name => new Member(fleet, name));
  const schedule = (props: Partial<VeleroScheduleProps> = {}, id = 'daily') => new VeleroSchedule(fleet, id, {
    schedule: '0 2 * * *', clusters: [us], ...(props.velero ? {} : { storage: STORAGE }), ...props,
  });
  return { fleet, delivery, asia, eu, us, schedule };
}

/** The objects of a cluster, but for what every member of the tests has. */
export function objectsOf(fleet: Fleet, cluster: string): readonly Manifest[] {
  return (fleet.chartOf(cluster).toJson() as Manifest[]).filter(({ kind, metadata }) => kind !== 'ConfigMap' || metadata.name !== 'about');
}

/** The objects of a kind in a cluster. */
export function ofKind(fleet: Fleet, cluster: string, kind: string): readonly Manifest[] {
  return objectsOf(fleet, cluster).filter(object => object.kind === kind);
}

/** Values of the chart of Velero in a cluster. */
export function valuesOf(fleet: Fleet, cluster: string): Readonly<Record<string, unknown>> | undefined {
  fleet.settle();
  return fleet.clusterModel(cluster).releases.find(({ name }) => name === 'velero')?.values;
}

/** What is found, each in a line. */
export function found(fleet: Fleet): readonly string[] {
  return fleet.check().map(formatFinding);
}
