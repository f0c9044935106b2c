import { RESTORE_TEMPLATE_PROPS } from './check-restore-template';
import type { RestoreDrillProps } from './restore-drill-props';
import { checkStorageClasses } from './storage-class-mapping';
import { Fleet, ICluster } from '../../fleet';
import { checkProps, FLAG, LABEL, MAPS, PropType, TEXT, TEXT_MAP, TEXTS } from '../../fleet/check-props';
import { parseGoDuration } from '../../fleet/go-duration';
import { refuseOthers } from '../../fleet/refuse-others';
import { CLUSTER } from '../check-velero-schedule-props';
import { parseCron, splitZone } from '../cron';
import { zoneFault } from '../cron-zone';
import { VeleroSchedule } from '../velero-schedule';

const TEMPLATE = ['includedResources', 'excludedResources', 'labelSelector', 'orLabelSelectors', 'restorePVs', 'restoreStatus', 'itemOperationTimeout', 'hooks',
  'resourceModifier', 'uploaderConfig'];
const SCHEDULE: PropType = { words: 'a VeleroSchedule: new VeleroSchedule(...)', is: value => value instanceof VeleroSchedule };
const OPTIONAL: Readonly<Record<string, PropType>> = {
  ...Object.fromEntries(TEMPLATE.map(prop => [prop, RESTORE_TEMPLATE_PROPS[prop]])),
  timeZone: TEXT, from: CLUSTER, in: CLUSTER, name: LABEL, namespaceMapping: TEXT_MAP, storageClassMapping: TEXT_MAP, verify: MAPS, timeout: TEXT,
  cleanUpCron: TEXT, suspend: FLAG, kubectlImage: TEXT,
};
const REQUIRED: Readonly<Record<string, PropType>> = { schedule: SCHEDULE, cron: TEXT };

/** A CronJob has a name of 52 characters at most; that which only cleans up adds `-clean-up`. */
const LONGEST_NAME = 43;
const MINUTE = 60_000_000_000n;
/** What a drill takes at most where the program says nothing. */
export const DEFAULT_TIMEOUT = '2h';

/** @throws for the first prop that is wrong, as far as the call alone shows it */
export function checkRestoreDrill(path: string, fleet: Fleet, name: string, props: RestoreDrillProps): void {
  const where = `${path}: `;
  checkProps(where, props, REQUIRED, OPTIONAL);
  refuseOthers(where, props, [...Object.keys(REQUIRED), ...Object.keys(OPTIONAL)]);
  props.verify?.forEach((container, i) => {
    checkProps(`${where}verify[${i}].`, container, { image: TEXT }, { command: TEXTS, args: TEXTS });
    refuseOthers(`${where}verify[${i}].`, container, ['image', 'command', 'args']);
  });
  if (!LABEL.is(name) || name.length > LONGEST_NAME) {
    throw new Error(`${where}name: write lower-case letters, digits and dashes, ${LONGEST_NAME} at most, got '${name}'`);
  }
  if (props.storageClassMapping !== undefined) {
    checkStorageClasses(`${where}storageClassMapping`, props.storageClassMapping);
  }
  checkCron(`${where}cron`, props.cron);
  checkCron(`${where}cleanUpCron`, props.cleanUpCron);
  checkTimes(where, props);
  if (Fleet.of(props.schedule) !== fleet) {
    throw new Error(`${where}schedule: ${props.schedule.node.path} is of another fleet; write one of fleet '${fleet.node.id}'`);
  }
}

/** The clusters of a drill. @throws when the program must say which, and when it may not be that one */
export function drillClusters(
  path: string, fleet: Fleet, { schedule, from: givenFrom, in: givenIn }: RestoreDrillProps,
): { readonly from: ICluster; readonly into: ICluster } {
  const { clusters, standby } = schedule;
  const names = clusters.map(({ name }) => name).join(', ');
  const from = givenFrom ?? (clusters.length === 1 ? clusters[0] : undefined);
  const into = givenIn ?? standby;
  if (from === undefined) {
    throw new Error(`${path}: from is missing, and ${schedule.node.path} protects several clusters; write one of ${names}, and a drill for each`);
  }
  if (!clusters.includes(from)) {
    throw new Error(`${path}: from: ${schedule.node.path} does not protect cluster '${from.name}'; write one of ${names}`);
  }
  if (from === fleet.hub) {
    throw new Error(`${path}: from: '${from.name}' is the hub, and copies of its objects would make and delete machines; drill the recovery of a hub in a cluster of its own, without networks to the`
      + ' members');
  }
  if (into === undefined) {
    throw new Error(`${path}: in is missing, and ${schedule.node.path} has no standby; write the cluster to restore in`);
  }
  if (Fleet.of(into) !== fleet) {
    throw new Error(`${path}: in: ${into.node.path} is a cluster of another fleet; write one of fleet '${fleet.node.id}'`);
  }
  return { from, into };
}

/**
 * A drill restores no PersistentVolume: Velero v1.18.2 would bring one that is kept and is in no snapshot back as it is, with the disk of the
 * original behind it (`pkg/restore/restore.go`, `handleSkippedPVHasRetainPolicy`), and nothing in a PersistentVolume tells the two apart. Snapshots
 * of CSI drivers need none; those of Velero's own plug-ins do, and files of volumes are not restored where the kind is left out
 * (`restorePodVolumeBackups`).
 *
 * @throws when volumes would come back without their data
 */
export function checkDrillVolumes(path: string, from: ICluster, { schedule, restorePVs }: RestoreDrillProps): void {
  const { volumes, volumesDecided, velero } = schedule.declaredFor(from);
  const native = velero.install(from).places.snapshotLocations.map(({ name }) => name);
  if (volumes !== 'snapshots' || restorePVs === false || (native.length === 0 && !volumesDecided)) {
    return;
  }
  const why = native.length > 0 ? `makes snapshots of volumes of ${from.name} by snapshotLocations (${native.join(', ')})`
    : 'has snapshots of some volumes and, by its resourcePolicy, other copies of others';
  throw new Error(`${path}: schedule: ${schedule.node.path} ${why}, which only come back with PersistentVolumes, and those would bring disks of`
    + ` ${from.name} along that are in no snapshot:`
    + ' write snapshotMoveData or defaultVolumesToFsBackup in the schedule, or snapshots of CSI drivers alone; or restorePVs: false in the drill, for empty volumes');
}

function checkCron(where: string, cron: string | undefined): void {
  if (cron === undefined) {
    return;
  }
  if (splitZone(cron)[0] !== '') {
    throw new Error(`${where}: a CronJob takes no time zone there; write it as timeZone, got '${cron}'`);
  }
  try {
    parseCron(cron);
  } catch (error) {
    throw new Error(`${where}: ${(error as Error).message}`);
  }
}

function checkTimes(where: string, { cron, cleanUpCron, timeZone, timeout = DEFAULT_TIMEOUT }: RestoreDrillProps): void {
  if (cleanUpCron !== undefined && cleanUpCron === cron) {
    throw new Error(`${where}cleanUpCron: is when the drill begins, which cleans up first anyway; write a time at which it is over, or leave it out`);
  }
  const fault = timeZone === undefined ? undefined : zoneFault(timeZone);
  if (fault !== undefined || timeZone === 'Local') {
    throw new Error(`${where}timeZone: ${fault ?? "the time zone 'Local' is none of a CronJob; write a name of the time zone database, such as Europe/Berlin"}`);
  }
  const duration = parseGoDuration(timeout);
  if (duration === undefined || duration < MINUTE) {
    throw new Error(`${where}timeout: write a Go duration of a minute at least, such as '2h', got '${timeout}'`);
  }
}
