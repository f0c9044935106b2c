import { IstioTrafficRule } from './rule';
import { finding, listed } from '../../../fleet/rules/text';

/** Callers that the program knows nothing of. */
export const istioPrincipalNamespace: IstioTrafficRule = {
  code: 'istio-principal-namespace',
  severity: 'warning',
  summary: 'An `IstioAuthorizationPolicy` names callers of a namespace that the program makes in none of the clusters where they could be.',
  why: 'A misspelt namespace is no error for Istio: an ALLOW policy then refuses the real callers, and a DENY policy lets them in.',
  fix: 'Correct the name. Where others make the namespace, leave it.',
  check: settled => settled.principals.filter(({ namespace, clusters }) => !clusters.some(cluster => settled.hasNamespace(cluster, namespace)))
    .map(({ path, namespace, clusters }) => finding(istioPrincipalNamespace, clusters, [path],
      `${path}: names callers of namespace ${namespace}, which the program does not make in ${listed(clusters)}: correct it, unless others make it`)),
};
