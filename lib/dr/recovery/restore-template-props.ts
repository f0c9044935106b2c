import type { HookTargets, VeleroLabelSelector } from '../backup-template-props';

/** A command that runs in a container of a restored pod. */
export interface RestoreHookExec {
  /** The command and its arguments, one at least; no shell reads it. */
  readonly command: readonly string[];
  /** Name of the container. @default - the first of the pod */
  readonly container?: string;
  /** When it fails: `Fail`: no further commands run in that pod; `Continue`. The restore ends as partially failed either way. @default 'Continue' */
  readonly onError?: 'Continue' | 'Fail';
  /** How long it may take, as a Go duration. @default 30s */
  readonly execTimeout?: string;
  /** How long to wait for the container, as a Go duration. @default - without end */
  readonly waitTimeout?: string;
  /** Whether it waits until the container is ready, in place of running. @default false */
  readonly waitForReady?: boolean;
}

/** Init containers that restored pods get before their own. */
export interface RestoreHookInit {
  /** The containers, as in a pod; each with `name`, `image` and `command`, which Velero asks for. */
  readonly initContainers: readonly Readonly<Record<string, unknown>>[];
  /** A Go duration that Velero v1.18.2 keeps, and does nothing with. @default - none */
  readonly timeout?: string;
}

/** What happens in pods when they are restored. */
export interface RestoreHook extends HookTargets {
  /** Init containers that pods get. @default - none */
  readonly init?: readonly RestoreHookInit[];
  /** Commands that run when containers do. @default - none */
  readonly exec?: readonly RestoreHookExec[];
}

/** One operation of a JSON patch (RFC 6902). */
export interface RestorePatch {
  /** What is done. `test` leaves an object as it is where it does not hold. */
  readonly operation: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  /** Where: `/spec/replicas`; `~1` stands for a slash in a key. */
  readonly path: string;
  /** Where from, for `move` and `copy`. */
  readonly from?: string;
  /** The value, for `add`, `replace` and `test`: text, a number, true, false, null, a list or an object. */
  readonly value?: unknown;
}

/** Changes objects of one kind before they are restored (Velero v1.18.2, `internal/resourcemodifiers`). */
export interface RestoreModifierRule {
  /** Which objects it changes: those that meet all of it, as they are in the backup. */
  readonly conditions: {
    /** Kind, with its group where it has one: `deployments.apps`, `persistentvolumeclaims`; `*` stands for any characters but dots. */
    readonly groupResource: string;
    /** Namespaces of the backup. @default - all */
    readonly namespaces?: readonly string[];
    /** Regular expression of Go that names match somewhere: `^db-`. @default - all */
    readonly resourceNameRegex?: string;
    /** Labels. @default - all */
    readonly labelSelector?: VeleroLabelSelector;
    /** Fields that have a value. @default - all */
    readonly matches?: readonly { readonly path: string; readonly value: unknown }[];
  };
  /** A JSON patch. One of three. */
  readonly patches?: readonly RestorePatch[];
  /** JSON merge patches, one after the other: `{ metadata: { annotations: { old: null } } }`. One of three. */
  readonly mergePatches?: readonly Readonly<Record<string, unknown>>[];
  /** Strategic merge patches, for kinds of Kubernetes itself. One of three. */
  readonly strategicPatches?: readonly Readonly<Record<string, unknown>>[];
}

/** What is restored of a backup and how: every field of a Velero Restore (v1.18.2) but the backup that it takes. */
export interface RestoreTemplateProps {
  /** Namespaces to restore, as the backup names them. @default - all of the backup */
  readonly includedNamespaces?: readonly string[];
  /** Namespaces to leave out. @default - none */
  readonly excludedNamespaces?: readonly string[];
  /** Kinds to restore, as `kubectl api-resources` names them: `deployments.apps`. @default - all of the backup */
  readonly includedResources?: readonly string[];
  /** Kinds to leave out. @default - those that Velero never restores, such as nodes and events */
  readonly excludedResources?: readonly string[];
  /**
   * Whether objects that lie in no namespace are restored.
   *
   * @default - all where every namespace is restored; otherwise those that go with what is restored, such as volumes
   */
  readonly includeClusterResources?: boolean;
  /** Objects to restore. Not with `orLabelSelectors`. @default - all */
  readonly labelSelector?: VeleroLabelSelector;
  /** Objects to restore: those that one of the selectors takes. @default - all */
  readonly orLabelSelectors?: readonly VeleroLabelSelector[];
  /** Other names for namespaces: `{ production: 'drill' }`, each by its name and never by a pattern. @default - the names of the backup */
  readonly namespaceMapping?: Readonly<Record<string, string>>;
  /** Whether volumes are restored from snapshots. @default - where the backup has some */
  readonly restorePVs?: boolean;
  /** Whether Services keep their node ports. @default false */
  readonly preserveNodePorts?: boolean;
  /**
   * What happens to objects that are there already: `none`: they stay as they are; `update`: they are patched to be as in the backup. Data of
   * volumes is never written over.
   *
   * @default 'none'
   */
  readonly existingResourcePolicy?: 'none' | 'update';
  /** Kinds whose `status` is restored too; an empty list of included ones stands for all. @default - none */
  readonly restoreStatus?: { readonly includedResources?: readonly string[]; readonly excludedResources?: readonly string[] };
  /** How long what plug-ins do in the background may take for an item, as a Go duration. @default 4h0m0s */
  readonly itemOperationTimeout?: string;
  /** What happens in pods when they are restored. @default - nothing */
  readonly hooks?: readonly RestoreHook[];
  /** Changes to objects before they are restored; they become a ConfigMap. @default - none */
  readonly resourceModifier?: readonly RestoreModifierRule[];
  /** How files of volumes are written, where data was moved or backed up as files. @default - not sparse, as many at once as the node has CPUs */
  readonly uploaderConfig?: { readonly writeSparseFiles?: boolean; readonly parallelFilesDownload?: number };
}
