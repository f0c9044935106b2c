import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ClusterChart } from './cluster-chart';
import { FleetModel } from './model';
import { isBuiltIn } from './namespaces';
import { pruneProtection } from './prune-protection';

/** A namespace that something needs in a cluster, known once the fleet is settled. */
export interface NeededNamespace {
  /** Name of the cluster. */
  readonly cluster: string;
  /** Name of the namespace. */
  readonly namespace: string;
}

/** No path below a fleet is encoded like this, so no construct of a fleet gets this scope for its own. */
const SCOPE = '.late-namespaces';

/** Namespaces that are needed in clusters which only the settled fleet knows: each is made once, and only where the program makes none itself. */
export class LateNamespaces {
  private readonly lists: ((model: FleetModel) => readonly NeededNamespace[])[] = [];
  private made: readonly Construct[] = [];

  public add(list: (model: FleetModel) => readonly NeededNamespace[]): void {
    this.lists.push(list);
  }

  /** Makes them anew from the settled fleet. */
  public makeAll(model: FleetModel, chartsOf: (cluster: string) => readonly ClusterChart[]): void {
    this.made.forEach(scope => scope.node.scope!.node.tryRemoveChild(SCOPE));
    const needed = new Map<string, Set<string>>();
    for (const { cluster, namespace } of this.lists.flatMap(list => list(model)).filter(need => !isBuiltIn(need.namespace))) {
      needed.set(cluster, (needed.get(cluster) ?? new Set()).add(namespace));
    }
    this.made = [...needed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([cluster, names]) => {
      const charts = chartsOf(cluster);
      const present = new Set(charts.flatMap(namespacesIn));
      const scope = new Construct(charts.find(chart => chart.unit === undefined)!, SCOPE);
      for (const name of [...names].filter(missing => !present.has(missing)).sort()) {
        new ApiObject(scope, name, { apiVersion: 'v1', kind: 'Namespace', metadata: { name, annotations: pruneProtection() } });
      }
      return scope;
    });
  }
}

function namespacesIn(chart: ClusterChart): readonly string[] {
  return chart.node.findAll().flatMap(construct => (ApiObject.isApiObject(construct) && construct.kind === 'Namespace' ? [construct.name] : []));
}
