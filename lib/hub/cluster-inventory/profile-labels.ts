import { ClusterModel } from '../../fleet';
import { isLabelValue } from '../../fleet/label';

/** Whose profile it is (Cluster Inventory API v0.1.2 apis/v1alpha1 LabelClusterManagerKey); it equals `spec.clusterManager.name`. */
export const CLUSTER_MANAGER_LABEL = 'x-k8s.io/cluster-manager';
/** On a namespace: the ClusterSet that its profiles are (Cluster Inventory API v0.1.2 apis/v1alpha1 LabelClusterSetKey). */
export const CLUSTER_SET_LABEL = 'multicluster.x-k8s.io/clusterset';
/** Kubernetes has a label for a region, and none for a cloud. */
const REGION_LABEL = 'topology.kubernetes.io/region';
const CLOUD_LABEL = 'cdk8s-fleet/cloud';
/** Who gives work to every cluster of an inventory must be able to leave out the hub. */
const ROLE_LABEL = 'cdk8s-fleet/role';

/**
 * Labels of the ClusterProfile of a cluster. What the program calls a cloud or a region can be any text; one that is no value of a label is left out.
 *
 * @param keys of the labels of the cluster that are copied; undefined for all
 */
export function profileLabels(cluster: ClusterModel, manager: string, keys: readonly string[] | undefined): Readonly<Record<string, string>> {
  const place = Object.entries({ [CLOUD_LABEL]: cluster.cloud, [REGION_LABEL]: cluster.region, [ROLE_LABEL]: cluster.role })
    .filter((entry): entry is [string, string] => entry[1] !== undefined && isLabelValue(entry[1]));
  const own = Object.entries(cluster.labels).filter(([key]) => keys === undefined || keys.includes(key));
  return { ...Object.fromEntries([...place, ...own]), [CLUSTER_MANAGER_LABEL]: manager };
}
