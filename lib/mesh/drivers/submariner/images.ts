import { REPOSITORY } from './names';
import type { SubmarinerSettings } from './settings';
import { Fleet, Mirror, UsedArtifact } from '../../../fleet';
import { imageArtifact } from '../../../fleet/artifacts/artifact';

/** Images of the components by the names that the operator has for them (submariner-operator v0.19 `pkg/names/names.go`). */
const IMAGES: Readonly<Record<string, string>> = {
  'submariner-operator': 'submariner-operator', 'submariner-gateway': 'submariner-gateway', 'submariner-routeagent': 'submariner-route-agent',
  'submariner-globalnet': 'submariner-globalnet', 'submariner-lighthouse-agent': 'lighthouse-agent', 'submariner-lighthouse-coredns': 'lighthouse-coredns',
  'submariner-metrics-proxy': 'nettest',
};
const OPERATOR = 'submariner-operator';

/** The image of the operator, as its project or the program names it: where it is taken from is decided when the Deployment is written. */
export function operatorImage(settings: SubmarinerSettings): string {
  return sourceOf(settings, OPERATOR);
}

/** `repository` and `imageOverrides` of the resources of the operator, which names images by itself. */
export function imagesFor(
  mirror: Mirror, settings: SubmarinerSettings,
): { readonly repository: string; readonly version: string; readonly imageOverrides?: Readonly<Record<string, string>> } {
  const { version, imageOverrides, repository = REPOSITORY } = settings;
  const probe = mirror.image(`${repository}/submariner-gateway:${version}`);
  return {
    repository: probe.slice(0, probe.lastIndexOf('/')), version,
    ...(imageOverrides && { imageOverrides: Object.fromEntries(Object.entries(imageOverrides).map(([name, image]) => [name, mirror.image(image)])) }),
  };
}

/** The images that the operator runs in a member, for the bill of materials. */
export function usedImages({ mirror }: Fleet, settings: SubmarinerSettings, cluster: string): readonly UsedArtifact[] {
  const isUsed = (name: string) => (name === 'submariner-globalnet' ? settings.globalnet !== undefined
    : name.startsWith('submariner-lighthouse-') ? settings.serviceDiscovery : settings.connectivity);
  return Object.keys(IMAGES).filter(name => name !== OPERATOR && isUsed(name))
    .map(name => imageArtifact(mirror, sourceOf(settings, name), `${cluster}: Submariner`));
}

function sourceOf({ imageOverrides = {}, repository = REPOSITORY, version }: SubmarinerSettings, name: string): string {
  return imageOverrides[name] ?? `${repository}/${IMAGES[name]}:${version}`;
}
