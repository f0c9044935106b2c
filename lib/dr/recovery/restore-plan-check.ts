import { RESTORE_TEMPLATE_PROPS } from './check-restore-template';
import { isAll } from './restore-plan-namespaces';
import type { RestorePlanProps, RestoreStep } from './restore-plan-props';
import { checkRunbookAdditions, ONE_LINE } from './runbook-check';
import { checkStorageClasses } from './storage-class-mapping';
import { checkProps, FLAG, LABEL, MAP, PropType, TEXT, TEXT_MAP } from '../../fleet/check-props';
import { parseGoDuration } from '../../fleet/go-duration';
import { DNS_LABEL } from '../../fleet/names';
import { refuseOthers } from '../../fleet/refuse-others';
import { CLUSTER, CLUSTERS } from '../check-velero-schedule-props';
import { longestGap, parseCron } from '../cron';
import { goDurationText } from '../duration-text';
import { VeleroSchedule } from '../velero-schedule';

const MINUTE = 60_000_000_000;
const SCHEDULE: PropType = { words: 'a VeleroSchedule', is: value => value instanceof VeleroSchedule };
const SCHEDULES: PropType = { words: 'a list of VeleroSchedules that is not empty', is: value => listOf(value, SCHEDULE) };
const STEPS: PropType = { words: 'a list of steps that is not empty', is: value => listOf(value, MAP) };
const FROM: PropType = { words: 'a cluster or a list of clusters that is not empty', is: value => CLUSTER.is(value) || CLUSTERS.is(value) };
/** Names of objects that Kubernetes judges: subdomains of RFC 1123. */
const BACKUP: PropType = {
  words: 'the name of a backup: lower-case letters, digits, dashes and dots, 253 at most',
  is: value => typeof value === 'string' && /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(value),
};
const STEP_OPTIONS = { ...RESTORE_TEMPLATE_PROPS, from: FROM, backupName: BACKUP, wholeCluster: FLAG, text: TEXT, check: ONE_LINE };

/** What is said of all steps of a plan, by the type of its value. */
export const PLAN_OPTIONS: Readonly<Record<string, PropType>> = {
  namespaceMapping: TEXT_MAP, storageClassMapping: TEXT_MAP, existingResourcePolicy: TEXT, recoveryPointObjective: TEXT, recoveryTimeObjective: TEXT,
  decidedBy: ONE_LINE, wholeCluster: FLAG,
};

/** @throws for the first prop that is wrong, as far as the call alone shows it */
export function checkRestorePlanProps(path: string, props: RestorePlanProps): void {
  const where = `${path}: `;
  const optional = { schedules: SCHEDULES, steps: STEPS, into: CLUSTER, name: TEXT, runbook: MAP, ...PLAN_OPTIONS };
  checkProps(where, props, {}, optional);
  refuseOthers(where, props, Object.keys(optional));
  if ((props.schedules === undefined) === (props.steps === undefined)) {
    throw new Error(`${where}${props.steps === undefined ? 'nothing is restored' : 'schedules and steps: both say what is restored'}; write schedules, whose backups are restored`
      + ' whole, or steps, each of which names its schedule');
  }
  props.steps?.forEach((step, i) => checkStep(`${where}steps[${i}]: `, step));
  if (props.runbook !== undefined) {
    checkRunbookAdditions(`${where}runbook.`, props.runbook);
  }
  checkPlanOptions(where, props);
}

/** @throws for durations that Go does not read, and names that are none of storage classes */
export function checkPlanOptions(where: string, props: Pick<RestorePlanProps, 'recoveryPointObjective' | 'recoveryTimeObjective' | 'storageClassMapping'>): void {
  for (const objective of ['recoveryPointObjective', 'recoveryTimeObjective'] as const) {
    const duration = parseGoDuration(props[objective] ?? '0s');
    if (duration === undefined || duration < 0n) {
      throw new Error(`${where}${objective}: write a Go duration such as '24h' or '1h30m', got '${props[objective]}'`);
    }
  }
  if (props.storageClassMapping !== undefined) {
    checkStorageClasses(`${where}storageClassMapping`, props.storageClassMapping);
  }
}

/**
 * Checks the promise of a plan.
 *
 * @param schedules those whose newest backup is restored
 * @throws when backups of one lie further apart
 */
export function checkObjective(path: string, recoveryPointObjective: string | undefined, schedules: readonly VeleroSchedule[]): void {
  if (recoveryPointObjective === undefined) {
    return;
  }
  const promised = Number(parseGoDuration(recoveryPointObjective)!);
  const late = schedules.find(schedule => longestGap(parseCron(schedule.schedule)) * MINUTE > promised);
  if (late !== undefined) {
    throw new Error(`${path}: recoveryPointObjective: up to ${goDurationText(longestGap(parseCron(late.schedule)))} pass between backups of ${late.node.path}`
      + ` ('${late.schedule}'), and only ${recoveryPointObjective} may be lost: write a schedule that runs more often, or a longer objective`);
  }
}

/**
 * Checks the name of a plan, which becomes part of names of files and of Restores.
 *
 * @throws for one that cannot
 */
export function checkPlanName(path: string, name: string): void {
  if (!DNS_LABEL.test(name) || name.length > 55) {
    throw new Error(`${path}: name: write lower-case letters, digits and single dashes, 55 at most, got '${name}'`);
  }
  if (name === 'storage-classes') {
    throw new Error(`${path}: name: '${name}' is the folder of what all plans of a cluster share; write another name`);
  }
}

function checkStep(where: string, step: unknown): void {
  checkProps(where, step, { name: LABEL, schedule: SCHEDULE }, STEP_OPTIONS);
  refuseOthers(where, step as object, ['name', 'schedule', ...Object.keys(STEP_OPTIONS)]);
  const { wholeCluster, includedNamespaces = [] } = step as RestoreStep;
  if (wholeCluster === true && !isAll(includedNamespaces)) {
    throw new Error(`${where}wholeCluster: includedNamespaces names ${includedNamespaces.join(', ')}: leave out the one or the other`);
  }
}

function listOf(value: unknown, type: PropType): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(item => type.is(item));
}
