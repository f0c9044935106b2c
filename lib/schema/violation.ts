/** Which part of the schema a value breaks. */
export type SchemaRule =
  | 'unknown-field' | 'required' | 'type' | 'enum' | 'pattern' | 'bounds' | 'format'
  | 'all-of' | 'any-of' | 'one-of' | 'not'
  | 'list-map-keys' | 'list-set' | 'embedded-resource' | 'metadata' | 'scope'
  | 'cel' | 'cel-unevaluated';

/** One way in which an object does not satisfy its CRD. */
export interface SchemaViolation {
  /** Where in the object: `spec.clusterNetwork.pods.cidrBlocks[0]`, empty for the object itself. */
  readonly path: string;
  readonly rule: SchemaRule;
  /** What is wrong and what to write instead, without the path. */
  readonly message: string;
}
