import { KubeconfigUser } from './kubeconfig-user';
import { ClusterModel } from '../../fleet';

/** Options for a `ClusterInventory`. */
export interface ClusterInventoryProps {
  /**
   * Namespace on the hub that the ClusterProfiles lie in, and that is made. One namespace is one inventory: no other cluster manager should put
   * profiles of its own there.
   *
   * @default - the id of the fleet
   */
  readonly namespace?: string;
  /**
   * Name of the cluster manager: `spec.clusterManager.name` of each profile, and its label `x-k8s.io/cluster-manager`. The value of a label, unique
   * among the cluster managers of the hub. The API server refuses to change it in a profile that exists: another name takes new profiles.
   *
   * @default - the id of the fleet
   */
  readonly clusterManager?: string;
  /**
   * Name of the ClusterSet, where the clusters are one: equal names of namespaces mean the same in all of them. It becomes the label
   * `multicluster.x-k8s.io/clusterset` of the namespace (Cluster Inventory API v0.1.2).
   *
   * @default - the inventory does not stand for a ClusterSet
   */
  readonly clusterSet?: string;
  /**
   * Keys of the labels of clusters that their profiles get too: `['stage']`. A key that no cluster has is a `cluster-inventory-unknown-name` finding.
   *
   * @default - all labels of each cluster
   */
  readonly labels?: readonly string[];
  /** What the kubeconfig of the fleet needs to know; `{}` is enough where all clusters are of EKS. @default - no kubeconfig is written */
  readonly kubeconfig?: KubeconfigProps;
}

/** What a kubeconfig must know that the clusters of the fleet do not say. No credential can be part of it. */
export interface KubeconfigProps {
  /**
   * Where API servers are, by the name of the cluster; the hub is one of them. What is written here is used in place of what the cluster says. A name
   * that is no cluster is a `cluster-inventory-unknown-name` finding.
   *
   * @default - as the `access` of each cluster says, where its type is `eks`; any other is left out, with a `kubeconfig-access-unknown` finding
   */
  readonly servers?: Readonly<Record<string, KubeconfigServer>>;
  /**
   * How people get in, for all clusters, or a function that is asked for each. Where the function gives undefined the default holds.
   *
   * @default - `KubeconfigUser.awsEks()` where the type of `access` is `eks`; any other is left out, with a `kubeconfig-access-unknown` finding
   */
  readonly user?: KubeconfigUser | ((cluster: ClusterModel) => KubeconfigUser | undefined);
}

/** Where the API server of a cluster is. */
export interface KubeconfigServer {
  /** Its address: `https://prod-eu.example.com:6443`. */
  readonly server: string;
  /**
   * Certificates of the authority that signed its certificate, PEM in base64 as `certificate-authority-data` of kubeconfigs has it. They are public.
   *
   * @default - the authorities that the machine of who runs `kubectl` trusts
   */
  readonly certificateAuthority?: string;
  /** Name that its certificate is issued for, where that is not the host of the address: `kubernetes`. @default - the host of the address */
  readonly tlsServerName?: string;
}
