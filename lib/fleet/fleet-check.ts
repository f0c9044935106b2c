import { App, Chart } from 'cdk8s';
import { checkAcrossFleets } from './across-fleets/check-across-fleets';
import { ClusterChart } from './cluster-chart';
import { Finding, sortFindings, withObjectFindings } from './finding';
import type { Fleet } from './fleet';
import { dependenciesOutsideCharts } from './render/dependencies';
import { overwrittenFiles } from './render/overwritten-files';
import { deferredInFiles, RenderedCharts, renderCharts } from './render/render-charts';

/**
 * Everything that is wrong with a fleet and with each of its objects, warnings included.
 *
 * @param validators what people's own validators say
 */
export function checkWhole(fleet: Fleet, validators: readonly Finding[]): readonly Finding[] {
  fleet.settle();
  return together(fleet, renderCharts(fleet.clusterCharts), validators);
}

/**
 * For a plain cdk8s `App`, which calls all other validators itself: every error of a fleet and of each of its objects.
 *
 * @param fleets those of the app: the first of them also checks what belongs to no fleet or to several, people's own charts and files with equal
 *   names
 */
export function errorsForPlainApp(fleet: Fleet, app: App, fleets: readonly Fleet[]): readonly Finding[] {
  const isFirst = fleets[0] === fleet;
  fleet.settle();
  const all = isFirst ? app.node.findAll().filter(c => Chart.isChart(c)) : [];
  const rendered = renderCharts([...fleet.clusterCharts, ...all.filter(c => !ClusterChart.isClusterChart(c))]);
  const across = isFirst ? checkAcrossFleets(app, fleets) : [];
  const more = [
    ...deferredInFiles(rendered.objects), ...across, ...overwrittenFiles(app.yamlOutputType, () => renderCharts(all)),
    ...unrecordedRanges(fleet), ...unreadableFolders(fleet),
  ];
  return together(fleet, rendered, more).filter(f => f.severity === 'error');
}

/** A plain App never writes the lock: where that is frozen too, what the plan hands out just now would be handed out differently another time. */
function unrecordedRanges(fleet: Fleet): readonly Finding[] {
  const ranges = fleet.lock.frozen ? fleet.settle().clusters.flatMap(cluster => cluster.ranges.filter(range => range.origin === 'plan')) : [];
  return ranges.map(range => ({
    code: 'unrecorded-range',
    severity: 'error',
    clusters: [range.cluster],
    paths: [range.path],
    message: `${range.cluster} ${range.name} ${range.cidr} was handed out and is not in ${fleet.lock.description}, so it may move: synth once with a FleetApp, and commit the lock`,
  }));
}

/** What a plain App writes is no tree of folders: the paths that a controller was given would not exist. */
function unreadableFolders(fleet: Fleet): readonly Finding[] {
  const { delivery } = fleet.settle();
  return !delivery?.readsFolders ? [] : [{
    code: 'folders-not-written',
    severity: 'error',
    clusters: [],
    paths: [fleet.node.path],
    message: `fleet '${fleet.node.id}' is delivered by ${delivery.name}, which reads a folder for each cluster, and a plain cdk8s App writes none: use a FleetApp`,
  }];
}

function together(fleet: Fleet, rendered: RenderedCharts, more: readonly Finding[]): readonly Finding[] {
  return sortFindings(withObjectFindings(fleet.findings(), [...dependenciesOutsideCharts(fleet), ...rendered.findings, ...more]));
}
