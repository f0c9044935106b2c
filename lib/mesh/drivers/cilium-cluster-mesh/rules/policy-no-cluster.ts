import type { MemberObject } from './objects-of-members';
import { CiliumMeshRule, valueAt } from './rule';
import { isMap } from '../../../../fleet/collections';
import { finding } from '../../../../fleet/rules/text';
import { CLUSTER_LABEL } from '../names';

/** In `spec` of a policy, and in each of its `specs`: where the other side of a call is chosen. */
const PEERS = [['ingress', 'fromEndpoints'], ['ingressDeny', 'fromEndpoints'], ['egress', 'toEndpoints'], ['egressDeny', 'toEndpoints']] as const;

/** Policies that mean fewer clusters than they seem to. */
export const CILIUM_POLICY_NO_CLUSTER: CiliumMeshRule = {
  code: 'cilium-policy-no-cluster',
  severity: 'warning',
  summary: 'A policy of Cilium in a member of a Cilium mesh selects pods without naming their cluster.',
  why: 'Before Cilium 1.19 such a selector meant pods of all members, and means those of the own one since (cilium v1.20 `values.yaml`, '
    + '`clustermesh.policyDefaultLocalCluster`). Policies of charts are not seen.',
  fix: `Name the cluster by \`${CLUSTER_LABEL}\`, the own one too, or use \`CiliumNetworkPolicy\` of this library.`,
  check: (_, { path, objects }) => objects.filter(({ kind, json }) => kind !== 'Service' && selectorsOf(json).some(isOpen)).map(({ cluster, kind, name, path: at }) =>
    finding(CILIUM_POLICY_NO_CLUSTER, [cluster], [path, at],
      `${at}: ${kind} ${name} of ${cluster} selects pods without ${CLUSTER_LABEL}, which means pods of ${cluster} alone since Cilium 1.19: name the cluster, or use CiliumNetworkPolicy of`
      + ' this library')),
};

function selectorsOf(json: MemberObject['json']): readonly Readonly<Record<string, unknown>>[] {
  return [json.spec, ...listAt(json, 'specs')].flatMap(spec => PEERS.flatMap(([direction, peers]) => listAt(spec, direction).flatMap(rule => listAt(rule, peers)))).filter(isMap);
}

function listAt(value: unknown, key: string): readonly unknown[] {
  const list = isMap(value) ? valueAt(value, key) : undefined;
  return Array.isArray(list) ? list : [];
}

/** Whether it says neither the cluster nor what each cluster has for itself. */
function isOpen({ matchLabels, matchExpressions }: Readonly<Record<string, unknown>>): boolean {
  const labels = Object.entries(isMap(matchLabels) ? matchLabels : {});
  const keys = [...labels.map(([key]) => key), ...listAt({ matchExpressions }, 'matchExpressions').map(expression => String(isMap(expression) ? expression.key : ''))];
  const isDns = labels.some(([key, value]) => /^((k8s|any):)?k8s-app$/.test(key) && value === 'kube-dns');
  return !isDns && !keys.some(key => key.endsWith(CLUSTER_LABEL) || key.startsWith('reserved:'));
}
