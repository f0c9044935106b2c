import { servicesOfMembers } from './services-of-members';
import { ICluster, IMultiClusterServices } from '../../fleet';

/** Options for `MultiClusterServices.gke`. */
export interface GkeServicesProps {
  /** Clusters that are members of the GKE fleet, one at least. */
  readonly members: readonly ICluster[];
  /**
   * What GKE calls the clusters in names of single pods, by cluster name: membership and location, `{ 'prod-eu': 'prod-eu.europe-west1' }`.
   *
   * @default - not known: `dnsNameOfPod` throws
   */
  readonly clusterIds?: Readonly<Record<string, string>>;
}

const NAME = 'GKE';
const WHERE = 'MultiClusterServices.gke';

/**
 * Multi-cluster Services of GKE: it makes the ServiceImports itself (cloud.google.com/kubernetes-engine/docs/how-to/multi-cluster-services).
 *
 * @throws when an option is malformed
 */
export function gkeServices(props: GkeServicesProps): IMultiClusterServices {
  return servicesOfMembers({ name: NAME, where: WHERE, apiVersion: 'net.gke.io/v1', defaultId }, props);
}

function defaultId(cluster: string): never {
  throw new Error(`${NAME} names a pod by the membership and the location of its cluster: write clusterIds: { '${cluster}': '<membership>.<location>' } in ${WHERE}`);
}
