import { Construct } from 'constructs';
import { checkVeleroProps } from './check-velero-props';
import { VeleroOnCluster } from './installation/velero-on-cluster';
import { VeleroRegistry } from './registry';
import type { BackupStorage } from './storage/backup-storage';
import { EachCluster, VeleroProps } from './velero-props';
import { Fleet, ICluster } from '../fleet';

/**
 * Velero on clusters of the fleet, with the places that backups are written to.
 *
 * It is installed in each cluster that something protects or restores in, by the delivery of the fleet. A `VeleroSchedule` makes one for itself, or
 * is given one that several share.
 */
export class Velero extends Construct {
  /** Namespace of Velero, in every cluster the same. */
  public readonly namespace: string;
  private readonly fleet: Fleet;
  private readonly props: VeleroProps;
  private readonly clusters = new Map<string, VeleroOnCluster>();

  /** @throws for props that show their fault alone */
  constructor(scope: Construct, id: string, props: VeleroProps) {
    super(scope, id);
    this.fleet = Fleet.of(this);
    checkVeleroProps(this.node.path, props);
    this.props = props;
    this.namespace = props.namespace ?? 'velero';
    VeleroRegistry.of(this.fleet).addVelero(this);
  }

  /** The objects of Velero in a cluster: to change one, or to have others wait for them. */
  public on(cluster: ICluster): Construct {
    return this.fleet.scopeOn(cluster, this);
  }

  /** Whether the password of volume data is one of the fleet's own. @internal */
  public get hasPassword(): boolean {
    return this.props.repositoryPassword !== undefined;
  }

  /** Version of the chart that the program asks for. @internal */
  public get chartVersion(): string | undefined {
    return this.props.version;
  }

  /** Whether the program asks for the node agent itself: for volumes that pods are annotated with. @internal */
  public get asksForNodeAgent(): boolean {
    return this.props.nodeAgent === true;
  }

  /** Who installs it, where the program does not. @internal */
  public get installedBy(): string | undefined {
    return this.props.installedBy;
  }

  /** The clusters that have it, by name. @internal */
  public get installations(): ReadonlyMap<string, VeleroOnCluster> {
    return this.clusters;
  }

  /**
   * Installs Velero in a cluster, once.
   *
   * @throws when the cluster has no place to write to, or several and none of them is the default
   * @internal
   */
  public install(cluster: ICluster): VeleroOnCluster {
    const present = this.clusters.get(cluster.name);
    if (present !== undefined) {
      return present;
    }
    const { storage, snapshotLocations, volumeSnapshotClass } = this.props;
    const places = {
      storages: this.checked(cluster, listOf(storage, cluster)),
      snapshotLocations: listOf(snapshotLocations, cluster),
      snapshotClasses: listOf(volumeSnapshotClass, cluster),
    };
    const installed = new VeleroOnCluster(this.fleet, this, { ...this.props, namespace: this.namespace }, cluster, places);
    this.clusters.set(cluster.name, installed);
    return installed;
  }

  private checked(cluster: ICluster, storages: readonly BackupStorage[]): readonly BackupStorage[] {
    const where = `${this.node.path}: storage of ${cluster.name}`;
    const names = storages.map(({ name }) => name);
    const twice = names.find((name, i) => names.indexOf(name) < i);
    const defaults = storages.filter(storage => storage.default).map(({ name }) => name);
    if (storages.length === 0) {
      throw new Error(`${where}: names no place to write backups to; write a BackupStorage`);
    }
    if (twice !== undefined) {
      throw new Error(`${where}: two places are called '${twice}': give one of them another name`);
    }
    if (defaults.length > 1 || (storages.length > 1 && defaults.length === 0)) {
      throw new Error(`${where}: ${defaults.length > 1 ? `${defaults.join(' and ')} are both the default` : `none of ${names.join(', ')} is the default`}: write default: true`
        + ' for one of them; Velero itself keeps the newest and changes the others (backup_storage_location_controller.go at v1.18.2)');
    }
    return storages;
  }
}

function listOf<T>(given: EachCluster<T> | undefined, cluster: ICluster): readonly T[] {
  const value = typeof given === 'function' ? (given as (of: ICluster) => T | readonly T[])(cluster) : given;
  return value === undefined ? [] : Array.isArray(value) ? value : [value as T];
}
