import type { Deferred, ICluster } from '../../fleet';

/** A key of the secret store that the fleet uses. */
export interface StoreKey {
  /** Key in the store: `acme/velero`. */
  readonly key: string;
  /** Property of its value, where that is an object. @default - the whole value */
  readonly property?: string;
}

/** Credentials in a file, as the provider plug-in of Velero reads it: the key `cloud` of a Secret that is made from the secret store. */
export interface CredentialsFile {
  /** Where the content of the file is kept. Without a secret store people make the Secret beforehand, and the inventory lists it. */
  readonly secret: StoreKey;
}

/** Credentials of the pods of Velero; with a function, of each cluster its own. */
export type CredentialsOf<T> = T | ((cluster: ICluster) => T);

/** Texts by name, some of which may be known only at deployment. */
export type Texts = Readonly<Record<string, string | Deferred>>;

/** What a cluster is to its cloud when Velero reads and writes a location; `T` is that of its values. */
export interface Identity<T extends Texts = Readonly<Record<string, string>>> {
  /** Where the credentials file is kept. @default - none: the pods, or their nodes, are known to the cloud */
  readonly secret?: StoreKey;
  /** Annotations of Velero's ServiceAccount. @default - none */
  readonly serviceAccountAnnotations?: T;
  /** Labels of Velero's pods. @default - none */
  readonly podLabels?: Readonly<Record<string, string>>;
  /** Variables of Velero's containers. @default - none */
  readonly variables?: T;
  /** Keys of a location's `config` that go with the identity. @default - none */
  readonly config?: T;
}

/** What a cluster is to the cloud of a location. */
export type IdentityOf = (cluster: ICluster) => Identity<Texts>;
