import { Construct } from 'constructs';
import { checkHubRecovery, checkOutside, unitOf } from './hub-recovery-check';
import { makeHubRestore, readOnlyHubLocation } from './hub-recovery-objects';
import type { HubRecoveryProps } from './hub-recovery-props';
import { hubRunbook } from './hub-recovery-runbook';
import { clustersOf, HubPlan, hubPlan } from './hub-recovery-settled';
import { renderRunbook } from './runbook';
import { checkRunbookName, runbookFileOf } from './runbook-file';
import { Fleet, FleetModel } from '../../fleet';
import { toYaml } from '../../fleet/output/yaml';
import { parseCron } from '../cron';
import { hubWithoutClusters } from '../rules/velero-hub-without-clusters';
import { VeleroSchedule } from '../velero-schedule';

/** Changes by itself, or is made anew by what is restored. */
const LEFT_OUT = ['events', 'events.events.k8s.io', 'pods', 'replicasets.apps', 'endpoints', 'endpointslices.discovery.k8s.io', 'leases.coordination.k8s.io'];

/**
 * The state of the hub, protected so that losing the hub loses no cluster.
 *
 * It makes a `VeleroSchedule` of all objects of the hub, without volumes; in a folder that no delivery reads (`<hub>.restore-<name>`) what is applied
 * to a new hub; and in `_recovery/<name>.md` the order in which a person brings it back: Clusters restored paused, then providers, then Clusters let
 * loose one by one, then the delivery. In another order, people have lost their workers (kubernetes-sigs/cluster-api#5957, #3770). A plain cdk8s
 * `App` writes no runbook: `runbook()` gives it.
 *
 * The backups hold every Secret of the hub: keys of the authorities and kubeconfigs of all clusters. Whoever reads the bucket has the fleet: have the
 * store encrypt it with a key of yours (`serverSideEncryption: 'aws:kms'`), and let nobody but the hub and the people on call read it.
 *
 * Members go on while the hub is gone, and nobody repairs them; losing a hub whose clusters are all existing ones loses nothing that is not in Git.
 */
export class HubRecovery extends Construct {
  /** The backups of the hub. */
  public readonly schedule: VeleroSchedule;
  /** Name of the runbook, and what names of Restores begin with. */
  public readonly name: string;
  private readonly fleet: Fleet;

  /** @throws for props that are malformed, and for a store inside of the hub; what only the whole fleet shows is a finding */
  constructor(scope: Construct, id: string, private readonly props: HubRecoveryProps) {
    super(scope, id);
    const { path } = this.node;
    this.fleet = Fleet.of(this);
    this.name = (props as Partial<HubRecoveryProps> | undefined)?.name ?? id;
    checkHubRecovery(path, this.fleet, this.name, props);
    checkRunbookName(this, this.name);
    this.schedule = this.backUp(props);
    checkOutside(path, this.fleet, this.schedule);
    const { fleet, name, schedule } = this;
    makeHubRestore(fleet.chartOf(fleet.hub.name, unitOf(name)), {
      name, hub: fleet.hub, schedule, namespaces: fleet.lazy(model => this.namespacesOf(model)), resources: props.resources ?? [],
    });
    fleet.addCheck(model => hubWithoutClusters(path, fleet.hub.name, clustersOf(model).length));
    fleet.addFiles(() => this.files());
    this.node.defaultChild = schedule.node.defaultChild;
  }

  /** File of the runbook, relative to the folder of the fleet's output. */
  public get runbookFile(): string {
    return runbookFileOf(this.name);
  }

  /** The runbook as Markdown; whole when the program is. */
  public runbook(): string {
    return renderRunbook(hubRunbook(this.plan()));
  }

  private backUp(given: HubRecoveryProps): VeleroSchedule {
    const { schedule = '0 * * * *', namespaces, resources, unpauseOrder, recoveryTimeObjective, ...props } = given;
    try {
      parseCron(schedule);
    } catch (error) {
      throw new Error(`${this.node.path}: schedule: ${(error as Error).message}`);
    }
    return new VeleroSchedule(this, 'backup', {
      ...props, schedule, name: this.name, clusters: [this.fleet.hub], includeClusterResources: true, snapshotVolumes: false,
      excludedResources: LEFT_OUT,
    });
  }

  private plan(): HubPlan {
    return hubPlan(this.fleet, this.name, this.schedule, unitOf(this.name), this.props);
  }

  /** Never empty, since that would be all. */
  private namespacesOf(model: FleetModel): readonly string[] {
    const namespaces = [...clustersOf(model).map(({ namespace }) => namespace), ...this.props.namespaces ?? []];
    return [...new Set(namespaces.length === 0 ? ['default'] : namespaces)].sort();
  }

  private files(): readonly (readonly [path: string, text: string])[] {
    const { release, valuesFile, locationFile } = this.plan();
    return [
      [this.runbookFile, `\n${this.runbook()}`], [locationFile, readOnlyHubLocation(this.schedule, this.fleet.hub)],
      ...(release === undefined ? [] : [[valuesFile, toYaml([release.values])] as const]),
    ];
  }
}
