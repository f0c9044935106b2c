import { Construct, IConstruct } from 'constructs';
import type { Fleet } from './fleet';
import type { Manifest } from './manifest';
import { ClusterModel, FleetModel, HelmRelease } from './model';

/**
 * How objects and Helm charts reach the clusters of a fleet: plain files, Argo CD, Flux.
 *
 * Constructs ask for folders, charts and applications and never name a delivery; a delivery never names what asks.
 */
export interface IDelivery {
  /** How messages and the lock call it: `Argo CD`. */
  readonly name: string;
  /**
   * Whether something deletes objects from a cluster, or stops looking after them, because they left the output. A fleet may change its
   * delivery only while this is false: `withoutPruning()`.
   */
  readonly prunes: boolean;
  /** Whether a controller reads the folders of the output from a repository. Only a `FleetApp` writes them. */
  readonly readsFolders: boolean;
  /**
   * Called once by the fleet, before it has a cluster.
   *
   * @param scope under the fleet; `fleet.scopeOn(fleet.hub, scope)` is the place on the hub for objects that belong to no construct
   */
  bind(fleet: Fleet, scope: Construct): IBoundDelivery;
}

/** A delivery at work in a fleet. Its methods are called in constructors, when the hub is known; settled values are read in `Lazy` ones. */
export interface IBoundDelivery {
  /** Makes what brings a folder of the output to its cluster. Called once for each. */
  deliverFolder(folder: DeliveredFolder): void;
  /** Makes what installs a Helm chart in a cluster, in the name of a construct. */
  installRelease(construct: IConstruct, release: DeliveredRelease): void;
  /**
   * Makes what runs an application from a repository of its own on several clusters, in the name of a construct.
   *
   * @default - the delivery has no way of its own: constructs for a controller of their choice make its objects on the hub
   */
  deliverApplication?(construct: IConstruct, application: DeliveredApplication): void;
  /**
   * Annotations that the controller needs on an object of a delivered folder. They take the place of what is there, so a delivery looks at it
   * first: what a program wrote itself means something.
   *
   * @param wave 0 for an object that depends on no other, else one more than the highest of those that it depends on
   * @param folder the folder that it lies in
   */
  annotationsOf?(manifest: Manifest, wave: number, folder: Pick<DeliveredFolder, 'cluster' | 'unit' | 'wave'>): Readonly<Record<string, string>>;
  /** Why the controller does not delete an object that has left its folder, to follow `because`: `it has an owner`; undefined when it does. */
  leavesBehind?(manifest: Manifest): string | undefined;
}

/** A folder of the output that belongs into a cluster. */
export interface DeliveredFolder {
  /** Name of the cluster. */
  readonly cluster: string;
  /** Unit of the cluster whose objects it holds. @default - the main objects */
  readonly unit?: string;
  /** Its place among the folders of the cluster: a lower number is delivered, and healthy, before a higher one begins. The main folder has 0. */
  readonly wave: number;
  /** The folder, relative to the output folder: `prod-eu`; for `Lazy` values. */
  path(): string;
}

/** A Helm release to install in a cluster. */
export interface DeliveredRelease {
  /** Name of the cluster. */
  readonly cluster: string;
  /** Name of the release. */
  readonly name: string;
  /** Namespace in the cluster. */
  readonly namespace: string;
  /** `https://...` or `oci://...`. */
  readonly repository: string;
  /** Releases of the same cluster that it waits for, where the controller can wait. @default - none */
  readonly after?: readonly string[];
  /** Version and values as settled; for `Lazy` values. */
  settled(): HelmRelease;
}

/** Where the manifests of an application come from. */
export type ApplicationSource = DirectorySource | KustomizeSource | HelmSource;

/** What every source in a repository says. */
export interface RepositorySource {
  /** Git repository (`https://...`, `ssh://...`, `git@host:path`), or an OCI artifact: `oci://...`. */
  readonly repoUrl: string;
  /** Branch, tag, commit or semver range of the repository; tag or digest of an OCI artifact. */
  readonly targetRevision: string;
  /** Folder in the repository or the artifact, without a leading slash: `apps/payment-api/overlays/eu-west-1`. */
  readonly path: string;
}

/** Manifests as they lie in a folder. */
export interface DirectorySource extends RepositorySource {
  /** Tells this kind of source from the others: always `directory`. */
  readonly type: 'directory';
  /** Whether folders below it count too. @default false */
  readonly recurse?: boolean;
}

/** A folder with a `kustomization.yaml`. */
export interface KustomizeSource extends RepositorySource {
  /** Tells this kind of source from the others: always `kustomize`. */
  readonly type: 'kustomize';
  /** Images to put in place of others: `payment-api=registry.example.com/payment-api:v2.1.0`. @default - as the folder says */
  readonly images?: readonly string[];
}

/** A Helm chart, from a Helm repository (`chart`) or from a folder of a git repository (`path`). */
export interface HelmSource {
  /** Tells this kind of source from the others: always `helm`. */
  readonly type: 'helm';
  /** Helm repository (`https://...`, `oci://...`) or git repository. */
  readonly repoUrl: string;
  /** Version of the chart; for a git repository branch, tag or commit. */
  readonly targetRevision: string;
  /** Name of the chart in a Helm repository. One of `chart` and `path` is given. */
  readonly chart?: string;
  /** Folder of the chart in a git repository. */
  readonly path?: string;
  /** Name of the Helm release, 53 characters at most. */
  readonly releaseName: string;
  /** Values for the chart. @default - those of the chart */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Files with values, relative to `path`. @default - none */
  readonly valueFiles?: readonly string[];
}

/** An application on many clusters. */
export interface DeliveredApplication {
  /** Name of the application, unique in the fleet: `payment-api`. */
  readonly name: string;
  /** Namespace in the clusters that it is installed in. */
  readonly namespace: string;
  /** Whether the namespace is made where it is missing; false where the source brings it. */
  readonly createNamespace: boolean;
  /** Whether objects that leave the source are deleted in the clusters. */
  readonly prune: boolean;
  /** The waves in their order; a cluster of a later one waits until all of the earlier ones are healthy. Empty when all go at once. */
  readonly waves: readonly string[];
  /** The clusters that it runs on, with what each gets, sorted by cluster; for `Lazy` values and objects that are made late. */
  targets(model: FleetModel): readonly ApplicationTarget[];
}

/** An application on one cluster, with everything baked that depends on the cluster. */
export interface ApplicationTarget {
  /** The cluster. */
  readonly cluster: ClusterModel;
  /** Its wave. @default - none: the application has no waves */
  readonly wave?: string;
  /** What it runs there; at least one. */
  readonly sources: readonly ApplicationSource[];
}
