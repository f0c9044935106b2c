import { APPLICATION_RETRIES, applicationOptions, syncPolicy } from '../../delivery/argo-cd/application-policy';

/**
 * How Argo CD brings an Application into its cluster; the fields of `spec.syncPolicy` of an Application, Argo CD v3.5. Whether it deletes what left
 * the source is the prop `prune`.
 */
export interface ApplicationSyncPolicy {
  /** Whether and how Argo CD syncs by itself. `false`: people sync by hand. @default `{ selfHeal: true }` */
  readonly automated?: false | {
    /** Whether changes made in the cluster are undone. @default true */
    readonly selfHeal?: boolean;
    /** Whether a source that renders to nothing may delete everything. @default false */
    readonly allowEmpty?: boolean;
  };
  /**
   * What happens after a failed sync. A retry takes the newest commit of a branch, and of the Application itself what it said when the sync
   * began: one without an end never takes a corrected `targetRevision` or value.
   *
   * @default - it is tried 10 times, after 15s, 30s, ... up to 5m
   */
  readonly retry?: ApplicationRetry;
  /**
   * Options of each sync, as Argo CD writes them.
   *
   * @default `['ServerSideApply=true', 'RespectIgnoreDifferences=true', 'FailOnSharedResource=true', 'CreateNamespace=true']`
   */
  readonly syncOptions?: readonly string[];
  /** Labels and annotations of the namespace that Argo CD makes. @default - none */
  readonly managedNamespaceMetadata?: {
    /** Labels of the namespace. @default - none */
    readonly labels?: Readonly<Record<string, string>>;
    /** Annotations of the namespace. @default - none */
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

/** How often and when a failed sync is tried again. */
export interface ApplicationRetry {
  /** How often; -1 for ever. @default - as Argo CD: none */
  readonly limit?: number;
  /** Whether a new revision ends the tries of the old one. @default false */
  readonly refresh?: boolean;
  /** How long to wait between. @default - as Argo CD: 5s, doubled each time, up to 3m */
  readonly backoff?: {
    /** The first wait: `30s`. */
    readonly duration?: string;
    /** By what each wait is longer than the one before. */
    readonly factor?: number;
    /** The longest wait: `10m`. */
    readonly maxDuration?: string;
  };
}

/** `spec.syncPolicy` of each Application. Booleans stand in the template as they are: Go templates make nothing but text. */
export function syncPolicyOf(
  { automated = {}, retry, syncOptions, managedNamespaceMetadata }: ApplicationSyncPolicy, prune: boolean, createNamespace: boolean,
) {
  const usual = syncPolicy(prune, applicationOptions(createNamespace), APPLICATION_RETRIES);
  return {
    // A RollingSync prunes only where the template says so here, although it syncs by itself (Argo CD v3.5.1, progressive_sync.go).
    automated: automated === false ? undefined : { ...usual.automated, ...automated },
    retry: retry ?? usual.retry,
    syncOptions: syncOptions ?? usual.syncOptions,
    managedNamespaceMetadata,
  };
}
