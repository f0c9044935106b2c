/** What the API server knows about one version of a kind. */
export interface SchemaStructure {
  /** API group, `cluster.x-k8s.io`; empty for the core group. */
  readonly group: string;
  /** `v1beta2` */
  readonly version: string;
  /** `Cluster` */
  readonly kind: string;
  readonly scope: 'Namespaced' | 'Cluster';
  /** `openAPIV3Schema` of the version: a structural schema of apiextensions.k8s.io/v1. */
  readonly schema: object;
}

/** The keywords of a structural schema that mean something to the check; the others are prose. */
export interface StructuralSchema {
  readonly 'type'?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly 'nullable'?: boolean;
  readonly 'default'?: unknown;
  readonly 'enum'?: readonly unknown[];
  readonly 'format'?: string;
  readonly 'pattern'?: string;
  readonly 'minLength'?: number;
  readonly 'maxLength'?: number;
  readonly 'minimum'?: number;
  readonly 'maximum'?: number;
  readonly 'exclusiveMinimum'?: boolean;
  readonly 'exclusiveMaximum'?: boolean;
  readonly 'multipleOf'?: number;
  readonly 'items'?: StructuralSchema;
  readonly 'minItems'?: number;
  readonly 'maxItems'?: number;
  readonly 'uniqueItems'?: boolean;
  readonly 'properties'?: Readonly<Record<string, StructuralSchema>>;
  readonly 'additionalProperties'?: StructuralSchema | boolean;
  readonly 'required'?: readonly string[];
  readonly 'minProperties'?: number;
  readonly 'maxProperties'?: number;
  readonly 'allOf'?: readonly StructuralSchema[];
  readonly 'anyOf'?: readonly StructuralSchema[];
  readonly 'oneOf'?: readonly StructuralSchema[];
  readonly 'not'?: StructuralSchema;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map';
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-validations'?: readonly ValidationRule[];
}

/** One entry of `x-kubernetes-validations`. */
export interface ValidationRule {
  /** A CEL expression that is true for a valid value, called `self`. */
  readonly rule: string;
  readonly message?: string;
  readonly messageExpression?: string;
  /** Path below `self` that a failure is reported at, `.spec.replicas`. */
  readonly fieldPath?: string;
  readonly optionalOldSelf?: boolean;
}
