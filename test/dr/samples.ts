import { ApiObject, App, Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import { BackupStorage, VeleroSchedule, VeleroScheduleProps } from '../../lib/dr';
import { VELERO_PROPS } from '../../lib/dr/check-velero-props';
import { DR_RULES } from '../../lib/dr/rules';
import { ExistingCluster, Fleet, FleetProps, formatFinding, ICluster } from '../../lib/fleet';
import { recording } from '../fleet/deliveries';
import { newFleet } from '../fleet/members';

/** A bucket that lies in no region of the clusters. */
export const STORAGE = BackupStorage.aws({ bucket: 'backups', region: 'eu-central-1', credentials: 'pods' });

/** What a cluster of the tests may have of its own. */
export interface ClusterOptions {
  readonly cloud?: string;
  readonly region?: string;
  readonly account?: string;
  readonly version?: string;
}

/** `us` and `eu` in two regions of AWS, `ber` in Google Cloud. */
export function sample(fleetProps: Partial<FleetProps> = {}, options: Readonly<Record<string, ClusterOptions>> = {}, { app = new App({ outdir: Testing.app().outdir }), id = 'acme' } = {}) {
  const fleet = newFleet(app, { delivery: recording(), ...fleetProps }, id);
  const cluster = (name: string, i: number, own: ClusterOptions) => new ExistingCluster(fleet, name, {
    version: '1.34.1', network: { pods: `10.${i}.0.0/16`, services: `10.${i + 1}.0.0/20` }, ...own, ...options[name],
  });
  const [us, eu, ber] = [
    cluster('us', 100, { cloud: 'aws', region: 'us-east-1' }), cluster('eu', 110, { cloud: 'aws', region: 'eu-west-1' }), cluster('ber', 120, { cloud: 'gcp', region: 'europe-west10' }),
  ];
  let first: VeleroSchedule | undefined;
  // A cluster has one Velero: schedules share that of the first, unless they say something about it.
  const schedule = (props: Partial<VeleroScheduleProps> = {}, scheduleId = 'daily') => {
    const velero = props.velero ?? (VELERO_PROPS.some(prop => prop in props) ? undefined : first?.velero);
    const made = new VeleroSchedule(fleet, scheduleId, { schedule: '0 2 * * *', clusters: [us], ...(velero ? { velero } : { storage: STORAGE }), ...props });
    first ??= made;
    return made;
  };
  return { app, fleet, us, eu, ber, schedule };
}

/** What one rule finds. */
export function foundBy(code: string, fleet: Fleet): readonly string[] {
  if (!DR_RULES.some(rule => rule.code === code)) {
    throw new Error(`there is no rule '${code}'`);
  }
  return fleet.check().filter(finding => finding.code === code).map(formatFinding);
}

/** The clusters and paths of what one rule finds. */
export function partiesOf(code: string, fleet: Fleet): readonly (readonly [clusters: readonly string[], paths: readonly string[]])[] {
  return fleet.check().filter(finding => finding.code === code).map(({ clusters, paths }) => [clusters, paths]);
}

/** An object of `velero.io` that people write themselves. Its id is its kind and name. */
export function raw(where: ICluster | Construct, kind: string, name: string, spec: object = {}, namespace: string | undefined = 'velero'): ApiObject {
  const scope = 'chart' in where ? where.chart : where;
  return new ApiObject(scope, `${kind}-${name}-${namespace}`.slice(0, 100).replace(/-+$/, ''), { apiVersion: 'velero.io/v1', kind, metadata: { name, namespace }, spec });
}

/** A BackupStorageLocation that people write themselves. */
export function place(cluster: ICluster, name: string, prefix: string | undefined, more: object = {}, namespace = 'velero'): ApiObject {
  return raw(cluster, 'BackupStorageLocation', name, { provider: 'aws', objectStorage: { bucket: 'backups', ...(prefix !== undefined && { prefix }) }, ...more }, namespace);
}
