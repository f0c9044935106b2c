import { ImageReference } from './image-reference';
import type { Mirror } from './mirror';

/** Something that a fleet takes from outside while it is installed or run. */
export interface Artifact {
  /**
   * `image`: a container image. `chart`: a Helm chart. `artifact`: an OCI artifact of manifests. `provider`: files of a release of a Cluster API
   * provider. `kubernetes`: the images of a Kubernetes release that kubeadm names by itself (`kubeadm config images list --kubernetes-version ...`).
   */
  readonly kind: 'image' | 'chart' | 'artifact' | 'provider' | 'kubernetes';
  /** Where its project puts it, without the version. */
  readonly source: string;
  /** Where the fleet takes it from, without the version: the mirror, else the source. */
  readonly target: string;
  /** Tag, digest or both of an image, version of anything else. Empty where only the chart says which tag of an image it runs. */
  readonly version: string;
}

/** An artifact with what needs it. */
export interface UsedArtifact extends Artifact {
  /** What needs it: `eu: Helm release cilium`. */
  readonly usedBy: string;
}

/** An image as an artifact. */
export function imageArtifact(mirror: Mirror, source: string, usedBy: string): UsedArtifact {
  return imageFrom(source, mirror.image(source), usedBy);
}

/** As `imageArtifact`, for an image whose place is known already. */
export function imageFrom(source: string, target: string, usedBy: string): UsedArtifact {
  const [from, to] = [ImageReference.tryParse(source), ImageReference.tryParse(target)];
  return from === undefined || to === undefined
    ? { kind: 'image', source, target, version: '', usedBy }
    : { kind: 'image', source: from.name, target: to.name, version: [from.tag, from.digest].filter(part => part !== undefined).join('@'), usedBy };
}
