/** Cluster API: what this library writes for, and what it demands. */
export const CLUSTER_API = {
  /** Kubernetes minors that it can run as workload clusters: cluster-api v1.14.0 `docs/book/src/reference/versions.md`. */
  kubernetesVersions: { oldest: '1.31', newest: '1.36', by: 'Cluster API v1.14', source: 'cluster-api v1.14.0 docs/book/src/reference/versions.md' },
  /**
   * The name is the value of a label (63 characters at most) and the beginning of other names: 40 leave room for `-control-plane-<hash>`.
   * Evidence of longer names failing late: kubernetes-sigs/cluster-api#7710.
   */
  nameLimit: { longest: 40, by: 'Cluster API (names of templates and machines begin with it)', source: 'cluster-api v1.14.0 core/webhooks/admission/cluster.go' },
} as const;
