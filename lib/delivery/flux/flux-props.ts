import type { ClusterModel } from '../../fleet';
import { checkNoCredentials } from '../../fleet/check-address';
import { checkLabel, checkProps, FLAG, MAP, TEXT, TEXT_MAP } from '../../fleet/check-props';

/** Where Flux runs: on the hub alone, from where it reaches every member, or in each cluster for that cluster. */
export type FluxForm = 'hub-and-spoke' | 'per-cluster';

/** How encrypted manifests are read. */
export interface FluxDecryption {
  /** The one that Flux knows. */
  readonly provider: 'sops';
  /**
   * Name of the Secret with the keys, in the namespace of each Kustomization.
   *
   * @default - the key service of a cloud, by the identity of the controller
   */
  readonly secretRef?: string;
}

/** Options for `Delivery.flux`. */
export interface FluxDeliveryProps {
  /** What holds the output: a git repository (`https://...`, `ssh://...`), or an OCI artifact (`oci://...`). */
  readonly url: string;
  /** Folder of the repository or artifact that is the output folder of this program, `.` for all of it. @default 'dist' */
  readonly path?: string;
  /** Branch of a git repository. @default 'main', where none of tag, commit and semver is given */
  readonly branch?: string;
  /** Tag of a git repository or an OCI artifact. @default - none; for an artifact 'latest' */
  readonly tag?: string;
  /** Commit of a git repository. @default - none */
  readonly commit?: string;
  /** Range of versions whose newest tag is taken: `>=1.0.0`. @default - none */
  readonly semver?: string;
  /** Name of the Secret that opens a private repository, in each namespace that has Kustomizations. @default - none: it is public */
  readonly secretRef?: string;
  /**
   * Names of Secrets that open the private repositories of charts and applications, by the address of the repository or the beginning of it up to a
   * slash: `{ 'https://git.example.com/acme': 'acme-git' }`. The longest that fits counts. Each lies beside the sources that it opens.
   *
   * @default - all of them are public
   */
  readonly repositorySecrets?: Readonly<Record<string, string>>;
  /** How often Flux looks at the repository and corrects the clusters, as Go writes durations: `10m`. @default '10m' */
  readonly interval?: string;
  /** How long a folder may take until it is healthy, as Go writes durations. @default '5m' */
  readonly timeout?: string;
  /** Namespace of Flux, and of its objects for a cluster whose kubeconfig names no other. @default 'flux-system' */
  readonly namespace?: string;
  /** Where Flux runs. @default 'hub-and-spoke' */
  readonly form?: FluxForm;
  /**
   * The shard of controllers that looks after a cluster: the value of the label `sharding.fluxcd.io/key`, on its sources too.
   *
   * @default - none: the controllers without a shard
   */
  readonly shardingKey?: (cluster: ClusterModel) => string | undefined;
  /**
   * Name of a ServiceAccount that Flux acts as in a member. It, its namespace and its binding to `clusterRole` are delivered to the member first, by
   * the identity of the kubeconfig, which must be allowed to impersonate it.
   *
   * @default - none: Flux acts as the identity of the kubeconfig
   */
  readonly serviceAccountName?: string;
  /** ClusterRole of that ServiceAccount. @default 'cluster-admin' */
  readonly clusterRole?: string;
  /** How encrypted manifests of the folders are read. @default - none is encrypted */
  readonly decryption?: FluxDecryption;
  /**
   * Whether Flux takes the role of each EKS cluster with a ServiceAccount of its own. The controllers need the feature gate
   * `ObjectLevelWorkloadIdentity`, which is off (fluxcd/pkg auth v0.54.1 `feature_gates.go`).
   *
   * @default false: the controllers themselves have the one role that all EKS clusters name
   */
  readonly objectLevelWorkloadIdentity?: boolean;
}

const DURATION = /^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/;

/** @throws for options that show their fault alone */
export function checkFluxProps(props: FluxDeliveryProps): void {
  const where = 'Delivery.flux: ';
  checkProps(where, props, { url: TEXT }, {
    path: TEXT, branch: TEXT, tag: TEXT, commit: TEXT, semver: TEXT, secretRef: TEXT, interval: TEXT, timeout: TEXT, namespace: TEXT, form: TEXT,
    shardingKey: { words: 'a function of a cluster', is: value => typeof value === 'function' },
    serviceAccountName: TEXT, clusterRole: TEXT, decryption: MAP, repositorySecrets: TEXT_MAP, objectLevelWorkloadIdentity: FLAG,
  });
  checkUrl(`${where}url`, props.url);
  Object.keys(props.repositorySecrets ?? {}).forEach(url => checkUrl(`${where}repositorySecrets`, url));
  checkPath(`${where}path`, props.path ?? '.');
  checkDurations(where, props, ['interval', 'timeout']);
  if (props.namespace !== undefined) {
    checkLabel(`${where}namespace`, props.namespace);
  }
  if (props.form !== undefined && props.form !== 'hub-and-spoke' && props.form !== 'per-cluster') {
    throw new Error(`${where}form: write 'hub-and-spoke' or 'per-cluster', got '${String(props.form)}'`);
  }
  const given = (['branch', 'tag', 'commit', 'semver'] as const).filter(name => props[name] !== undefined);
  if (given.length > 1) {
    throw new Error(`${where}${given.join(' and ')} are given, and one revision is taken; keep one of them`);
  }
  if (props.url.startsWith('oci://') && (props.branch !== undefined || props.commit !== undefined)) {
    throw new Error(`${where}${given[0]}: an OCI artifact has none; write tag or semver`);
  }
}

/**
 * @throws for credentials, and for a repository that Flux does not read: source-controller v1.9.4 `api/v1/gitrepository_types.go`,
 * `ocirepository_types.go`
 */
export function checkUrl(where: string, url: string): void {
  checkNoCredentials(where, url);
  if (!/^(https?|ssh|oci):\/\/[^\s/]+/.test(url)) {
    throw new Error(`${where}: write https://..., ssh://... or oci://..., got '${url}'`);
  }
}

/** @throws for a folder that leaves the repository or begins at its root */
export function checkPath(where: string, path: string): void {
  if (path.startsWith('/') || path.split('/').includes('..')) {
    throw new Error(`${where}: write a folder of the repository without a leading slash and without '..', got '${path}'`);
  }
}

/** @throws for a duration that the schema of Flux refuses: days and weeks are none */
export function checkDurations<K extends string>(where: string, props: Readonly<Partial<Record<K, unknown>>>, names: readonly K[]): void {
  for (const name of names) {
    if (props[name] !== undefined && !DURATION.test(String(props[name]))) {
      throw new Error(`${where}${name}: write a duration such as '10m' or '1h30m', got '${String(props[name])}'`);
    }
  }
}
