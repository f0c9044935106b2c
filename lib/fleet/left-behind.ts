import { ClusterChart } from './cluster-chart';
import { Finding } from './finding';
import type { Fleet } from './fleet';
import { LockFact } from './lock';
import { Manifest } from './render/render-chart';
import type { RenderedCharts } from './render/render-charts';

const KEPT = 'kept/';

/** The objects in the output that no controller deletes when they leave it, with the reason, as facts for the lock. */
export function keptObjects(fleet: Fleet, charts: RenderedCharts['objects']): readonly LockFact[] {
  const facts: LockFact[] = [];
  for (const [chart, objects] of charts) {
    for (const { manifest } of ClusterChart.isClusterChart(chart) && chart.fleet === fleet ? objects : []) {
      const reason = fleet.delivery.leavesBehind(chart as ClusterChart, manifest);
      if (reason !== undefined) {
        facts.push({ owner: (chart as ClusterChart).cluster, fact: KEPT + identity(manifest), value: reason });
      }
    }
  }
  return facts;
}

/** The objects that the last synth wrote, that this one does not write, and that stay in their cluster all the same. */
export function leftBehind(fleet: Fleet, kept: readonly LockFact[]): readonly Finding[] {
  const { clusters, delivery, lock } = fleet.settle();
  const written = new Set(kept.map(({ owner, fact }) => `${owner}\n${fact}`));
  const paths = new Map(clusters.map(cluster => [cluster.name, cluster.path]));
  return lock.facts
    .filter(({ owner, fact }) => fact.startsWith(KEPT) && paths.has(owner) && !written.has(`${owner}\n${fact}`))
    .map(({ owner, fact, value }) => {
      const [kind, place] = fact.slice(KEPT.length).split(' ');
      const [name, namespace] = place.split('/').reverse();
      return {
        code: 'left-behind', severity: 'warning', clusters: [owner], paths: [paths.get(owner)!],
        message: `${owner}: ${kind} ${place} left the program, and stays in the cluster: ${delivery?.name ?? 'nobody'} does not delete it (${value}); once nothing needs it,`
          + ` run \`kubectl delete ${kind.toLowerCase()} ${name}${namespace === undefined ? '' : ` --namespace ${namespace}`}\` there`,
      };
    });
}

/** Kind, group, namespace and name in a form that `kubectl` takes. */
function identity({ apiVersion, kind, metadata }: Manifest): string {
  const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : '';
  return `${kind}${group} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}
