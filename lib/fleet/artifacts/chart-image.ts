import type { ImageReference } from './image-reference';
import type { ClusterModel } from '../model';

/** An image that a Helm chart runs, and the values that have the chart take it from elsewhere. */
export interface ChartImage {
  /** The image as the chart has it with the values of the release: `quay.io/cilium/cilium:v1.20.2`. */
  readonly image: string;
  /**
   * Values that make the chart take the image from another place. They merge with those of the release; two images may write one value when they
   * agree.
   *
   * @param target the image there: the registry, path, tag and digest of the mirror
   */
  values(target: ImageReference): Readonly<Record<string, unknown>>;
}

/** The images of a chart at a version, in a settled cluster. */
export type ChartImages = (version: string, cluster: ClusterModel) => readonly ChartImage[];
