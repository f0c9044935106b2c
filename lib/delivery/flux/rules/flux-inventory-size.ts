import { FluxRule } from './rule';
import { groupBy } from '../../../fleet/collections';
import { finding } from '../../../fleet/rules/text';
import type { FolderObject } from '../registry';

/** The most that etcd takes is 1.5 MiB (etcd v3.6 `server/embed/config.go` DefaultMaxRequestBytes); the rest of a Kustomization needs some of it. */
const MOST_BYTES = 1_500_000;
/** Of a name that is known later. */
const LONGEST_NAME = 63;

/** A folder with more objects than Flux can list. */
export const fluxInventorySize: FluxRule = {
  code: 'flux-inventory-size',
  severity: 'error',
  summary: 'A folder has so many objects that the list that Flux keeps of them does not fit into its Kustomization.',
  why: 'Every object is an entry of `status.inventory` (kustomize-controller v1.9.4 internal/inventory/inventory.go), and etcd takes no object above 1.5 MiB:'
    + ' the status of the Kustomization cannot be stored, so that it never gets ready, and never deletes what it applied since.',
  fix: 'Give applications waves, one is enough: each then has a folder of its own. Put other objects into units.',
  check: (model, { contentOf, delivers }) => (!delivers ? [] : model.clusters.flatMap(cluster =>
    [...groupBy(contentOf(cluster.name), ({ unit }) => unit)].flatMap(([unit, objects]) => {
      const bytes = objects.reduce((sum, object) => sum + entrySize(object), 0);
      return bytes <= MOST_BYTES ? [] : [finding(fluxInventorySize, [cluster.name], [cluster.path],
        `${cluster.name}: ${unit === undefined ? 'its folder' : `unit ${unit}`} has ${objects.length} objects, whose list in the Kustomization is about`
        + ` ${(bytes / 1e6).toFixed(1)} MB, and an object may have 1.5: give applications waves, one is enough, so that each has a folder of its own, or put objects`
        + ' into units')];
    }))),
};

/** `{"id":"<namespace>_<name>_<group>_<kind>","v":"<version>"},` */
function entrySize({ apiVersion, kind, namespace = '', name }: FolderObject): number {
  const lengthOf = (text: unknown) => (typeof text === 'string' ? text.length : LONGEST_NAME);
  return '{"id":"__","v":""},'.length + lengthOf(namespace) + lengthOf(name) + apiVersion.length + kind.length;
}
