import { Construct } from 'constructs';
import { checkVeleroProps } from './check-velero-props';
import { placesOf } from './installation/places';
import { VeleroOnCluster } from './installation/velero-on-cluster';
import { VeleroRegistry } from './registry';
import type { VeleroProps } from './velero-props';
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
   * @throws when the cluster has another Velero, no place to write to, or several and none of them is the default
   * @internal
   */
  public install(cluster: ICluster): VeleroOnCluster {
    const present = this.clusters.get(cluster.name);
    if (present !== undefined) {
      return present;
    }
    this.checkAlone(cluster);
    const places = placesOf(this.node.path, this.props, cluster);
    const installed = new VeleroOnCluster(this.fleet, this, { ...this.props, namespace: this.namespace }, cluster, places);
    this.clusters.set(cluster.name, installed);
    return installed;
  }

  /** One server for a cluster and namespace. */
  private checkAlone(cluster: ICluster): void {
    const other = VeleroRegistry.of(this.fleet).veleroOf(cluster.name, candidate => candidate.namespace === this.namespace
      || (candidate.installedBy === undefined && this.installedBy === undefined));
    if (other !== undefined) {
      throw new Error(`${this.node.path}: ${cluster.name} has Velero already, that of ${other.node.path}: share it, by velero: <that Velero, or schedule.velero> in place of`
        + ' storage and the other options of a Velero');
    }
  }
}
