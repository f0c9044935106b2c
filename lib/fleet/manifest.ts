/** The least that every Kubernetes object has, as it is written out. */
export interface Manifest {
  /** `v1`, `apps/v1`. */
  readonly apiVersion: string;
  /** `ConfigMap`. */
  readonly kind: string;
  /** What names it. */
  readonly metadata: {
    /** Name of the object. */
    readonly name: string;
    /** Its namespace. @default - it has none */
    readonly namespace?: string;
    /** Its labels. @default - none */
    readonly labels?: Readonly<Record<string, string>>;
    /** Its annotations. @default - none */
    readonly annotations?: Readonly<Record<string, string>>;
  };
  /** Everything else. */
  readonly [field: string]: unknown;
}
