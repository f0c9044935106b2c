import { ClusterModel, ClusterNetwork, Fleet, KubernetesVersion } from '../fleet';

/** What an infrastructure is told of the cluster that it makes machines for. */
export interface ManagedClusterContext {
  /** The fleet that the cluster is in: takes claims, and gives lazy values. */
  readonly fleet: Fleet;
  /** Cluster name. */
  readonly name: string;
  /** Namespace on the hub. */
  readonly namespace: string;
  /** Path of the `ManagedCluster`, for messages. */
  readonly path: string;
  /** Kubernetes version of the control plane, and of pools that name none. */
  readonly version: KubernetesVersion;
  /** The ranges as the user wrote them; settled ones come from `model`. */
  readonly network: ClusterNetwork;
  /** Labels that Cluster API objects of this cluster carry. */
  readonly labels: Readonly<Record<string, string>>;
  /** Annotations for what must not be pruned. */
  readonly protection: () => Record<string, string>;
  /** The cluster as settled; for use inside `fleet.lazy`. */
  readonly model: () => ClusterModel;
}
