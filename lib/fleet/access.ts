import type { Deferred } from './deferred';

/** How a controller on the hub reaches the API server of a cluster. Names and references: credentials are never in the program. */
export type ClusterAccess = KubeconfigAccess | EksAccess;

/** By a kubeconfig in a Secret on the hub. Cluster API makes one for each of its clusters. */
export interface KubeconfigAccess {
  /** Tells this kind of access from the others: always `kubeconfig`. */
  readonly type: 'kubeconfig';
  /** Namespace of the Secret on the hub. */
  readonly namespace: string;
  /** Name of the Secret: `eu-kubeconfig`. */
  readonly name: string;
  /** Key of the Secret that holds the kubeconfig: one context, no command to run. @default 'value', as Cluster API and Flux have it */
  readonly key?: string;
  /**
   * Key of the outside secret store that the kubeconfig is kept under, for an existing cluster: `clusters/eu/kubeconfig`. The Secret is then made
   * from it (`Secrets.clusterStore(...)`).
   *
   * @default - Cluster API makes the Secret of its clusters; that of an existing one is made by people, and an entry of the inventory
   */
  readonly storeKey?: string;
}

/** By the AWS identity of the controller: an EKS cluster with an access entry for the role. */
export interface EksAccess {
  /** Tells this kind of access from the others: always `eks`. */
  readonly type: 'eks';
  /** Address of the API server: `https://....eks.amazonaws.com`. */
  readonly server: string;
  /** Certificate of the cluster's authority, PEM in base64 as `aws eks describe-cluster` and kubeconfigs have it. It is public. */
  readonly certificateAuthority: string;
  /** ARN of the cluster: `arn:aws:eks:eu-west-1:111122223333:cluster/prod-eu`. */
  readonly clusterArn: string;
  /** ARN of the role that the controller takes. The access entry of the cluster puts it into the Kubernetes group `argocd-manager`. */
  readonly roleArn: string;
}

/** `ClusterAccess` as it is given: what the same program makes may be deferred. */
export type ClusterAccessProps = KubeconfigAccess | EksAccessProps;

/** An `EksAccess` as it is given. The ARN of the cluster has its name and region in it, which must be known. */
export interface EksAccessProps extends Omit<EksAccess, 'server' | 'certificateAuthority' | 'roleArn'> {
  /** Address of the API server: `https://....eks.amazonaws.com`, or deferred. */
  readonly server: string | Deferred;
  /** Certificate of the cluster's authority, PEM in base64 as `aws eks describe-cluster` and kubeconfigs have it, or deferred. It is public. */
  readonly certificateAuthority: string | Deferred;
  /** ARN of the role that the controller takes, or deferred. The access entry of the cluster puts it into the Kubernetes group `argocd-manager`. */
  readonly roleArn: string | Deferred;
}
