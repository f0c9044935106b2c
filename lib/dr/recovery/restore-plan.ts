import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { modifiersData } from './restore-modifiers';
import { checkObjective, checkPlanName, checkRestorePlanProps } from './restore-plan-check';
import { checkNamespaces } from './restore-plan-namespaces';
import type { RestorePlanProps } from './restore-plan-props';
import { declareRestored, restoredNamespaces, workloadsToStop } from './restore-plan-restores';
import { givenSteps, intoOf, PlannedRestore, plannedRestores, stepsOf } from './restore-plan-steps';
import { restoreSpec } from './restore-spec';
import { renderRunbook } from './runbook';
import { checkRunbookName, runbookFileOf } from './runbook-file';
import { RunbookPlan, RunbookRestore } from './runbooks/plan';
import { StorageClassMapping } from './storage-class-mapping';
import { Restore } from '../../../imports/velero';
import { Fleet, ICluster } from '../../fleet';
import { VeleroRegistry } from '../registry';
import { restoreRunbook } from './runbooks/restore-runbook';

/**
 * How clusters are restored from their backups, in their standby or in place: Restores that nothing applies by itself, and the runbook that says when
 * and how.
 *
 * The Restores lie in the folder `<cluster>.restore-<name>`, a file each in the order in which they are applied; the runbook is
 * `_recovery/<name>.md`.
 */
export class RestorePlan extends Construct {
  /** Name of the plan: of its folder, its runbook and the beginning of names of its Restores. */
  public readonly name: string;
  /** The cluster that is restored in. */
  public readonly into: ICluster;
  /** Names of the Restores, in the order in which they are applied. */
  public readonly restoreNames: readonly string[];
  private readonly fleet: Fleet;
  private readonly props: RestorePlanProps;
  private readonly restores: readonly RunbookRestore[];
  private readonly namespace: string;
  private readonly mapping?: StorageClassMapping;

  /** @throws for props that are malformed or contradict each other, and when backups are further apart than `recoveryPointObjective` */
  constructor(scope: Construct, id: string, props: RestorePlanProps) {
    super(scope, id);
    const { path } = this.node;
    this.fleet = Fleet.of(this);
    checkRestorePlanProps(path, props);
    this.props = props;
    this.name = props.name ?? id;
    checkPlanName(path, this.name);
    checkRunbookName(this, this.name);
    const steps = stepsOf(props);
    this.into = intoOf(path, this.fleet, props.into, steps);
    this.namespace = steps[0].schedule.velero.namespace;
    const planned = plannedRestores(path, this.name, this.into, steps);
    checkNamespaces(path, props, givenSteps(props));
    const bySchedule = planned.filter(({ source }) => source.scheduleName !== undefined);
    checkObjective(path, props.recoveryPointObjective, bySchedule.map(({ step: { schedule } }) => schedule));
    this.restoreNames = planned.map(({ name }) => name);
    this.restores = planned.map(restore => this.add(restore));
    this.mapping = this.mapClasses();
    this.protectedClusters.forEach(from => VeleroRegistry.of(this.fleet).addRecovery({ path, from, into: this.into }));
    declareRestored(this.fleet, path, this.into, planned);
    this.fleet.addFiles(() => [[this.runbookFile, `\n${this.runbook()}`]]);
  }

  /** File of the runbook, relative to the folder of the fleet's output. */
  public get runbookFile(): string {
    return runbookFileOf(this.name);
  }

  /** Namespaces that it restores where the program names them, as they are called in `into`, sorted. */
  public get restoredNamespaces(): readonly string[] {
    return restoredNamespaces(this.restores);
  }

  /** The runbook as Markdown; whole when the program is. */
  public runbook(): string {
    return renderRunbook(restoreRunbook(this.runbookPlan()));
  }

  private get unit(): string {
    return `restore-${this.name}`;
  }

  private get protectedClusters(): readonly ICluster[] {
    return [...new Set(this.restores.map(({ from }) => from))];
  }

  private add(restore: PlannedRestore): RunbookRestore {
    const { step: { schedule }, from, source, template, name, id } = restore;
    const { namespace, into } = this;
    const location = schedule.locationIn(into, from);
    schedule.needOn(schedule.velero.install(into));
    const scope = new Construct(this.fleet.chartOf(into.name, this.unit), id);
    if (template.resourceModifier !== undefined) {
      // First in the file: the Restore is refused without it.
      new ApiObject(scope, 'modifiers', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data: modifiersData(template.resourceModifier) });
    }
    new Restore(scope, 'Resource', { metadata: { name, namespace }, spec: restoreSpec(template, source) });
    return { ...restore, scheduleName: schedule.scheduleNameOf(from), location };
  }

  private mapClasses(): StorageClassMapping | undefined {
    const { storageClassMapping } = this.props;
    if (storageClassMapping === undefined) {
      return undefined;
    }
    const mapping = StorageClassMapping.on(this.fleet, this.into, this.namespace);
    mapping.add(this.node.path, storageClassMapping);
    return mapping;
  }

  private runbookPlan(): RunbookPlan {
    const { fleet, into, restores, namespace, props, mapping } = this;
    const protectedClusters = [...this.protectedClusters].sort((a, b) => (a.name < b.name ? -1 : 1));
    const delivery = fleet.delivery.model;
    return {
      fleet, into, restores, protectedClusters, namespace, folder: fleet.folderOf(into.name, this.unit),
      others: protectedClusters.map(({ name }) => name),
      inPlace: protectedClusters.every(({ name }) => name === into.name),
      workloads: workloadsToStop(restores), restored: this.restoredNamespaces,
      mapping: mapping && { name: mapping.name, file: mapping.file, classes: mapping.targets },
      controller: delivery?.readsFolders === true ? delivery.name : undefined,
      decidedBy: props.decidedBy ?? 'who leads the incident', objective: props.recoveryTimeObjective,
      pointObjective: props.recoveryPointObjective, additions: props.runbook ?? {},
    };
  }
}
