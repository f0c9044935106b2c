import type { ActivePassiveFailoverProps } from './active-passive-failover-props';
import { checkPlanName, PLAN_OPTIONS } from './restore-plan-check';
import { ONE_LINE } from './runbook-check';
import { checkProps, FLAG, MAP, MAPS, PropType, TEXT, TEXT_MAP, TEXTS } from '../../fleet/check-props';
import { isMap } from '../../fleet/collections';
import { refuseOthers } from '../../fleet/refuse-others';
import { TEMPLATE_PROPS } from '../check-backup-template';
import { VELERO_PROPS } from '../check-velero-props';
import { CLUSTER } from '../check-velero-schedule-props';

const APPLICATIONS: PropType = {
  words: 'a list of names of one line, or of what has such a name, such as an ApplicationSetFleet', is: value => Array.isArray(value) && value.every(isApplication),
};
const { recoveryPointObjective, recoveryTimeObjective, decidedBy } = PLAN_OPTIONS;
const OPTIONAL: Readonly<Record<string, PropType>> = {
  name: TEXT, applications: APPLICATIONS, dnsNames: TEXTS, restore: MAP, recoveryPointObjective, recoveryTimeObjective, decidedBy,
};
/** What the schedule checks. */
const OF_SCHEDULE = ['stagger', 'paused', 'useOwnerReferencesInBackup', 'velero', ...VELERO_PROPS, ...Object.keys(TEMPLATE_PROPS)];
const OF_RESTORE: Readonly<Record<string, PropType>> = {
  namespaceMapping: TEXT_MAP, storageClassMapping: TEXT_MAP, existingResourcePolicy: TEXT, wholeCluster: FLAG, steps: MAPS,
};
const DNS_NAME = /^(?=.{1,253}$)(\*\.)?[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)+$/;

/** @throws for the first prop that is wrong and that neither the schedule nor the plan checks */
export function checkFailoverProps(path: string, id: string, props: ActivePassiveFailoverProps): void {
  const where = `${path}: `;
  const required = { active: CLUSTER, passive: CLUSTER, schedule: TEXT };
  checkProps(where, pick(props, [...Object.keys(required), ...Object.keys(OPTIONAL)]), required, OPTIONAL);
  refuseOthers(where, props, [...Object.keys(required), ...Object.keys(OPTIONAL), ...OF_SCHEDULE]);
  checkPlanName(path, props.name ?? id);
  if (props.restore !== undefined) {
    checkProps(`${where}restore.`, props.restore, {}, OF_RESTORE);
    refuseOthers(`${where}restore.`, props.restore, Object.keys(OF_RESTORE));
    const bound = props.restore.steps?.find(step => 'schedule' in step || 'from' in step);
    if (bound !== undefined) {
      throw new Error(`${where}restore.steps.${bound.name}: all steps restore the active cluster from this schedule: leave out schedule and from`);
    }
  }
  if (props.active.name === props.passive.name) {
    throw new Error(`${where}passive: '${props.passive.name}' is the active cluster too; write another one, or a RestorePlan that restores in place`);
  }
  const bad = props.dnsNames?.find(name => !DNS_NAME.test(name));
  if (bad !== undefined) {
    throw new Error(`${where}dnsNames: write whole names such as 'payments.example.com', in lower case and without a dot at the end, got '${bad}'`);
  }
}

/** What is no object has no props to leave out: it is refused as it is. */
function pick(props: unknown, names: readonly string[]): unknown {
  return isMap(props) ? Object.fromEntries(Object.entries(props).filter(([name]) => names.includes(name))) : props;
}

/** Not a map: an ApplicationSetFleet is an instance of a class. */
function isApplication(value: unknown): boolean {
  const name = typeof value === 'object' && value !== null && 'name' in value ? value.name : value;
  return ONE_LINE.is(name) && !(name as string).includes('`');
}
