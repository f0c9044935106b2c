import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';

/** Objects without a namespace of their own go where `kubectl apply` puts them. */
export const NO_NAMESPACE = 'default';

/** What a project permits or not about an object. */
export interface FolderObject {
  /** API group, empty for the core group. */
  readonly group: string;
  /** Kind. */
  readonly kind: string;
  /** Name. */
  readonly name: string;
  /** Its namespace as it is declared. @default - none: an object of the whole cluster, or one for the namespace `default` */
  readonly namespace?: string;
  /** Path of its construct. */
  readonly path: string;
}

/** The objects under a chart, by what their constructs declare; nothing is rendered. */
export function objectsUnder(chart: IConstruct): readonly FolderObject[] {
  return chart.node.findAll().filter(construct => ApiObject.isApiObject(construct)).map(({ apiVersion, kind, name, metadata, node }) => ({
    group: apiVersion.includes('/') ? apiVersion.split('/')[0] : '', kind, name, namespace: metadata.namespace, path: node.path,
  }));
}

/** Kinds of Kubernetes v1.36 that have no namespace, by group: `kubectl api-resources --namespaced=false`. */
const CLUSTER_SCOPED: Readonly<Record<string, readonly string[]>> = {
  '': ['Namespace', 'Node', 'PersistentVolume'],
  'admissionregistration.k8s.io': [
    'MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding', 'MutatingWebhookConfiguration', 'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding', 'ValidatingWebhookConfiguration',
  ],
  'apps': [],
  'autoscaling': [],
  'batch': [],
  'coordination.k8s.io': [],
  'discovery.k8s.io': [],
  'events.k8s.io': [],
  'networking.k8s.io': ['IngressClass', 'IPAddress', 'ServiceCIDR'],
  'policy': [],
  'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
};

/** Whether an object is, or may be, one of the whole cluster. Of kinds that Kubernetes does not have, a declared namespace tells. */
export function mayBeClusterScoped({ group, kind, namespace }: FolderObject): boolean {
  return namespace === undefined && (CLUSTER_SCOPED[group]?.includes(kind) ?? true);
}

/** Whether an object is, or may be, one of a namespace. */
export function mayBeNamespaced({ group, kind, namespace }: FolderObject): boolean {
  return namespace !== undefined || !(CLUSTER_SCOPED[group]?.includes(kind) ?? false);
}
