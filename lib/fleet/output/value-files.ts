import { fileName } from './layout';
import { toYaml } from './yaml';
import type { Fleet } from '../fleet';

/**
 * Values for Helm releases that somebody else installs, a file for each: `<cluster>.values/<release>.yaml`.
 *
 * Beside the folder of the cluster, since whoever applies that would take a file of values for an object.
 */
export function valueFiles(fleet: Fleet): readonly (readonly [path: string, text: string])[] {
  return fleet.settle().clusters.flatMap(cluster => cluster.foreignReleases
    .filter(({ values }) => Object.keys(values).length > 0)
    .map(({ name, values }) => [`${valuesFolder(fleet.folderOf(cluster.name))}/${fileName(name)}.yaml`, toYaml([values])] as const));
}

/** The folder of such files beside that of the cluster; no unit of a cluster may have that name. */
export function valuesFolder(clusterFolder: string): string {
  return `${clusterFolder}.values`;
}
