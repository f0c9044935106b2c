import { checkRestoreTemplate } from './check-restore-template';
import type { RestorePlanProps, RestoreStep } from './restore-plan-props';
import { RestoreWay, scopedTemplate } from './restore-plan-scope';
import type { RestoreSource } from './restore-spec';
import type { RestoreTemplateProps } from './restore-template-props';
import { Fleet, ICluster } from '../../fleet';

/** Longer names of Restores are hashed in the labels of what they make (Velero v1.18.2 `pkg/label/label.go`). */
const LONGEST_NAME = 63;

/** One Restore of a plan. */
export interface PlannedRestore {
  /** The step that it belongs to. */
  readonly step: Pick<RestoreStep, 'name' | 'schedule' | 'text' | 'check'>;
  /** The cluster whose backup is restored. */
  readonly from: ICluster;
  readonly source: RestoreSource;
  readonly template: RestoreTemplateProps;
  /** Name of the Restore. */
  readonly name: string;
  /** Name of its file, without the ending: sorts in the order of the plan. */
  readonly id: string;
}

/** The steps that a plan is given; for schedules a step each. */
export function givenSteps({ schedules = [], steps }: RestorePlanProps): readonly RestoreStep[] {
  return steps ?? schedules.map((schedule): RestoreStep => ({ name: schedule.node.id, schedule }));
}

/** The steps of a plan, with what it says of all of them. */
export function stepsOf(props: RestorePlanProps): readonly RestoreStep[] {
  const { namespaceMapping, existingResourcePolicy, wholeCluster } = props;
  return givenSteps(props).map(step => ({
    ...(namespaceMapping && { namespaceMapping }), ...(existingResourcePolicy && { existingResourcePolicy }), ...(wholeCluster && { wholeCluster }),
    ...step,
  }));
}

/**
 * The cluster that a plan restores in.
 *
 * @throws when nothing says which, or it is one of another fleet
 */
export function intoOf(path: string, fleet: Fleet, into: ICluster | undefined, steps: readonly RestoreStep[]): ICluster {
  const standbys = [...new Set(steps.map(({ schedule }) => schedule.standby))];
  const target = into ?? standbys[0];
  if (target === undefined || (into === undefined && standbys.length > 1)) {
    const why = standbys.length > 1 ? `the schedules have several standbys or none (${standbys.map(standby => standby?.name ?? 'none').join(', ')})` : 'no schedule has a standby';
    throw new Error(`${path}: into is missing, and ${why}: write the cluster to restore in`);
  }
  if (Fleet.of(target) !== fleet) {
    throw new Error(`${path}: into: ${target.node.path} is a cluster of another fleet; write a cluster of fleet '${fleet.node.id}'`);
  }
  return target;
}

/**
 * The Restores of a plan, in the order in which they are applied.
 *
 * @throws for steps that are wrong by themselves, and for names that are too long or not different
 */
export function plannedRestores(path: string, plan: string, into: ICluster, steps: readonly RestoreStep[]): readonly PlannedRestore[] {
  const { namespace } = steps[0].schedule.velero;
  const other = steps.find(step => step.schedule.velero.namespace !== namespace);
  if (other !== undefined) {
    throw new Error(`${path}: steps.${other.name}: its Velero is in namespace '${other.schedule.velero.namespace}', and that of steps.${steps[0].name} in '${namespace}':`
      + ' make a plan for each');
  }
  const pairs = steps.flatMap(step => clustersOf(step, into).map(from => ({ step, from })));
  const digits = Math.max(2, String(pairs.length).length);
  const restores = pairs.map(({ step, from }, i) => planned(path, plan, step, { from, into }, String(i + 1).padStart(digits, '0')));
  const twice = restores.find(({ name }, i) => restores.findIndex(restore => restore.name === name) < i);
  if (twice !== undefined) {
    throw new Error(`${path}: steps.${twice.step.name}: two Restores would be called '${twice.name}'; give the steps names that differ`);
  }
  return restores;
}

function planned(path: string, plan: string, step: RestoreStep, way: Pick<RestoreWay, 'from' | 'into'>, number: string): PlannedRestore {
  const { name: stepName, schedule, from: _, backupName, wholeCluster = false, text, check, ...own } = step;
  const { from } = way;
  const where = `${path}: steps.${stepName}: `;
  const scheduleName = schedule.scheduleNameOf(from);
  const source = backupName === undefined ? { scheduleName } : { backupName };
  const name = `${plan}-${stepName}-${from.name}`;
  if (name.length > LONGEST_NAME) {
    throw new Error(`${where}Restore '${name}' has ${name.length} characters, and ${LONGEST_NAME} is the most: write a shorter name for the plan or the step`);
  }
  checkRestoreTemplate(where, own, source);
  const template = scopedTemplate(where, own, { ...way, schedule, wholeCluster });
  return { step: { name: stepName, schedule, text, check }, from, source: { ...source, modifiers: name }, template, name, id: `${number}-${stepName}-${from.name}` };
}

function clustersOf({ from, schedule }: RestoreStep, into: ICluster): readonly ICluster[] {
  const all = from === undefined ? schedule.clusters : [from].flat() as readonly ICluster[];
  // Whoever names them says in which order, too.
  return from !== undefined ? all : all.some(({ name }) => name === into.name) ? [into] : [...all].sort((a, b) => (a.name < b.name ? -1 : 1));
}
