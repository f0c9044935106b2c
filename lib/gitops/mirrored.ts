import { ApplicationTarget, FleetModel, Mirror, UsedArtifact } from '../fleet';
import { FleetSource, PerCluster } from './application-set/source';
import type { FluxSource } from './flux/source';

/** A source of an application with charts, OCI artifacts and images taken from the mirror of the fleet. A git repository stays where it is. */
export function mirroredSource<T extends FleetSource>(mirror: Mirror, source: T): T {
  if (mirror.place === undefined) {
    return source;
  }
  const isInRegistry = source.repoUrl.startsWith('oci://') || (source.type === 'helm' && source.chart !== undefined);
  return {
    ...source,
    repoUrl: isInRegistry ? mirror.chartRepository(source.repoUrl) : source.repoUrl,
    ...(source.type === 'kustomize' && source.images !== undefined ? { images: mirroredImages(mirror, source.images) } : {}),
  };
}

/** A function stays one: what differs between clusters is known by that. */
function mirroredImages(mirror: Mirror, images: PerCluster<readonly string[]>): PerCluster<readonly string[]> {
  const map = (list: readonly string[]) => list.map(entry => {
    const [name, ...image] = entry.split('=');
    return image.length === 0 ? entry : `${name}=${mirror.image(image.join('='))}`;
  });
  return typeof images === 'function' ? cluster => map(images(cluster)) : map(images);
}

/** A source of Flux with charts and OCI artifacts taken from the mirror of the fleet. */
export function mirroredFluxSource(mirror: Mirror, source: FluxSource): FluxSource {
  return source.type === 'oci' || source.type === 'helm' ? { ...source, url: mirror.chartRepository(source.url) } : source;
}

/** What an application on clusters takes from outside, by the sources as the program has them. */
export function artifactsOfApplication(
  name: string, sources: readonly FleetSource[], targetsIn: (model: FleetModel) => readonly ApplicationTarget[],
): (model: FleetModel) => readonly UsedArtifact[] {
  const fromRegistries = sources.map((source, i) => ({ source, i }))
    .filter(({ source }) => source.repoUrl.startsWith('oci://') || (source.type === 'helm' && source.chart !== undefined));
  return model => fromRegistries.flatMap(({ source, i }) => {
    const chart = source.type === 'helm' && source.chart !== undefined ? `/${source.chart}` : '';
    const used = new Map(targetsIn(model).map(target => [target.sources[i].targetRevision, target.sources[i]]));
    return [...used.values()].map(({ repoUrl, targetRevision }): UsedArtifact => ({
      kind: chart === '' ? 'artifact' : 'chart', source: source.repoUrl + chart, target: repoUrl + chart, version: targetRevision, usedBy: `application ${name}`,
    }));
  });
}
