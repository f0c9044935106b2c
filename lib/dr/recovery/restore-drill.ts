import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkRestoreDrill, DEFAULT_TIMEOUT, drillClusters } from './check-restore-drill';
import { checkRestoreTemplate } from './check-restore-template';
import { drillMapping } from './restore-drill-mapping';
import { drillObjects } from './restore-drill-objects';
import type { RestoreDrillProps } from './restore-drill-props';
import { drillModifiers, EXCLUDED_RESOURCES } from './restore-drill-resources';
import { modifiersData } from './restore-modifiers';
import { restoreSpec } from './restore-spec';
import type { RestoreTemplateProps } from './restore-template-props';
import { Fleet, ICluster, Manifest } from '../../fleet';
import { parseGoDuration } from '../../fleet/go-duration';
import { VeleroRegistry } from '../registry';
import { drillNamespaceFindings } from '../rules/velero-drill-namespace';

/**
 * A test restore, again and again: a CronJob restores the newest completed backup of a cluster into namespaces of other names, looks at it, and
 * deletes it. Velero itself schedules no restores (velero-io/velero#1891).
 *
 * A drill that fails is a Job that has failed (`kube_job_failed` of kube-state-metrics); what it has restored stays until the next one begins.
 * Nothing that lies in no namespace is restored, but for what volumes of snapshots need. Where the source has a volume that is kept by its reclaim
 * policy, so is the copy: `kubectl get pv` shows it as Released, and people delete it and its disk.
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
    const { volumes, velero } = schedule.declaredFor(this.from);
    schedule.locationIn(this.into, this.from);
    const on = velero.install(this.into);
    if (volumes === 'files' || volumes === 'moved') {
      on.needNodeAgent();
    }
    if (volumes === 'moved') {
      on.needCsi();
    }
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
    const { includedResources, labelSelector, orLabelSelectors, restorePVs, restoreStatus, itemOperationTimeout, hooks, uploaderConfig } = props;
    const snapshots = schedule.declaredFor(this.from).volumes === 'snapshots';
    return {
      includedNamespaces: Object.keys(this.namespaceMapping), namespaceMapping: this.namespaceMapping, includedResources,
      excludedResources: props.excludedResources ?? EXCLUDED_RESOURCES,
      // Unset, Velero takes the volumes of claims along, and nothing else.
      ...(!snapshots && { includeClusterResources: false }),
      labelSelector, orLabelSelectors, restorePVs, restoreStatus, itemOperationTimeout, hooks, uploaderConfig, existingResourcePolicy: 'none',
      resourceModifier: [...drillModifiers(snapshots), ...props.resourceModifier ?? []],
    };
  }

  private register(): void {
    const { fleet, from, into, node: { path } } = this;
    const drills = RestoreDrill.all.get(fleet) ?? [];
    RestoreDrill.all.set(fleet, [...drills, this]);
    if (drills.length === 0) {
      fleet.addCheck(model => drillNamespaceFindings(fleet, RestoreDrill.all.get(fleet)!.map(drill => (
        { path: drill.node.path, cluster: drill.into.name, namespaces: Object.values(drill.namespaceMapping) })), model));
    }
    if (from !== into) {
      VeleroRegistry.of(fleet).addRecovery({ path, from, into });
    }
  }
}
