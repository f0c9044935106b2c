import { nameOf, ofPart, Part, PARTS } from './names';
import { CLUSTER_RULES, RULES } from './rules';
import type { Manifest } from '../../../fleet';
import { bind, role } from '../../rbac';

/**
 * The accounts of all parts and what they may do (Argo CD v3.5.1 manifests/base, manifests/cluster-rbac).
 *
 * Upstream's ClusterRoleBindings name the namespace `argocd`; here they follow the installation.
 */
export function accounts(namespace: string): readonly Manifest[] {
  const inNamespace = (part: Part) => ({ ...ofPart(part), namespace });
  const accountOf = (part: Part) => ({ name: nameOf(part), namespace });
  return [
    ...PARTS.map(part => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: inNamespace(part) })),
    ...RULES.map(([part, rules]) => role(inNamespace(part), rules)),
    ...CLUSTER_RULES.map(([part, rules]) => role(ofPart(part), rules)),
    ...RULES.map(([part]) => bind(inNamespace(part), nameOf(part), [accountOf(part)])),
    ...CLUSTER_RULES.map(([part]) => bind(ofPart(part), nameOf(part), [accountOf(part)])),
  ];
}
