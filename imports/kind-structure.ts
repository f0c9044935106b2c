/** What an API server is told about one kind: the stored version of its CRD, without prose and without `status`. */
export interface KindStructure {
  /** API group, e.g. `cluster.x-k8s.io`. */
  readonly group: string;
  /** Stored version, e.g. `v1beta2`. */
  readonly version: string;
  /** Kind, e.g. `Cluster`. */
  readonly kind: string;
  /** Plural resource name, e.g. `clusters`. */
  readonly plural: string;
  /** Where its objects live. */
  readonly scope: 'Namespaced' | 'Cluster';
  /** Structural OpenAPI v3 schema of the whole object, with the `x-kubernetes-*` keywords of the CRD. */
  readonly schema: object;
}
