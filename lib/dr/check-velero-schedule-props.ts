import { checkBackupTemplate, TEMPLATE_PROPS } from './check-backup-template';
import { VELERO_PROPS } from './check-velero-props';
import { checkGoDuration } from './duration';
import { Velero } from './velero';
import type { VeleroScheduleProps } from './velero-schedule-props';
import { Fleet } from '../fleet';
import { checkProps, FLAG, LABEL, PropType, TEXT } from '../fleet/check-props';
import { isCluster } from '../fleet/cluster';
import { refuseOthers } from '../fleet/refuse-others';

/** A list of clusters that is not empty. */
export const CLUSTERS: PropType = { words: 'a list of clusters that is not empty', is: value => Array.isArray(value) && value.length > 0 && value.every(isCluster) };

/** A cluster of the fleet. */
export const CLUSTER: PropType = { words: 'a cluster', is: isCluster };

/** A Velero that schedules share. */
export const VELERO: PropType = { words: 'a Velero: new Velero(...)', is: value => value instanceof Velero };

const OWN: Readonly<Record<string, PropType>> = {
  standby: CLUSTER, stagger: TEXT, name: LABEL, paused: FLAG, useOwnerReferencesInBackup: FLAG, velero: VELERO,
};

/** @throws for the first prop that is wrong, as far as the call alone shows it */
export function checkVeleroScheduleProps(path: string, fleet: Fleet, props: VeleroScheduleProps): void {
  const where = `${path}: `;
  if ((props as { skipImmediately?: unknown } | undefined)?.skipImmediately !== undefined) {
    throw new Error(`${where}skipImmediately: the Velero server writes it back, so that a controller that reads Git arms it again at each sync and the schedule may never fire:`
      + " remove it, or give the server velero.values { configuration: { extraArgs: ['--schedule-skip-immediately'] } }");
  }
  checkProps(where, props, { schedule: TEXT, clusters: CLUSTERS }, { ...TEMPLATE_PROPS, ...OWN });
  refuseOthers(where, props, ['schedule', 'clusters', ...Object.keys(TEMPLATE_PROPS), ...Object.keys(OWN), ...VELERO_PROPS]);
  checkBackupTemplate(where, props);
  checkVelero(path, props);
  checkClusters(path, fleet, props);
  checkGoDuration(`${where}stagger`, props.stagger);
}

function checkVelero(path: string, props: VeleroScheduleProps): void {
  const own = VELERO_PROPS.filter(prop => props[prop as keyof VeleroScheduleProps] !== undefined);
  if (props.velero !== undefined && own.length > 0) {
    throw new Error(`${path}: ${own.join(', ')}: the Velero that is given says that; leave out the one or the other`);
  }
  if (props.velero === undefined && props.storage === undefined) {
    throw new Error(`${path}: storage is missing; write where backups go, BackupStorage.aws({ ... }), or velero, a Velero that several schedules share`);
  }
}

function checkClusters(path: string, fleet: Fleet, { clusters, standby }: VeleroScheduleProps): void {
  const names = clusters.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) {
    throw new Error(`${path}: clusters: names '${twice}' twice; keep one`);
  }
  const stranger = [...clusters, ...standby ? [standby] : []].find(cluster => Fleet.of(cluster) !== fleet);
  if (stranger !== undefined) {
    throw new Error(`${path}: ${stranger === standby ? 'standby' : 'clusters'}: ${stranger.node.path} is a cluster of another fleet; write clusters of fleet '${fleet.node.id}'`);
  }
  if (standby !== undefined && names.includes(standby.name)) {
    throw new Error(`${path}: standby: '${standby.name}' is one of clusters too, and what protects it is gone when it is: take it out of clusters and protect it by a schedule`
      + ' of its own, with another standby');
  }
}
