import { groupBy } from '../collections';
import { FIRST_KINDS } from '../render/order';
import { RenderedObject } from '../render/render-chart';

/** `kubectl apply -f <folder>` goes by file name. */
export const FIRST_FILE = '00-namespaces-and-crds';

/**
 * The folder of a chart's objects, relative to the output folder: the fleet's name only where a program has several.
 *
 * A unit gets a folder beside the cluster's: `kubectl apply -R -f dist/<cluster>` must not reach it.
 */
export function folderOf(chart: { readonly fleet: string; readonly cluster: string; readonly unit?: string }, severalFleets: boolean): string {
  const folder = chart.unit === undefined ? chart.cluster : `${chart.cluster}.${chart.unit}`;
  return severalFleets ? `${chart.fleet}/${folder}` : folder;
}

/**
 * Divides the objects of a folder into files: one for each construct directly under the chart, named after its id, so that a file says who made
 * its objects; namespaces and CRDs first, in a file of their own.
 *
 * File names are a contract: they depend on construct ids alone, never on what else is in the folder. Ids that a file system would confuse
 * (case, reserved characters) are told apart by escaping every character but lower-case letters, digits, `.`, `-` and `_`.
 */
export function filesOf(objects: readonly RenderedObject[]): ReadonlyMap<string, readonly RenderedObject[]> {
  return groupBy(objects, ({ manifest, ids }) => `${FIRST_KINDS.includes(manifest.kind) ? FIRST_FILE : fileName(ids[0])}.yaml`);
}

/**
 * A file name for an id, different for different ids on every file system, and neither hidden nor the name of the first file.
 *
 * What is escaped is written as JavaScript's old `escape` does: `%41`, and `%u0416` where two digits are not enough.
 */
export function fileName(id: string): string {
  const escaped = id.replace(/[^a-z0-9._-]/g, escapeUnit);
  return escaped.startsWith('.') || escaped === FIRST_FILE ? escapeUnit(escaped[0]) + escaped.slice(1) : escaped;
}

function escapeUnit(unit: string): string {
  const code = unit.charCodeAt(0);
  return code < 0x100 ? `%${code.toString(16).padStart(2, '0')}` : `%u${code.toString(16).padStart(4, '0')}`;
}
