import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { DefinitionClaim } from './claims';
import type { ClusterChart } from './cluster-chart';
import { pruneProtection } from './prune-protection';

/** No path below a fleet is encoded like this, so no construct of a fleet gets this scope for its own. */
const SCOPE = '.definitions';

/** Makes the CustomResourceDefinition of a claim, once for each cluster: deleting it would delete every object of the kind, whoever made it. */
export function makeDefinition(chart: ClusterChart, { definition }: DefinitionClaim): void {
  const scope = (chart.node.tryFindChild(SCOPE) as Construct | undefined) ?? new Construct(chart, SCOPE);
  const { name, annotations } = definition.metadata;
  if (!scope.node.tryFindChild(name)) {
    new ApiObject(scope, name, { ...definition, metadata: { ...definition.metadata, annotations: { ...annotations, ...pruneProtection() } } });
  }
}
