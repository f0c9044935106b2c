import type { Mirror } from './mirror';
import { isMap } from '../collections';
import type { Manifest } from '../manifest';

type Data = Readonly<Record<string, unknown>>;

/** Where an object holds the spec of Pods: a Pod itself, whatever has a template of them, a CronJob, and a PodTemplate. */
const POD_SPECS: readonly (readonly string[])[] = [
  ['spec'], ['spec', 'template', 'spec'], ['spec', 'jobTemplate', 'spec', 'template', 'spec'], ['template', 'spec'],
];
const CONTAINERS = ['containers', 'initContainers', 'ephemeralContainers'];

/** The images that an object runs: those of the containers in its Pods, and those that are mounted as volumes. */
export function podImages(manifest: Manifest): readonly string[] {
  const found: string[] = [];
  mapImages(manifest, image => {
    found.push(image);
    return image;
  });
  return found;
}

/** The object with its images taken from a mirror; the same object where nothing changes. */
export function withImagesOf(mirror: Mirror, manifest: Manifest): Manifest {
  return mirror.place === undefined ? manifest : mapImages(manifest, image => mirror.image(image));
}

function mapImages(manifest: Manifest, map: (image: string) => string): Manifest {
  return POD_SPECS.reduce<Manifest>((object, path) => mapAt(object, path, spec => mapPodSpec(spec, map)) as Manifest, manifest);
}

/** Copies only what lies on the way to what changes. */
function mapAt(value: Data, [first, ...rest]: readonly string[], map: (spec: Data) => Data): Data {
  const inner = value[first];
  if (!isMap(inner)) {
    return value;
  }
  const mapped = rest.length === 0 ? map(inner) : mapAt(inner, rest, map);
  return mapped === inner ? value : { ...value, [first]: mapped };
}

function mapPodSpec(spec: Data, map: (image: string) => string): Data {
  const changed = [
    ...CONTAINERS.map(list => [list, mapList(spec[list], container => mapText(container, 'image', map))] as const),
    ['volumes', mapList(spec.volumes, volume => (isMap(volume.image) ? replaced(volume, 'image', mapText(volume.image, 'reference', map)) : volume))] as const,
  ].filter(([field, list]) => list !== spec[field]);
  return changed.length === 0 ? spec : { ...spec, ...Object.fromEntries(changed) };
}

function mapList(list: unknown, map: (item: Data) => Data): unknown {
  if (!Array.isArray(list)) {
    return list;
  }
  const mapped = list.map((item: unknown) => (isMap(item) ? map(item) : item));
  return mapped.every((item, i) => item === list[i]) ? list : mapped;
}

function mapText(object: Data, field: string, map: (text: string) => string): Data {
  const value = object[field];
  return typeof value === 'string' && value !== '' ? replaced(object, field, map(value)) : object;
}

function replaced(object: Data, field: string, value: unknown): Data {
  return object[field] === value ? object : { ...object, [field]: value };
}
