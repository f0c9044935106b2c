import { ApiObject, Chart } from 'cdk8s';
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

/**
 * Makes the Namespace of a claim, or adds the labels of the claim to the one that is there.
 *
 * @param chart of the cluster, or of the unit that the claim names
 * @param charts all charts of the cluster
 */
export function makeNamespace(chart: ClusterChart, charts: readonly ClusterChart[], claim: NamespaceClaim): void {
  if (!isMade(claim)) {
    return;
  }
  const present = charts.map(other => tryScope(other)?.node.tryFindChild(claim.name) as ApiObject | undefined).find(object => object !== undefined);
  const object = present === undefined || (claim.unit !== undefined && Chart.of(present) !== chart) ? make(chart, claim.name, present) : present;
  for (const [key, value] of Object.entries(claim.labels ?? {})) {
    object.metadata.addLabel(key, value);
  }
}

/** @param before the same namespace in a folder that is applied later, which this one takes the place of */
function make(chart: ClusterChart, name: string, before: ApiObject | undefined): ApiObject {
  const labels = before?.metadata.toJson()?.labels;
  before?.node.scope!.node.tryRemoveChild(name);
  return new ApiObject(tryScope(chart) ?? new Construct(chart, SCOPE), name, {
    apiVersion: 'v1', kind: 'Namespace', metadata: { name, annotations: pruneProtection(), labels },
  });
}

function tryScope(chart: ClusterChart): Construct | undefined {
  return chart.node.tryFindChild(SCOPE) as Construct | undefined;
}
