import type { FluxSource } from './source';
import { FluxDecryption } from '../../delivery/flux';
import { ClusterSelection } from '../application-set/selection';
import { PerCluster } from '../application-set/source';
import type { FluxFleet } from '../flux-fleet';

/** Options for a `FluxFleet`. */
export interface FluxFleetProps extends ClusterSelection {
  /** Where the manifests or the chart come from. */
  readonly source: FluxSource;
  /** Manifests of a folder, as a Kustomization for each cluster. One of `kustomization` and `helmRelease` is given. */
  readonly kustomization?: FluxKustomizationOptions;
  /** A Helm chart, as a HelmRelease for each cluster. */
  readonly helmRelease?: FluxHelmReleaseOptions;
  /** What its objects are called after, unique in the fleet. @default - the construct id */
  readonly name?: string;
  /** How often Flux corrects the clusters, as Go writes durations. @default '10m' */
  readonly interval?: string;
  /** How long it may take until all is healthy. @default '5m', for a chart '10m' */
  readonly timeout?: string;
  /** Others of the same kind that must be ready before it, cluster by cluster. @default - none */
  readonly dependsOn?: readonly FluxFleet[];
  /** Whether Flux leaves it as it is for now. A suspended object that is deleted leaves everything in the cluster. @default false */
  readonly suspend?: PerCluster<boolean>;
  /**
   * Name of the ServiceAccount that Flux acts as in the cluster, in the namespace of the Flux object.
   *
   * @default - none: the identity of the kubeconfig
   */
  readonly serviceAccountName?: string;
  /** ClusterRole with which that ServiceAccount is made in each cluster, with its namespace. @default - it is not made: others look after it */
  readonly clusterRole?: string;
  /** The shard of controllers that looks after a cluster: the value of `sharding.fluxcd.io/key`, on the sources too. @default - none */
  readonly shardingKey?: PerCluster<string | undefined>;
}

/** A Kustomization, in the words of Flux. */
export interface FluxKustomizationOptions {
  /** Folder of the source: `cluster => 'apps/payment-api/overlays/' + cluster.region`. */
  readonly path: PerCluster<string>;
  /** Whether objects that leave the folder are deleted. @default true */
  readonly prune?: boolean;
  /** What happens to its objects when the Kustomization is deleted. @default 'Orphan': they stay */
  readonly deletionPolicy?: 'MirrorPrune' | 'Delete' | 'WaitForTermination' | 'Orphan';
  /** Whether it is ready only when every object is healthy; `healthChecks` then mean nothing. @default - true without healthChecks */
  readonly wait?: boolean;
  /** The objects whose health counts. @default - none */
  readonly healthChecks?: PerCluster<readonly FluxHealthCheck[]>;
  /** How the health of custom resources is told, in CEL. @default - by their conditions */
  readonly healthCheckExprs?: readonly FluxHealthCheckExpression[];
  /** Namespace that all its objects are put into. @default - as they say */
  readonly targetNamespace?: PerCluster<string>;
  /** Variables for `${...}` in the manifests, baked for each cluster. @default - none: nothing is replaced */
  readonly substitute?: PerCluster<Readonly<Record<string, string>>>;
  /** ConfigMaps and Secrets beside the Kustomization with further variables. @default - none */
  readonly substituteFrom?: readonly { readonly kind: 'ConfigMap' | 'Secret'; readonly name: string; readonly optional?: boolean }[];
  /** Images to put in place of others. @default - as the folder says */
  readonly images?: PerCluster<readonly { readonly name: string; readonly newName?: string; readonly newTag?: string; readonly digest?: string }[]>;
  /** How encrypted manifests are read. @default - none is encrypted */
  readonly decryption?: FluxDecryption;
  /** Further fields of `spec`, by their names in Flux, on top of all others: `{ force: true }`. @default - none */
  readonly spec?: PerCluster<Readonly<Record<string, unknown>>>;
}

/** An object whose health counts. */
export interface FluxHealthCheck {
  /** API version: `apps/v1`. */
  readonly apiVersion: string;
  /** Kind: `Deployment`. */
  readonly kind: string;
  /** Name of the object. */
  readonly name: string;
  /** Namespace in the cluster. @default - the object has none */
  readonly namespace?: string;
}

/** How the health of a custom resource is told, in CEL. */
export interface FluxHealthCheckExpression {
  /** API version: `example.com/v1`. */
  readonly apiVersion: string;
  /** Kind of the resource. */
  readonly kind: string;
  /** True when it is healthy: `status.phase == 'Ready'`. */
  readonly current: string;
  /** True while it is on its way. @default - never */
  readonly inProgress?: string;
  /** True when it will not become healthy. @default - never */
  readonly failed?: string;
}

/** A HelmRelease, in the words of Flux. */
export interface FluxHelmReleaseOptions {
  /** Name of the chart in a Helm repository, or its folder in a git repository or bucket; not for an OCI artifact, which is the chart. */
  readonly chart?: PerCluster<string>;
  /** Version of the chart in a Helm repository: `1.2.3`. */
  readonly version?: PerCluster<string>;
  /** Name of the release in Helm, 53 characters at most. @default - the name of the `FluxFleet` */
  readonly releaseName?: string;
  /** Namespace in the clusters; made where it is missing. */
  readonly targetNamespace: string;
  /** Values for the chart, baked for each cluster. @default - those of the chart */
  readonly values?: PerCluster<Readonly<Record<string, unknown>>>;
  /** Files with values, from the root of the source. @default - none */
  readonly valuesFiles?: PerCluster<readonly string[]>;
  /** Further fields of `spec`, by their names in Flux, on top of all others: `{ driftDetection: { mode: 'enabled' } }`. @default - none */
  readonly spec?: PerCluster<Readonly<Record<string, unknown>>>;
}
