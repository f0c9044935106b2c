import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { NamespaceClaim } from './claims';
import type { ClusterChart } from './cluster-chart';
import { pruneProtection } from './prune-protection';

/** Namespaces that every cluster has from its first minute. */
export const BUILT_IN_NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];
/** No path below a fleet is encoded like this, so no construct of a fleet gets this scope for its own. */
const SCOPE = '.namespaces';

/** Whether the program makes the namespace: one that every cluster has is only written to give it labels. */
export function isMade(claim: NamespaceClaim): boolean {
  return !BUILT_IN_NAMESPACES.includes(claim.name) || Object.keys(claim.labels ?? {}).length > 0;
}

/** Makes the Namespace of a claim, or adds the labels of the claim to the one that is there. */
export function makeNamespace(chart: ClusterChart, claim: NamespaceClaim): void {
  if (!isMade(claim)) {
    return;
  }
  const scope = (chart.node.tryFindChild(SCOPE) as Construct | undefined) ?? new Construct(chart, SCOPE);
  const present = scope.node.tryFindChild(claim.name) as ApiObject | undefined;
  const object = present ?? new ApiObject(scope, claim.name, {
    apiVersion: 'v1', kind: 'Namespace', metadata: { name: claim.name, annotations: pruneProtection() },
  });
  for (const [key, value] of Object.entries(claim.labels ?? {})) {
    object.metadata.addLabel(key, value);
  }
}
