import { servicesOfMembers } from './services-of-members';
import { ICluster, IMultiClusterServices } from '../../fleet';

/** Options for `MultiClusterServices.awsCloudMap`. */
export interface AwsCloudMapServicesProps {
  /** Clusters that the controller is installed in, one at least. */
  readonly members: readonly ICluster[];
  /**
   * Values of the ClusterProperty `cluster.clusterset.k8s.io`, by cluster name: `{ 'prod-eu': 'eu-1' }`.
   *
   * @default - the name of the cluster
   */
  readonly clusterIds?: Readonly<Record<string, string>>;
}

/**
 * The AWS Cloud Map MCS controller (aws/aws-cloud-map-mcs-controller-for-k8s at 57f4231: config/crd/bases, README.md).
 *
 * @throws when an option is malformed
 */
export function awsCloudMapServices(props: AwsCloudMapServicesProps): IMultiClusterServices {
  return servicesOfMembers({
    name: 'AWS Cloud Map MCS controller', where: 'MultiClusterServices.awsCloudMap', apiVersion: 'multicluster.x-k8s.io/v1alpha1', defaultId: cluster => cluster,
  }, props);
}
