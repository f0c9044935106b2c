import { Construct } from 'constructs';
import { checkInventoryProps } from './check-inventory-props';
import { clusterInventoryDefinitions } from './definitions';
import { kubeconfigOf } from './kubeconfig';
import { kubeconfigEntries } from './kubeconfig-entries';
import { CLUSTER_SET_LABEL, profileLabels } from './profile-labels';
import { ClusterInventoryProps, KubeconfigProps } from './props';
import { leftOutOf, unknownNames } from './rules';
import { ClusterProfile } from '../../../imports/cluster-inventory';
import { Fleet, FleetModel } from '../../fleet';

/** Beside the folders of the clusters. No suffix of YAML: who applies or lists manifests must not meet it. */
const KUBECONFIG_FILE = '_kubeconfig';

/**
 * The clusters of the fleet, for programs and for people: a ClusterProfile on the hub for each of them (Cluster Inventory API v0.1.2), the hub among
 * them, and a kubeconfig without credentials in the output folder.
 *
 * The status of a profile (version, health, how controllers get in) belongs to a controller in the hub, and nothing of it is written here. A plain
 * cdk8s `App` writes no kubeconfig.
 */
export class ClusterInventory extends Construct {
  private static readonly all = new WeakMap<Fleet, string>();

  /** Namespace on the hub that the ClusterProfiles lie in. */
  public readonly namespace: string;
  /** Name of the cluster manager that the profiles name. */
  public readonly clusterManager: string;

  /** @throws when a prop is malformed, or looks like a credential, and when the fleet has an inventory already */
  constructor(scope: Construct, id: string, private readonly props: ClusterInventoryProps = {}) {
    super(scope, id);
    const fleet = Fleet.of(this);
    const { path } = this.node;
    checkInventoryProps(path, props);
    const present = ClusterInventory.all.get(fleet);
    if (present !== undefined) {
      throw new Error(`${path}: fleet '${fleet.node.id}' has a ClusterInventory already (${present}); it has one kubeconfig, and one profile for each`
        + ' cluster');
    }
    ClusterInventory.all.set(fleet, path);
    this.namespace = props.namespace ?? fleet.node.id;
    this.clusterManager = props.clusterManager ?? fleet.node.id;
    const cluster = fleet.hub.name;
    const labels: Readonly<Record<string, string>> = props.clusterSet === undefined ? {} : { [CLUSTER_SET_LABEL]: props.clusterSet };
    fleet.claim({ type: 'namespace', cluster, path, name: this.namespace, labels });
    fleet.claim({ type: 'component', cluster, path, component: clusterInventoryDefinitions() });
    fleet.makeLate(new Construct(fleet.scopeOn(cluster, this), 'profiles'), (late, model) => this.makeProfiles(late, model));
    fleet.addCheck(model => unknownNames(path, props, model));
    if (props.kubeconfig) {
      this.addKubeconfig(fleet, props.kubeconfig);
    }
  }

  private makeProfiles(scope: Construct, model: FleetModel): void {
    for (const cluster of model.clusters) {
      new ClusterProfile(scope, cluster.name, {
        metadata: { name: cluster.name, namespace: this.namespace, labels: profileLabels(cluster, this.clusterManager, this.props.labels) },
        spec: { displayName: cluster.name, clusterManager: { name: this.clusterManager } },
      });
    }
  }

  private addKubeconfig(fleet: Fleet, props: KubeconfigProps): void {
    const { path } = this.node;
    fleet.addCheck(model => leftOutOf(path, model, kubeconfigEntries(path, props, model).leftOut));
    fleet.addFiles(model => {
      const { entries } = kubeconfigEntries(path, props, model);
      return entries.length === 0 ? [] : [[KUBECONFIG_FILE, kubeconfigOf(entries)]];
    });
  }
}
