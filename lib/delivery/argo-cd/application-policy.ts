import type { ClusterModel } from '../../fleet';

/** A difference between the repository and the cluster that Argo CD leaves alone: it neither reports it nor writes over it. */
export interface ApplicationDifference {
  /** API group of the objects; empty text for the core group. @default - the core group */
  readonly group?: string;
  /** Kind of the objects. */
  readonly kind: string;
  /** Name of the object. @default - all objects of the kind */
  readonly name?: string;
  /** Namespace of the object. @default - any */
  readonly namespace?: string;
  /** Fields as JSON pointers: `/spec/replicas`. @default - none */
  readonly jsonPointers?: readonly string[];
  /** Fields as paths of jq: `.webhooks[]?.clientConfig.caBundle`. @default - none */
  readonly jqPathExpressions?: readonly string[];
  /** Writers whose fields are left alone, as `managedFields` names them. @default - none */
  readonly managedFieldsManagers?: readonly string[];
}

/**
 * Fields that controllers write into objects which a chart or a program made, and that a sync would take away from them.
 *
 * Only fields of which an object may carry another value itself are here: charts render empty or generated certificates, and a Deployment of
 * CoreDNS has an image, which kubeadm's control plane raises together with Kubernetes (Cluster API v1.14.0 controlplane/kubeadm `UpdateCoreDNS`).
 * What an object leaves out needs no entry, since server-side apply owns only what is written: replicas of an autoscaled pool, the endpoint
 * of a control plane, what a provider fills into a list of subnets (`listType=map`). The Corefile is no entry: a program that writes it means it.
 */
export const CONTROLLER_OWNED: readonly ApplicationDifference[] = [
  { group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration', jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'] },
  { group: 'admissionregistration.k8s.io', kind: 'ValidatingWebhookConfiguration', jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'] },
  { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', jsonPointers: ['/spec/conversion/webhook/clientConfig/caBundle'] },
  { group: 'apiregistration.k8s.io', kind: 'APIService', jsonPointers: ['/spec/caBundle'] },
  {
    group: 'apps', kind: 'Deployment', namespace: 'kube-system', name: 'coredns', jsonPointers: ['/spec/replicas'],
    jqPathExpressions: ['.spec.template.spec.containers[]?|select(.name=="coredns")|.image'],
  },
];

/** Fields of objects of a cluster that its constructs leave to controllers. */
export function ownedIn({ controllerOwned }: ClusterModel): readonly ApplicationDifference[] {
  return controllerOwned.map(({ group, kind, name, namespace, jsonPointers }) => ({
    ...(group !== '' && { group }), kind, name, ...(namespace !== undefined && { namespace }), jsonPointers,
  }));
}

/**
 * Differences are computed by the API server of the cluster, in a dry run of the apply: what it or a webhook fills in, and what a controller owns,
 * is no difference. Argo CD's own computation knows no defaults of CRDs (Argo CD v3.5.1 docs/user-guide/diff-strategies.md).
 */
export const COMPARE_OPTIONS = { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' };

const APPLY = ['ServerSideApply=true', 'RespectIgnoreDifferences=true', 'FailOnSharedResource=true'];
/**
 * For the objects of the hub's folder: large folders are applied in part.
 *
 * What left is not deleted last there. That is a wave of its own, so the sync would first wait until everything that it has changed is healthy:
 * Clusters that are being made, ApplicationSets that go through their waves. And a sync that waits takes no newer commit, a revert for example
 * (Argo CD v3.5.1 gitops-engine/pkg/sync/sync_context.go `Sync`, `multiStep`; resource_customizations ApplicationSet, Cluster).
 */
export const HUB_FOLDER_OPTIONS = [...APPLY, 'ApplyOutOfSyncOnly=true'];
/** For the objects of a member's folder: what left is deleted once the rest is healthy. */
export const FOLDER_OPTIONS = [...HUB_FOLDER_OPTIONS, 'PruneLast=true'];
/** For charts: every sync runs the hooks of the whole chart. */
export const CHART_OPTIONS = [...APPLY, 'CreateNamespace=true'];

/** For applications from repositories of their own. */
export function applicationOptions(createNamespace: boolean): readonly string[] {
  return createNamespace ? CHART_OPTIONS : APPLY;
}

/**
 * How often a failed sync of a folder is tried again: for ever. Argo CD does not try a commit again whose sync has failed for good (Argo CD v3.5.1
 * controller/appcontroller.go `autoSync`), and an object may have to wait for a CRD that another Application brings. What mends it is a commit, and
 * a retry takes the newest one.
 */
export const FOLDER_RETRIES = -1;
/**
 * The same for an Application that says itself what it brings, a version or values: for about half an hour. A retry brings what the Application
 * said when the sync began, so one without an end would never take what was corrected (Argo CD v3.5.1 controller/appcontroller.go `autoSync`,
 * controller/sync.go `newSyncOperationResult`). After the last one a corrected Application is synced at once.
 */
export const APPLICATION_RETRIES = 10;

/** How an Application is synced: by itself, against drift too, never to an empty cluster (`allowEmpty` is left out). */
export function syncPolicy(prune: boolean, syncOptions: readonly string[], retries: number) {
  return {
    automated: { enabled: true, prune, selfHeal: true },
    retry: { limit: retries, refresh: true, backoff: { duration: '15s', factor: 2, maxDuration: '5m' } },
    syncOptions,
  };
}
