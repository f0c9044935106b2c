import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { backupSpec } from './backup-spec';
import { checkVeleroScheduleProps } from './check-velero-schedule-props';
import { VeleroOnCluster } from './installation/velero-on-cluster';
import { VeleroRegistry } from './registry';
import type { DeclaredSchedule } from './settled';
import { resourcePolicyFaults } from './specs/resource-policy-faults';
import { scheduleSpecFaults } from './specs/schedule-spec-faults';
import { staggered } from './stagger';
import type { BackupStorage } from './storage/backup-storage';
import { Velero } from './velero';
import type { VeleroScheduleProps } from './velero-schedule-props';
import { BackupSpec, Schedule } from '../../imports/velero';
import { Fleet, ICluster } from '../fleet';
import { toYaml } from '../fleet/output/yaml';

/** What is written raw as a label: with a longer name no backup is made, without a word (velero-io/velero#9531). */
const LONGEST_NAME = 63;

/**
 * Backups of clusters, by Velero: whole clusters or some namespaces, again and again.
 *
 * In each protected cluster it makes the Schedule, and Velero with a place of its own to write to; in the standby cluster Velero, and a location for
 * each protected cluster from which backups are only read. Restores are a `RestorePlan`.
 */
export class VeleroSchedule extends Construct {
  /** Velero in the clusters: give it to further schedules. */
  public readonly velero: Velero;
  /** The protected clusters. */
  public readonly clusters: readonly ICluster[];
  /** The cluster that takes over; undefined without one. */
  public readonly standby?: ICluster;
  /** When backups are made, before it is staggered. */
  public readonly schedule: string;
  /** How long a backup is kept, as the program says it; undefined where Velero's server decides. */
  public readonly ttl?: string;
  /** Namespaces that are backed up; empty for all. */
  public readonly includedNamespaces: readonly string[];
  private readonly fleet: Fleet;
  private readonly props: VeleroScheduleProps;
  private readonly declared = new Map<string, DeclaredSchedule>();

  /** @throws for props that are malformed or contradict each other; everything that only the whole fleet shows is a finding */
  constructor(scope: Construct, id: string, props: VeleroScheduleProps) {
    super(scope, id);
    const { path } = this.node;
    this.fleet = Fleet.of(this);
    checkVeleroScheduleProps(path, this.fleet, props);
    this.props = props;
    this.clusters = props.clusters;
    this.standby = props.standby;
    this.schedule = props.schedule;
    this.ttl = props.ttl;
    this.includedNamespaces = props.includedNamespaces ?? [];
    this.checkSpec();
    this.velero = props.velero ?? this.ownVelero();
    props.clusters.forEach(cluster => this.protect(cluster));
  }

  /**
   * Name of the Schedule of a cluster: what `Restore.spec.scheduleName` names, also in the standby cluster.
   *
   * @throws for a cluster that it does not protect
   */
  public scheduleNameOf(cluster: ICluster): string {
    return this.declaredFor(cluster).name;
  }

  /** The objects of this schedule in a cluster: to change one, or to have others wait for them. */
  public on(cluster: ICluster): Construct {
    return this.fleet.scopeOn(cluster, this);
  }

  /** What is protected of a cluster. @throws for a cluster that it does not protect @internal */
  public declaredFor(cluster: ICluster): DeclaredSchedule {
    const declared = this.declared.get(cluster.name);
    if (declared === undefined) {
      throw new Error(`${this.node.path}: does not protect cluster '${cluster.name}': write one of clusters (${[...this.declared.keys()].join(', ')})`);
    }
    return declared;
  }

  /** Where the backups of a protected cluster are read: its own location, in another cluster the one that only reads. @internal */
  public locationIn(reader: ICluster, owner: ICluster): string {
    const { storage } = this.declaredFor(owner);
    return reader.name === owner.name ? storage.name : this.velero.install(reader).read(owner, storage, this.velero.install(owner).prefixOf(storage));
  }

  /** What Velero needs in a cluster that makes these backups, or restores them: what the node agent has read it writes. @internal */
  public needOn(on: VeleroOnCluster): void {
    const { defaultVolumesToFsBackup, snapshotMoveData, resourcePolicy } = this.props;
    const readsFiles = (resourcePolicy?.volumePolicies ?? []).some(({ action }) => action.type === 'fs-backup');
    if (defaultVolumesToFsBackup || snapshotMoveData || readsFiles) {
      on.needNodeAgent();
    }
    if (snapshotMoveData) {
      on.needCsi();
    }
  }

