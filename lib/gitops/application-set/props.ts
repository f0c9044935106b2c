import { ApplicationSetGenerator } from './generators';
import { ClusterSelection } from './selection';
import { FleetSource, PerCluster } from './source';
import { ApplicationSyncPolicy } from './sync-policy';
import { ApplicationWave } from './waves';
import type { ApplicationDifference } from '../../delivery/argo-cd/application-policy';

/** Options for an `ApplicationSetFleet`. */
export interface ApplicationSetFleetProps extends ClusterSelection {
  /** Namespace in the clusters that the application is installed in. */
  readonly namespace: string;
  /**
   * Whether the namespace is made where it is missing. Write false where the source brings it itself: two that look after one object undo each
   * other's work.
   *
   * @default true
   */
  readonly createNamespace?: boolean;
  /** Name of the application, 53 characters at most, unique in the fleet: its ApplicationSet is called so. @default - the construct id */
  readonly name?: string;
  /** Where its manifests come from. One of `source` and `sources` is given. */
  readonly source?: FleetSource;
  /** Several sources, whose manifests are applied together. */
  readonly sources?: readonly FleetSource[];
  /** Whether objects that leave the source are deleted in the clusters. @default true */
  readonly prune?: boolean;
  /**
   * Clusters that are updated one group after another, in this order: each waits until every Application of those before it is synced and healthy.
   * Each cluster must be in one wave; the wave that selects nothing takes the rest. Argo CD needs a setting for it: `progressiveSyncs()`.
   *
   * @default - all clusters at once
   */
  readonly waves?: readonly ApplicationWave[];

  /** Argo CD project of the Applications: its name, or the construct that makes it. @default 'default' */
  readonly project?: string | { readonly name: string };
  /** Labels of the Applications. @default - only the wave's */
  readonly labels?: Readonly<Record<string, PerCluster<string>>>;
  /** Annotations of the Applications: `notifications.argoproj.io/subscribe...`. @default - one by which the API server computes differences */
  readonly annotations?: Readonly<Record<string, PerCluster<string>>>;
  /**
   * Finalizers of the Applications. `resources-finalizer.argocd.argoproj.io` deletes what runs in a cluster when its Application is deleted.
   *
   * @default - none: what runs in a cluster outlives its Application
   */
  readonly applicationFinalizers?: readonly string[];
  /** How Argo CD syncs the Applications. @default - by itself, undoing changes made in the clusters, and trying again for half an hour */
  readonly syncPolicy?: ApplicationSyncPolicy;
  /** What Argo CD leaves alone in the clusters, beside what controllers own: CA bundles of webhooks, replicas of CoreDNS. @default - nothing more */
  readonly ignoreDifferences?: readonly ApplicationDifference[];

  /**
   * What the ApplicationSet controller may do to Applications: `sync` lets it delete those of clusters that are no longer selected.
   *
   * @default 'create-update': an Application of a cluster that left stays until somebody deletes it
   */
  readonly applicationsSync?: 'create-only' | 'create-update' | 'create-delete' | 'sync';
  /** Whether what runs in the clusters outlives its Applications. @default true */
  readonly preserveResourcesOnDeletion?: boolean;
  /**
   * Finalizers of the ApplicationSet. Without the default one, deleting it deletes its Applications by their owner reference, whatever
   * `applicationsSync` says (Argo CD v3.5.1, docs/operator-manual/applicationset/Controlling-Resource-Modification.md).
   *
   * @default `['resources-finalizer.argocd.argoproj.io']`
   */
  readonly finalizers?: readonly string[];
  /** Order in which Applications are deleted with their ApplicationSet; `Reverse`, last wave first, needs `waves`. @default 'AllAtOnce' */
  readonly deletionOrder?: 'AllAtOnce' | 'Reverse';
  /** Fields of Applications that the controller does not write again: `[{ jsonPointers: ['/spec/source/targetRevision'] }]`. @default - none */
  readonly ignoreApplicationDifferences?: readonly {
    /** Name of one Application. @default - all */
    readonly name?: string;
    /** Fields as JSON pointers. @default - none */
    readonly jsonPointers?: readonly string[];
    /** Fields as jq finds them. @default - none */
    readonly jqPathExpressions?: readonly string[];
  }[];

  /**
   * Generators of Argo CD, for clusters that come and go without this program:
   * a `clusters` generator with a selector, for example.
   * Every text of the source, of labels and annotations is then a Go template, and `clusters`, `matchLabels` and `regions` are not given.
   *
   * @default - one list of the clusters of the fleet, with everything in it that differs between them
   */
  readonly generators?: readonly ApplicationSetGenerator[];
  /**
   * With `generators`: name of each Application, a Go template.
   *
   * @default - the name of this application, a dash and `.nameNormalized`, where all of them give clusters
   */
  readonly applicationName?: string;
  /** With `generators`: the cluster of each Application, a Go template. @default - the `.server` of each cluster, where all of them give clusters */
  readonly destination?: { readonly name: string; readonly server?: undefined } | { readonly server: string; readonly name?: undefined };
  /** With `generators` and `waves`: the wave of each Application, a Go template: `'{{ index .metadata.labels "wave" }}'`. */
  readonly wave?: string;
}

/** Props that only an ApplicationSet of Argo CD has: another delivery could not keep what they promise. */
export const ARGO_CD_ONLY: readonly (keyof ApplicationSetFleetProps)[] = [
  'project', 'labels', 'annotations', 'applicationFinalizers', 'syncPolicy', 'ignoreDifferences', 'applicationsSync', 'preserveResourcesOnDeletion',
  'finalizers', 'deletionOrder', 'ignoreApplicationDifferences', 'generators', 'applicationName', 'destination', 'wave',
];
