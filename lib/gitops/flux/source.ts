/** Where Flux finds manifests or a chart, in the words of its kinds. */
export type FluxSource = FluxGitSource | FluxOciSource | FluxHelmRepositorySource | FluxBucketSource;

/** What every source says. */
export interface FluxSourceOptions {
  /** How often it is looked at, as Go writes durations. @default - as often as the clusters are corrected */
  readonly interval?: string;
  /** Name of the Secret that opens it, beside each source. @default - none: it is public */
  readonly secretRef?: string;
  /** Further fields of `spec`, by their names in Flux, on top of all others: `{ verify: { ... } }`. @default - none */
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** A git repository. One of `branch`, `tag`, `semver`, `commit` and `name` is given. */
export interface FluxGitSource extends FluxSourceOptions {
  /** Tells this kind of source from the others: always `git`. */
  readonly type: 'git';
  /** `https://...`, `ssh://...`. */
  readonly url: string;
  /** Branch that is followed. */
  readonly branch?: string;
  /** Tag. */
  readonly tag?: string;
  /** Range of versions whose newest tag is taken. */
  readonly semver?: string;
  /** Commit. */
  readonly commit?: string;
  /** Reference of git: `refs/heads/main`, `refs/pull/420/head`. */
  readonly name?: string;
}

/** An OCI artifact: manifests, or a Helm chart. One of `tag`, `semver` and `digest` is given. */
export interface FluxOciSource extends FluxSourceOptions {
  /** Tells this kind of source from the others: always `oci`. */
  readonly type: 'oci';
  /** `oci://...`. */
  readonly url: string;
  /** Tag. */
  readonly tag?: string;
  /** Range of versions whose newest tag is taken. */
  readonly semver?: string;
  /** Digest: `sha256:...`. */
  readonly digest?: string;
}

/** A repository of Helm charts over HTTP. */
export interface FluxHelmRepositorySource extends FluxSourceOptions {
  /** Tells this kind of source from the others: always `helm`. */
  readonly type: 'helm';
  /** `https://...`. */
  readonly url: string;
}

/** A bucket of object storage. */
export interface FluxBucketSource extends FluxSourceOptions {
  /** Tells this kind of source from the others: always `bucket`. */
  readonly type: 'bucket';
  /** Name of the bucket. */
  readonly bucketName: string;
  /** Address of the storage, without a scheme: `s3.amazonaws.com`. */
  readonly endpoint: string;
  /** Region of the bucket. @default - none */
  readonly region?: string;
}

/** The kind of Flux that each type of source is. */
export const KIND_OF = { git: 'GitRepository', oci: 'OCIRepository', helm: 'HelmRepository', bucket: 'Bucket' } as const;
const REVISIONS = { git: ['branch', 'tag', 'semver', 'commit', 'name'], oci: ['tag', 'semver', 'digest'], helm: [], bucket: [] } as const;

/** The fields of a source that name a revision, as they are given. */
export function revisionOf(source: FluxSource): Readonly<Record<string, string>> {
  const fields = source as unknown as Readonly<Record<string, string | undefined>>;
  return Object.fromEntries(REVISIONS[source.type].flatMap(name => (fields[name] === undefined ? [] : [[name, fields[name]]])));
}

/** `spec` of a source. */
export function sourceSpec(source: FluxSource, interval: string, holdsChart: boolean): Readonly<Record<string, unknown>> {
  const ref = revisionOf(source);
  return {
    interval: source.interval ?? interval,
    ...(source.type === 'bucket' ? { bucketName: source.bucketName, endpoint: source.endpoint, region: source.region } : { url: source.url }),
    // A mirror holds charts as OCI artifacts.
    ...(source.type === 'helm' && source.url.startsWith('oci://') ? { type: 'oci' } : {}),
    ...(Object.keys(ref).length === 0 ? {} : { ref }),
    // What `helm push` makes is taken as it is; manifests are unpacked.
    ...(source.type === 'oci' && holdsChart ? { layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' } } : {}),
    ...(source.secretRef === undefined ? {} : { secretRef: { name: source.secretRef } }),
    ...source.spec,
  };
}