  private protect(cluster: ICluster): void {
    const { props, node: { path } } = this;
    const name = `${this.namePrefix}-${cluster.name}`;
    if (name.length > LONGEST_NAME) {
      throw new Error(`${path}: name: Schedule '${name}' has ${name.length} characters, and Velero makes no backups when a name has more than ${LONGEST_NAME}: write a shorter name`);
    }
    const on = this.velero.install(cluster);
    const storage = this.storageOf(on);
    this.makePolicies(cluster, name);
    const schedule = new Schedule(this.on(cluster), 'Resource', {
      metadata: { name, namespace: this.velero.namespace },
      spec: {
        schedule: this.cronOf(cluster),
        useOwnerReferencesInBackup: props.useOwnerReferencesInBackup ?? false,
        ...(props.paused !== undefined && { paused: props.paused }),
        template: { ...backupSpec(props, name), storageLocation: storage.name, volumeSnapshotLocations: this.snapshotLocationsOf(on) },
      },
    });
    this.node.defaultChild ??= schedule;
    this.needOn(on);
    const volumes = () => this.volumesOf(on);
    const { velero, standby, volumesDecided } = this;
    // Another schedule may have Velero make snapshots by CSI drivers, for this one too.
    const declared: DeclaredSchedule = { path, velero, cluster, name, storage, standby, volumesDecided, get volumes() { return volumes(); } };
    this.declared.set(cluster.name, declared);
    VeleroRegistry.of(this.fleet).addSchedule(declared);
    if (this.standby !== undefined) {
      this.locationIn(this.standby, cluster);
      this.needOn(this.velero.install(this.standby));
    }
  }

  private get namePrefix(): string {
    return this.props.name ?? this.node.id;
  }

  private cronOf(cluster: ICluster): string {
    const { schedule, stagger } = this.props;
    try {
      return stagger === undefined ? schedule : staggered(schedule, cluster.name, this.namePrefix, stagger);
    } catch (error) {
      throw new Error(`${this.node.path}: stagger: ${(error as Error).message}`);
    }
  }

  private storageOf(on: VeleroOnCluster): BackupStorage {
    const { storageLocation } = this.props;
    const { storages } = on.places;
    const found = storageLocation === undefined ? on.defaultStorage : storages.find(({ name }) => name === storageLocation);
    if (found === undefined) {
      throw new Error(`${this.node.path}: storageLocation: ${on.cluster.name} has no place to write to called '${storageLocation}': write one of ${storages.map(({ name }) => name).join(', ')}`);
    }
    return found;
  }

  /** One for each provider: with several of one provider the program must choose. */
  private snapshotLocationsOf(on: VeleroOnCluster): readonly string[] | undefined {
    const { volumeSnapshotLocations: chosen } = this.props;
    const { snapshotLocations: all } = on.places;
    const unknown = chosen?.find(name => !all.some(location => location.name === name));
    if (unknown !== undefined) {
      throw new Error(`${this.node.path}: volumeSnapshotLocations: ${on.cluster.name} has none called '${unknown}': `
        + `${all.length === 0 ? 'write snapshotLocations' : `write one of ${all.map(({ name }) => name).join(', ')}`}`);
    }
    const used = chosen === undefined ? all : all.filter(({ name }) => chosen.includes(name));
    const twice = used.find((location, i) => used.findIndex(other => other.provider === location.provider) < i);
    if (twice !== undefined) {
      const same = used.filter(({ provider }) => provider === twice.provider).map(({ name }) => name);
      throw new Error(`${this.node.path}: volumeSnapshotLocations: ${same.join(' and ')} are both of provider ${twice.provider}, and a backup takes one for each provider: name the`
        + ' ones to use');
    }
    return used.length === 0 ? undefined : used.map(({ name }) => name);
  }

  private volumesOf(on: VeleroOnCluster): DeclaredSchedule['volumes'] {
    const { defaultVolumesToFsBackup, snapshotMoveData, snapshotVolumes } = this.props;
    if (snapshotMoveData) {
      return 'moved';
    }
    return defaultVolumesToFsBackup ? 'files' : snapshotVolumes !== false && (on.csi || on.places.snapshotLocations.length > 0) ? 'snapshots' : 'none';
  }

  private get volumesDecided(): boolean {
    const { snapshotVolumes, resourcePolicy } = this.props;
    return snapshotVolumes === false || (resourcePolicy?.volumePolicies ?? []).some(({ action }) => ['fs-backup', 'custom'].includes(action.type));
  }

  private makePolicies(cluster: ICluster, name: string): void {
    const { resourcePolicy } = this.props;
    if (resourcePolicy !== undefined) {
      new ApiObject(this.on(cluster), 'policies', {
        apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: this.velero.namespace },
        // Exactly one key, of any name (Velero v1.18.2 internal/resourcepolicies).
        data: { 'policies.yaml': toYaml([{ version: 'v1', ...resourcePolicy }]) },
      });
    }
  }

  private ownVelero(): Velero {
    const {
      storage, snapshotLocations, csi, volumeSnapshotClass, nodeAgent, repositoryPassword, version, namespace, installedBy, values,
    } = this.props;
    return new Velero(this, 'velero', {
      storage: storage!, snapshotLocations, csi, volumeSnapshotClass, nodeAgent, repositoryPassword, version, namespace, installedBy, values,
    });
  }

  /** What the call alone shows, and neither Velero nor its definition would say aloud. */
  private checkSpec(): void {
    const { props, node: { path } } = this;
    const template: BackupSpec = backupSpec(props, 'policies');
    const faults = [
      ...scheduleSpecFaults({ schedule: props.schedule, template }).map(fault => fault.replaceAll(/\btemplate\./g, '')),
      ...(props.resourcePolicy === undefined ? [] : resourcePolicyFaults({ version: 'v1', ...props.resourcePolicy }).map(fault => `resourcePolicy.${fault}`)),
    ];
    if (faults.length > 0) {
      throw new Error(`${path}: ${faults.join('; ')}`);
    }
  }
}
