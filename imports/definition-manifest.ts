/** A CustomResourceDefinition as it is applied. */
export interface DefinitionManifest {
  /** Always `apiextensions.k8s.io/v1`. */
  readonly apiVersion: string;
  /** Always `CustomResourceDefinition`. */
  readonly kind: string;
  /** What names it. */
  readonly metadata: {
    /** Plural and group, e.g. `certificates.cert-manager.io`. */
    readonly name: string;
    /** None, until a caller sets some. */
    readonly labels?: Readonly<Record<string, string>>;
    /** None, until a caller sets some. */
    readonly annotations?: Readonly<Record<string, string>>;
  };
  /** What it defines. */
  readonly spec: DefinitionSpec;
  /** A definition is a manifest like any other. */
  readonly [field: string]: unknown;
}

/** What a CustomResourceDefinition defines. */
export interface DefinitionSpec {
  /** API group, e.g. `cert-manager.io`. */
  readonly group: string;
  /** What the API server and `kubectl` call it. */
  readonly names: DefinitionNames;
  /** Where its objects live. */
  readonly scope: 'Namespaced' | 'Cluster';
  /** Its versions; exactly one is stored. */
  readonly versions: readonly DefinitionVersion[];
}

/** The names of a kind. */
export interface DefinitionNames {
  /** Kind, e.g. `Certificate`. */
  readonly kind: string;
  /** Kind of a list of them. */
  readonly listKind?: string;
  /** In an address of the API, e.g. `certificates`. */
  readonly plural: string;
  /** On the command line. */
  readonly singular?: string;
  /** On the command line, shorter. */
  readonly shortNames?: readonly string[];
  /** Groups of kinds that `kubectl get` knows. */
  readonly categories?: readonly string[];
}

/** One version of a kind. */
export interface DefinitionVersion {
  /** E.g. `v1`. */
  readonly name: string;
  /** Whether the API server answers for it. */
  readonly served: boolean;
  /** Whether objects are stored as it. */
  readonly storage: boolean;
  /** Whether a client that uses it is warned. */
  readonly deprecated?: boolean;
  /** The structural schema of its objects; their `status` may hold anything. */
  readonly schema: { readonly openAPIV3Schema: DefinitionSchema };
  /** `status`, `scale`. */
  readonly subresources?: Readonly<Record<string, object>>;
  /** Fields by which objects can be selected. */
  readonly selectableFields?: ReadonlyArray<{ readonly jsonPath: string }>;
  /** Columns of `kubectl get`. */
  readonly additionalPrinterColumns?: readonly PrinterColumn[];
}

/** The schema of a whole object. */
export interface DefinitionSchema {
  /** `object`. */
  readonly type: string;
  /** The fields at the top. */
  readonly properties: Readonly<Record<string, object>>;
  /** Those that every object has. */
  readonly required?: readonly string[];
}

/** A column of `kubectl get`. */
export interface PrinterColumn {
  /** Head of the column. */
  readonly name: string;
  /** OpenAPI type of the value. */
  readonly type: string;
  /** Where the value is. */
  readonly jsonPath: string;
  /** Above 0 only in wide output. @default 0 */
  readonly priority?: number;
  /** OpenAPI format of the value. @default - none */
  readonly format?: string;
}
