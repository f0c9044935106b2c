import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkDrillVolumes, checkRestoreDrill, DEFAULT_TIMEOUT, drillClusters } from './check-restore-drill';
import { checkRestoreTemplate } from './check-restore-template';
import { drillMapping } from './restore-drill-mapping';
import { drillModifiers } from './restore-drill-modifiers';
import { drillObjects } from './restore-drill-objects';
import type { RestoreDrillProps } from './restore-drill-props';
import { EXCLUDED_RESOURCES, VOLUMES } from './restore-drill-resources';
import { withoutRuns } from './restore-drill-selectors';
import { modifiersData } from './restore-modifiers';
import { RestorePlan } from './restore-plan';
import { restoreSpec } from './restore-spec';
import type { RestoreTemplateProps } from './restore-template-props';
import { Fleet, ICluster, Manifest } from '../../fleet';
import { parseGoDuration } from '../../fleet/go-duration';
import { VeleroRegistry } from '../registry';
import { DeclaredNamespaces, drillNamespaceFindings } from '../rules/velero-drill-namespace';

/**
 * A test restore, again and again: a CronJob restores the newest completed backup of a cluster into namespaces of other names, looks at it, and
 * deletes it. Velero itself schedules no restores (velero-io/velero#1891).
 *
 * A drill that fails is a Job that has failed (`kube_job_failed` of kube-state-metrics); what it has restored stays until the next one begins.
 * Nothing that lies in no namespace is restored, but for contents of CSI snapshots: each claim gets a new volume, and only that. With CSI snapshots,
 * volumes of which only files are backed up (by an annotation of their pods) come back empty.
 *
 * Pods do start. Volumes that they name themselves (`nfs:` and its like in a pod), and whatever they reach by name outside of their namespace, are
 * those of production: keep them from it by a NetworkPolicy for the namespaces of drills.
 *
 * Velero writes a log and results for each restore under `restores/` in the folder of the backups, also where its location is ReadOnly, and a restore
 * that cannot ends as partially failed; when a Restore is deleted, it deletes them (Velero v1.18.2 `pkg/controller/restore_controller.go`). The
 * credentials of the cluster that restores must be allowed to put and delete objects there.
 */
export class RestoreDrill extends Construct {
  /** Kinds that a drill leaves out where the program names none: what would act on the world outside of the drill. */
  public static readonly EXCLUDED_RESOURCES: readonly string[] = EXCLUDED_RESOURCES;

  /** Drills of each fleet: no two may use a namespace. */
  private static readonly all = new WeakMap<Fleet, RestoreDrill[]>();

  /** Name of the CronJob, and of the Restore while there is one. */
  public readonly name: string;
  /** The cluster whose backup is restored. */
  public readonly from: ICluster;
  /** The cluster that it is restored in. */
  public readonly into: ICluster;
  /** The namespaces that are restored, each with the name that it gets meanwhile. */
  public readonly namespaceMapping: Readonly<Record<string, string>>;
  private readonly fleet: Fleet;

  /**
   * @throws for props that are malformed, and for namespaces and clusters that show their fault alone; what only the whole fleet shows is a finding
   */
  constructor(scope: Construct, id: string, props: RestoreDrillProps) {
    super(scope, id);
    const { path } = this.node;
    this.fleet = Fleet.of(this);
    this.name = (props as Partial<RestoreDrillProps> | undefined)?.name ?? `drill-${id}`;
    checkRestoreDrill(path, this.fleet, this.name, props);
    const { from, into } = drillClusters(path, this.fleet, props);
    this.from = from;
    this.into = into;
    checkDrillVolumes(path, from, props);
    this.namespaceMapping = drillMapping(`${path}: namespaceMapping: `, props.schedule, props.namespaceMapping);
    this.prepare(props);
    this.makeObjects(props);
    this.register();
  }

  /** The objects of the drill: to change one, or to have others wait for them. */
  public get objects(): Construct {
    return this.fleet.scopeOn(this.into, this);
  }

  /** Has Velero there, with what the volumes of the backup need. */
  private prepare({ schedule }: RestoreDrillProps): void {
    schedule.locationIn(this.into, this.from);
    schedule.needOn(schedule.velero.install(this.into));
  }

  private makeObjects(props: RestoreDrillProps): void {
    const { name, fleet, objects } = this;
    const { schedule, cron, cleanUpCron, timeZone, suspend, kubectlImage, verify = [], timeout = DEFAULT_TIMEOUT } = props;
    const { namespace } = schedule.velero;
    const template = this.templateOf(props);
    const source = { scheduleName: schedule.scheduleNameOf(this.from), modifiers: `${name}-modifiers` };
    checkRestoreTemplate(`${this.node.path}: `, template, source);
    const restore = { apiVersion: 'velero.io/v1', kind: 'Restore', metadata: { name, namespace }, spec: restoreSpec(template, source) };
    const data = modifiersData(template.resourceModifier!);
    new ApiObject(objects, 'modifiers', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `${name}-modifiers`, namespace }, data });
    drillObjects({
      name, namespace, cron, cleanUpCron, timeZone, suspend, verify, kubectlImage, restore: restore as Manifest,
      targets: Object.values(this.namespaceMapping).sort(),
      seconds: Number((parseGoDuration(timeout)! + 999_999_999n) / 1_000_000_000n), image: reference => fleet.mirror.image(reference),
    }).forEach(manifest => {
      const object = new ApiObject(objects, `${manifest.kind} ${manifest.metadata.name}`, manifest);
      if (manifest.kind === 'CronJob') {
        this.node.defaultChild ??= object;
      }
    });
  }

  private templateOf({ schedule, ...props }: RestoreDrillProps): RestoreTemplateProps {
    const { includedResources, excludedResources = EXCLUDED_RESOURCES, restorePVs, restoreStatus, itemOperationTimeout, hooks } = props;
    const snapshots = schedule.declaredFor(this.from).volumes === 'snapshots';
    return {
      includedNamespaces: Object.keys(this.namespaceMapping), namespaceMapping: this.namespaceMapping, includedResources,
      // Unset, Velero takes what claims refer to along, and nothing else: of that a drill needs contents of snapshots, and no volumes.
      ...(snapshots ? { excludedResources: [...new Set([...excludedResources, VOLUMES])] } : { excludedResources, includeClusterResources: false }),
      ...withoutRuns(props), restorePVs, restoreStatus, itemOperationTimeout, hooks, existingResourcePolicy: 'none',
      uploaderConfig: props.uploaderConfig,
      resourceModifier: [...drillModifiers(props.storageClassMapping), ...props.resourceModifier ?? []],
    };
  }

  private register(): void {
    const { fleet, from, into, node: { path } } = this;
    const drills = RestoreDrill.all.get(fleet) ?? [];
    RestoreDrill.all.set(fleet, [...drills, this]);
    if (drills.length === 0) {
      fleet.addCheck(model => drillNamespaceFindings(fleet, RestoreDrill.all.get(fleet)!.map(drill => (
        { path: drill.node.path, cluster: drill.into.name, namespaces: Object.values(drill.namespaceMapping) })), plansOf(fleet), model));
    }
    if (from !== into) {
      VeleroRegistry.of(fleet).addRecovery({ path, from, into });
    }
  }
}

/** What the plans of a fleet restore, those of failovers among them. */
function plansOf(fleet: Fleet): readonly DeclaredNamespaces[] {
  return fleet.node.findAll().filter(construct => construct instanceof RestorePlan)
    .map(plan => ({ path: plan.node.path, cluster: plan.into.name, namespaces: plan.restoredNamespaces }));
}
