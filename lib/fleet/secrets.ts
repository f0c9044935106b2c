import type { IConstruct } from 'constructs';
import type { Fleet } from './fleet';
import { SecretEntry } from './model';

/** How Secrets come to be that a program needs and whose content it may not hold. */
export interface ISecrets {
  /** How messages call it: `External Secrets`. */
  readonly name: string;
  /** Whether what is handed over arrives by itself. Where people bring it, Secrets that only pass content on need not be. */
  readonly handsOver: boolean;
  /** Has a Secret made, or lists it as one that people make; either way with a `secret` claim. */
  provide(fleet: Fleet, construct: IConstruct, secret: SecretRequest): void;
  /** Has keys of a Secret that a controller makes brought to where other clusters take them from; without a way to do so, people bring them. */
  handOver(fleet: Fleet, construct: IConstruct, secret: SecretHandover): void;
}

/** A Secret that exists in one cluster, and whose content others need. */
export interface SecretHandover {
  /** Name of the cluster that it lies in. */
  readonly cluster: string;
  /** Namespace of the Secret. */
  readonly namespace: string;
  /** Name of the Secret. */
  readonly name: string;
  /** Where each of its keys goes in the secret store. @default - none goes by itself */
  readonly keys?: Readonly<Record<string, { readonly key: string; readonly property?: string }>>;
  /** Where all of its keys go together, as properties of one key of the secret store. @default - they do not */
  readonly whole?: { readonly key: string };
}

/** A Secret that something of the fleet reads. */
export interface SecretRequest {
  /** Name of the cluster that it lies in. */
  readonly cluster: string;
  /** Unit of the cluster whose folder brings what makes the Secret. @default - the main objects */
  readonly unit?: string;
  /** Namespace of the Secret. */
  readonly namespace: string;
  /** Name of the Secret. */
  readonly name: string;
  /** Type of the Secret. @default 'Opaque' */
  readonly type?: string;
  /** Labels of the Secret, by which its reader finds it. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the Secret. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * The text of each key, as a Go template over the inputs (External Secrets' engine v2: sprig, `fromYaml`, `toJson` and others). It holds no
   * material itself: `{{ .kubeconfig }}`.
   */
  readonly template: Readonly<Record<string, string>>;
  /** Where each input of the template comes from, by name. */
  readonly inputs: Readonly<Record<string, SecretSource>>;
  /**
   * Keys of the secret store that are taken whole: each property of one becomes a key of the Secret. What was handed over whole is taken like this,
   * without a template and without inputs.
   *
   * @default - none
   */
  readonly whole?: readonly { readonly key: string }[];
  /** The keys that come from `whole`, for the inventory. @default - any */
  readonly wholeKeys?: readonly string[];
  /** Who reads the Secret, for the inventory: `Argo CD`. */
  readonly readBy: string;
  /** Who replaces its content when it expires, for the inventory: `Cluster API, at half of its certificate's year`. */
  readonly rotatedBy: string;
  /** What people put into it where nothing makes it, for the inventory. @default - what they choose */
  readonly content?: string;
}

/** A key of another Secret of the cluster, or of the secret store that the fleet uses. */
export type SecretSource =
  | { readonly type: 'secret'; readonly namespace: string; readonly name: string; readonly key: string }
  | { readonly type: 'store'; readonly key: string; readonly property?: string };

/** A Secret that something reads in a place that only the settled fleet knows. */
export interface NeededSecret {
  /** Name of the cluster that it lies in. */
  readonly cluster: string;
  /** The Secret. */
  readonly secret: SecretEntry;
}

/** The keys of a Secret, sorted; `*` where any may come from the secret store. */
export function keysOf({ template, whole = [], wholeKeys = ['*'] }: SecretRequest): readonly string[] {
  return [...Object.keys(template), ...whole.length === 0 ? [] : wholeKeys].sort();
}
