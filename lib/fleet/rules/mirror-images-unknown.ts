import { Rule } from './rule';
import { finding } from './text';

/** Helm releases whose images a fleet with a mirror does not know. */
export const mirrorImagesUnknown: Rule = {
  code: 'mirror-images-unknown',
  severity: 'error',
  summary: 'The fleet has a mirror, and nobody says which images a Helm chart runs.',
  why: 'The chart comes from the mirror, its images would not: their places are values of the chart. In a network without a way out its Pods wait for '
    + 'their images for ever.',
  fix: 'Write `images` of the add-on: each image with the values that have the chart take it from elsewhere; `() => []` for a chart without any, or '
    + 'whose values name the mirror already.',
  check: ({ mirror, clusters }) => (mirror === undefined ? [] : clusters.flatMap(({ name, releases }) => {
    const unknown = releases.filter(({ images }) => images === undefined);
    return unknown.map(({ chart, path }) => finding(mirrorImagesUnknown, [name], [path],
      `${name}: the fleet takes everything from ${mirror}, and nothing says which images chart ${chart} (${path}) runs: write images for it, an entry for`
      + ' each with the values that name its place, or () => [] for none'));
  })),
};
