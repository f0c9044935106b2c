import { ClusterChart } from './cluster-chart';
import { Finding } from './finding';
import type { Fleet } from './fleet';
import { LockFact } from './lock';
import { Manifest } from './manifest';
import type { RenderedCharts } from './render/render-charts';

const KEPT = 'kept/';

/** The objects in the output that no controller deletes when they leave it, with the reason, as facts for the lock. */
export function keptObjects(fleet: Fleet, charts: RenderedCharts['objects']): readonly LockFact[] {
  return manifestsOf(fleet, charts).flatMap(({ chart, manifest }) => {
    const reason = fleet.delivery.leavesBehind(chart, manifest);
    return reason === undefined ? [] : [{ owner: chart.cluster, fact: KEPT + identity(manifest), value: reason }];
  });
}

/** The objects that the last synth wrote, that this one does not write, and that stay in their cluster all the same. */
export function leftBehind(fleet: Fleet, charts: RenderedCharts['objects']): readonly Finding[] {
  const { clusters, lock } = fleet.settle();
  const paths = new Map(clusters.map(cluster => [cluster.name, cluster.path]));
  const recorded = lock.facts.filter(({ owner, fact }) => fact.startsWith(KEPT) && paths.has(owner));
  // By what is written, whatever delivers it now: another delivery may keep nothing, and its objects are there all the same.
  const written = new Set(recorded.length === 0 ? []
    : manifestsOf(fleet, charts).map(({ chart, manifest }) => `${chart.cluster}\n${KEPT}${identity(manifest)}`));
  return recorded
    .filter(({ owner, fact }) => !written.has(`${owner}\n${fact}`))
    .map(({ owner, fact, value }) => {
      const [kind, place] = fact.slice(KEPT.length).split(' ');
      const [name, namespace] = place.split('/').reverse();
      return {
        code: 'left-behind', severity: 'warning', clusters: [owner], paths: [paths.get(owner)!],
        message: `${owner}: ${kind} ${place} left the program and stays in the cluster, because ${value}; ${adviceOn(kind, name, namespace)}`,
      };
    });
}

function adviceOn(kind: string, name: string, namespace: string | undefined): string {
  // A command would invite to delete what runs.
  return kind === 'Namespace' ? 'everything in it goes with it, so leave it while something may be there'
    : kind.startsWith('CustomResourceDefinition.') ? 'all objects of its kind go with it, so leave it while there may be one'
      : `once nothing needs it, run \`kubectl delete ${kind.toLowerCase()} ${name}${namespace === undefined ? '' : ` --namespace ${namespace}`}\` there`;
}

function manifestsOf(fleet: Fleet, charts: RenderedCharts['objects']): readonly { readonly chart: ClusterChart; readonly manifest: Manifest }[] {
  return [...charts].flatMap(([chart, objects]) =>
    (ClusterChart.isClusterChart(chart) && chart.fleet === fleet ? objects.map(({ manifest }) => ({ chart, manifest })) : []));
}

/** Kind, group, namespace and name in a form that `kubectl` takes. */
function identity({ apiVersion, kind, metadata }: Manifest): string {
  const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : '';
  return `${kind}${group} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}
