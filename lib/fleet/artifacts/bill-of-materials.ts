import { Artifact, imageArtifact, UsedArtifact } from './artifact';
import type { Mirror } from './mirror';
import { podImages } from './pod-images';
import { chartAddress } from '../chart-address';
import { ClusterChart } from '../cluster-chart';
import { groupBy } from '../collections';
import type { Fleet } from '../fleet';
import type { FleetModel } from '../model';
import { compareText } from '../names';
import type { RenderedCharts } from '../render/render-charts';

/** Beside the folders of the clusters, none of which begins with an underscore. */
const FILE = '_bill-of-materials.json';

/**
 * Everything that a fleet takes from outside, as JSON with a line for each, in the list `artifacts`; no file when there is nothing.
 *
 * Read off what is written: images of Pods from the objects, charts and their images from the settled releases, the rest from who writes it.
 */
export function billOfMaterials(fleet: Fleet, charts: RenderedCharts['objects']): readonly (readonly [path: string, text: string])[] {
  const model = fleet.settle();
  const used = [...imagesOfPods(fleet, charts), ...releases(model, fleet.mirror), ...fleet.artifacts()];
  const byArtifact = groupBy(used, ({ kind, source, target, version }) => JSON.stringify({ kind, source, target, version }));
  const lines = [...byArtifact].sort(([a], [b]) => compareText(a, b)).map(([artifact, uses]) =>
    JSON.stringify({ ...JSON.parse(artifact) as Artifact, usedBy: [...new Set(uses.map(use => use.usedBy))].sort() }));
  return lines.length === 0 ? [] : [[model.fleets.length > 1 ? `${model.name}/${FILE}` : FILE, `  "artifacts": [\n${lines.join(',\n')}\n] }\n`]];
}

function imagesOfPods(fleet: Fleet, charts: RenderedCharts['objects']): readonly UsedArtifact[] {
  const own = [...charts].flatMap(([chart, objects]) => (ClusterChart.isClusterChart(chart) && chart.fleet === fleet ? [{ chart, objects }] : []));
  return own.flatMap(({ chart, objects }) => objects.flatMap(({ manifest }) => {
    const { kind, metadata: { namespace, name } } = manifest;
    const usedBy = `${chart.cluster}: ${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
    return podImages(manifest).map(image => imageArtifact(fleet.mirror, fleet.mirror.sourceOf(image), usedBy));
  }));
}

function releases(model: FleetModel, mirror: Mirror): readonly UsedArtifact[] {
  return model.clusters.flatMap(cluster => cluster.releases.flatMap(release => {
    const usedBy = `${cluster.name}: Helm release ${release.name}`;
    const images = release.images?.(release.version, cluster) ?? [];
    const [source, target] = [release.mirroredFrom ?? release.repository, release.repository].map(from => chartAddress(from, release.chart));
    return [
      { kind: 'chart' as const, source, target, version: release.version, usedBy },
      ...images.map(({ image }) => imageArtifact(mirror, image, usedBy)),
    ];
  }));
}
