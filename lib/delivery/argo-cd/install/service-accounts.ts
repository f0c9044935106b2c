import { nameOf, ofPart, Part, PARTS } from './names';
import { CLUSTER_RULES, RULES } from './rules';
import type { Manifest } from '../../../fleet';

const RBAC = 'rbac.authorization.k8s.io';

/**
 * The accounts of all parts and what they may do (Argo CD v3.5.1 manifests/base, manifests/cluster-rbac).
 *
 * Upstream's ClusterRoleBindings name the namespace `argocd`; here they follow the installation.
 */
export function accounts(namespace: string): readonly Manifest[] {
  const inNamespace = (part: Part) => ({ ...ofPart(part), namespace });
  return [
    ...PARTS.map(part => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: inNamespace(part) })),
    ...RULES.map(([part, rules]) => ({ apiVersion: `${RBAC}/v1`, kind: 'Role', metadata: inNamespace(part), rules })),
    ...CLUSTER_RULES.map(([part, rules]) => ({ apiVersion: `${RBAC}/v1`, kind: 'ClusterRole', metadata: ofPart(part), rules })),
    ...RULES.map(([part]) => ({ ...binding('Role', part, namespace), metadata: inNamespace(part) })),
    ...CLUSTER_RULES.map(([part]) => ({ ...binding('ClusterRole', part, namespace), metadata: ofPart(part) })),
  ];
}

function binding(kind: 'Role' | 'ClusterRole', part: Part, namespace: string) {
  const name = nameOf(part);
  return {
    apiVersion: `${RBAC}/v1`, kind: `${kind}Binding`,
    roleRef: { apiGroup: RBAC, kind, name }, subjects: [{ kind: 'ServiceAccount', name, namespace }],
  };
}
