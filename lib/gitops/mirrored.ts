import { ApplicationSource, ApplicationTarget, ClusterModel, FleetModel, ImageReference, Mirror, UsedArtifact } from '../fleet';
import { FleetSource, PerCluster } from './application-set/source';
import { on } from './application-set/source-on-cluster';
import type { FluxKustomizationOptions } from './flux/props';
import type { FluxSource } from './flux/source';
import { imageFrom } from '../fleet/artifacts/artifact';
import { chartAddress } from '../fleet/chart-address';
import { isMap } from '../fleet/collections';

type FluxImages = NonNullable<FluxKustomizationOptions['images']>;
type FluxImage = Exclude<FluxImages, (...args: never) => unknown>[number];

/** A source of an application with charts, OCI artifacts and images taken from the mirror of the fleet. A git repository stays where it is. */
export function mirroredSource<T extends FleetSource>(mirror: Mirror, source: T): T {
  if (mirror.place === undefined) {
    return source;
  }
  return {
    ...source,
    repoUrl: isInRegistry(source) ? mirror.chartRepository(source.repoUrl) : source.repoUrl,
    ...(source.type === 'kustomize' && source.images !== undefined ? { images: each(source.images, entry => mirroredEntry(mirror, entry)) } : {}),
  };
}

/** A source of Flux with charts and OCI artifacts taken from the mirror of the fleet. */
export function mirroredFluxSource(mirror: Mirror, source: FluxSource): FluxSource {
  return source.type === 'oci' || source.type === 'helm' ? { ...source, url: mirror.chartRepository(source.url) } : source;
}

/** The images of a Kustomization of Flux, taken from the mirror of the fleet. */
export function mirroredFluxImages(mirror: Mirror, images: FluxImages): FluxImages {
  return mirror.place === undefined ? images : each(images, image => {
    if (!isMap(image)) {
      return image;
    }
    const target = mirror.image(placeOf(image));
    return target === placeOf(image) ? image : { ...image, newName: target };
  });
}

/** What an application on clusters takes from outside, by the sources as the program has them. */
export function artifactsOfApplication(
  name: string, sources: readonly FleetSource[], targetsIn: (model: FleetModel) => readonly ApplicationTarget[],
): (model: FleetModel) => readonly UsedArtifact[] {
  const usedBy = `application ${name}`;
  return model => {
    const targets = targetsIn(model);
    return sources.flatMap((source, i) => targets.flatMap(target => [
      ...(isInRegistry(source) ? [fromRegistry(source, target.sources[i], usedBy)] : []),
      ...imagesOf(source, target.sources[i], target.cluster, usedBy),
    ]));
  };
}

/** The images that a Kustomization of Flux puts in place of others, by those that the program has. */
export function fluxImageArtifacts(mirror: Mirror, name: string, images: FluxImages, clusters: readonly ClusterModel[]): readonly UsedArtifact[] {
  const given = clusters.flatMap((cluster): unknown[] => {
    const list: unknown = on(cluster, images);
    return Array.isArray(list) ? list : [];
  });
  return given.filter((image): image is FluxImage => isMap(image)).map(({ newTag, digest, ...image }) => {
    const version = [newTag, digest].filter(part => part !== undefined).join('@');
    return { ...imageFrom(placeOf(image), mirror.image(placeOf(image)), `application ${name}`), version };
  });
}

function isInRegistry(source: FleetSource): boolean {
  return source.repoUrl.startsWith('oci://') || (source.type === 'helm' && source.chart !== undefined);
}

function fromRegistry(source: FleetSource, { repoUrl, targetRevision }: ApplicationSource, usedBy: string): UsedArtifact {
  const chart = source.type === 'helm' && source.chart !== undefined ? source.chart : undefined;
  const [from, to] = [source.repoUrl, repoUrl].map(url => (chart === undefined ? url : chartAddress(url, chart)));
  return { kind: chart === undefined ? 'artifact' : 'chart', source: from, target: to, version: targetRevision, usedBy };
}

/** An entry that names no image, `web=*:v2` for the one that is there with another tag, is none here either. */
function imagesOf(given: FleetSource, source: ApplicationSource, cluster: ClusterModel, usedBy: string): readonly UsedArtifact[] {
  const before = given.type === 'kustomize' ? on(cluster, given.images) ?? [] : [];
  const after = source.type === 'kustomize' ? source.images ?? [] : [];
  return before.map((entry, i) => ({ from: partsOf(entry), to: partsOf(after[i]) }))
    .filter(({ from }) => ImageReference.tryParse(from.name) !== undefined)
    .map(({ from, to }) => ({ ...imageFrom(from.name, to.name, usedBy), version: from.version.slice(1) }));
}

/** A function stays one: what differs between clusters is known by that. What it gives that is no list is a finding elsewhere. */
function each<T>(list: PerCluster<readonly T[]>, map: (item: T) => T): PerCluster<readonly T[]> {
  const all = (items: readonly T[]) => (Array.isArray(items) ? items.map(item => map(item as T)) : items);
  return typeof list === 'function' ? cluster => all(list(cluster)) : all(list);
}

function mirroredEntry(mirror: Mirror, entry: string): string {
  if (typeof entry !== 'string') {
    return entry;
  }
  const { image, name, version } = partsOf(entry);
  const target = version.includes('{{') ? mirror.image(name) + version : mirror.image(image);
  return target === image ? entry : `${image === entry ? name : entry.slice(0, -image.length - 1)}=${target}`;
}

/** `[<name>=]<image>[:<tag>][@<digest>]`, as `kustomize edit set image` takes it. The tag may be a Go template. */
function partsOf(entry: string): { readonly image: string; readonly name: string; readonly version: string } {
  const image = entry.slice(entry.indexOf('=') + 1);
  const [, name, version] = /^((?:[^/{}]*\/)*[^/:@{}]*)(.*)$/s.exec(image)!;
  return { image, name, version };
}

function placeOf({ name, newName }: FluxImage): string {
  return newName ?? name;
}
