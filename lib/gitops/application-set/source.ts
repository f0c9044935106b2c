import { ClusterModel } from '../../fleet';

/** A value for all clusters, or a function that gives each cluster its own; what the function returns is baked at synth. */
export type PerCluster<T> = T | ((cluster: ClusterModel) => T);

/** Where the manifests of an application come from; what may differ between clusters is a value or a function of the cluster. */
export type FleetSource = FleetDirectorySource | FleetKustomizeSource | FleetHelmSource;

/** What every source in a repository says. */
export interface FleetRepositorySource {
  /** Git repository (`https://...`, `ssh://...`, `git@host:path`), or an OCI artifact: `oci://...`. */
  readonly repoUrl: string;
  /** Branch, tag, commit or semver range of the repository; tag or digest of an OCI artifact. */
  readonly targetRevision: PerCluster<string>;
  /**
   * Folder in the repository or the artifact, without a leading slash, `.` for all of it; often with an overlay for each region:
   * `cluster => 'apps/payment-api/overlays/' + cluster.region`.
   */
  readonly path: PerCluster<string>;
}

/** Manifests as they lie in a folder. */
export interface FleetDirectorySource extends FleetRepositorySource {
  /** Tells this kind of source from the others: always `directory`. */
  readonly type: 'directory';
  /** Whether folders below it count too. @default false */
  readonly recurse?: boolean;
}

/** A folder with a `kustomization.yaml`. */
export interface FleetKustomizeSource extends FleetRepositorySource {
  /** Tells this kind of source from the others: always `kustomize`. */
  readonly type: 'kustomize';
  /**
   * Images to put in place of others: `payment-api=registry.example.com/payment-api:v2.1.0`. Every cluster gets the same number of them.
   *
   * @default - as the folder says
   */
  readonly images?: PerCluster<readonly string[]>;
}

/** A Helm chart, from a Helm repository (`chart`) or from a folder of a git repository (`path`). */
export interface FleetHelmSource {
  /** Tells this kind of source from the others: always `helm`. */
  readonly type: 'helm';
  /** Helm repository (`https://...`, `oci://...`) or git repository. */
  readonly repoUrl: string;
  /** Version of the chart; for a git repository branch, tag or commit. */
  readonly targetRevision: PerCluster<string>;
  /** Name of the chart in a Helm repository. One of `chart` and `path` is given. */
  readonly chart?: string;
  /** Folder of the chart in a git repository. */
  readonly path?: PerCluster<string>;
  /** Name of the Helm release, 53 characters at most; two charts of an application need two. @default - name of the application */
  readonly releaseName?: string;
  /** Values for the chart on every cluster. @default - those of the chart */
  readonly values?: Readonly<Record<string, unknown>>;
  /**
   * Values of each cluster on top of `values`: maps merge key by key, anything else replaces what was there, and `null` takes a default of the
   * chart away.
   *
   * @default - `values` alone
   */
  readonly valuesPerCluster?: (cluster: ClusterModel) => Readonly<Record<string, unknown>>;
  /** Files with values, relative to the chart. Every cluster gets the same number of them. @default - none */
  readonly valueFiles?: PerCluster<readonly string[]>;
}
