import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { groupOf } from '../../fleet/names';
import { CLUSTER_SCOPED } from '../cluster-scoped-kinds';

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
    group: groupOf(apiVersion), kind, name, namespace: metadata.namespace, path: node.path,
  }));
}

/** Groups of Kubernetes of which every kind is known; of any other, a declared namespace tells. */
const KNOWN_GROUPS: readonly string[] = [
  '', 'admissionregistration.k8s.io', 'apps', 'autoscaling', 'batch', 'coordination.k8s.io', 'discovery.k8s.io', 'events.k8s.io', 'networking.k8s.io',
  'policy', 'rbac.authorization.k8s.io',
];

/** Whether an object is, or may be, one of the whole cluster. Of kinds that Kubernetes does not have, a declared namespace tells. */
export function mayBeClusterScoped({ group, kind, namespace }: FolderObject): boolean {
  return namespace === undefined && (isClusterScoped(group, kind) ?? true);
}

/** Whether an object is, or may be, one of a namespace. */
export function mayBeNamespaced({ group, kind, namespace }: FolderObject): boolean {
  return namespace !== undefined || !(isClusterScoped(group, kind) ?? false);
}

/** Undefined where it is not known. */
function isClusterScoped(group: string, kind: string): boolean | undefined {
  return KNOWN_GROUPS.includes(group) ? CLUSTER_SCOPED[group]?.includes(kind) ?? false : undefined;
}
