import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { NamespaceClaim } from './claims';
import type { ClusterChart } from './cluster-chart';
import { compareText } from './names';
import { pruneProtection } from './prune-protection';

/** Namespaces that every cluster has from its first minute. */
export const BUILT_IN_NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];
/** No path below a fleet is encoded like this, so no construct of a fleet gets this scope for its own. */
const SCOPE = '.namespaces';

/** Whether the program makes the namespace: one that every cluster has is only written to give it labels or annotations. */
export function isMade(claim: NamespaceClaim): boolean {
  return !BUILT_IN_NAMESPACES.includes(claim.name) || Object.keys({ ...claim.labels, ...claim.annotations }).length > 0;
}

/**
 * Makes the Namespace of a claim, or adds the labels and annotations of the claim to the one that is there. It lies in the folder that is applied
 * first of those which claims name, whatever the order of the claims.
 *
 * @param chart of the cluster, or of the unit that the claim names
 * @param charts all charts of the cluster
 */
export function makeNamespace(chart: ClusterChart, charts: readonly ClusterChart[], claim: NamespaceClaim): void {
  if (!isMade(claim)) {
    return;
  }
  const holder = charts.find(other => tryNamespace(other, claim.name) !== undefined);
  const present = holder && tryNamespace(holder, claim.name);
  const object = present === undefined || isAppliedBefore(chart, holder!) ? make(chart, claim.name, present) : present;
  for (const [key, value] of Object.entries(claim.labels ?? {})) {
    object.metadata.addLabel(key, value);
  }
  for (const [key, value] of Object.entries(claim.annotations ?? {})) {
    object.metadata.addAnnotation(key, value);
  }
}

function isAppliedBefore(a: ClusterChart, b: ClusterChart): boolean {
  // What people apply when they say may come last.
  const [x, y] = [a, b].map(chart => chart.fleet.delivery.waveOf(chart) ?? Number.MAX_VALUE);
  return x < y || (x === y && compareText(a.unit ?? '', b.unit ?? '') < 0);
}

/** @param before the same namespace in a folder that is applied later, which this one takes the place of */
function make(chart: ClusterChart, name: string, before: ApiObject | undefined): ApiObject {
  const { labels, annotations } = before?.metadata.toJson() ?? {};
  before?.node.scope!.node.tryRemoveChild(name);
  return new ApiObject(tryScope(chart) ?? new Construct(chart, SCOPE), name, {
    apiVersion: 'v1', kind: 'Namespace', metadata: { name, annotations: { ...annotations, ...pruneProtection() }, labels },
  });
}

function tryNamespace(chart: ClusterChart, name: string): ApiObject | undefined {
  return tryScope(chart)?.node.tryFindChild(name) as ApiObject | undefined;
}

function tryScope(chart: ClusterChart): Construct | undefined {
  return chart.node.tryFindChild(SCOPE) as Construct | undefined;
}
