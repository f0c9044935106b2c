import { ChartImage, ChartImages, ImageReference } from '../fleet';

/**
 * The images of a chart whose tags are known at one version of it. At any other a tag would be a guess, so they have none there; where they lie, and
 * the values that say so, stay.
 *
 * @param known the version of the chart that the tags are of
 * @param images the images at that version
 */
export function imagesOfVersion(known: string, images: readonly ChartImage[]): ChartImages {
  return version => version === known ? images : images.map(({ image, values }) => ({ image: ImageReference.parse(image).name, values }));
}
