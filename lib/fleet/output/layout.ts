import { RenderedObject } from '../render/render-chart';

/** Kinds that others in the same folder cannot be applied without; `kubectl apply -f <folder>` goes by file name. */
const FIRST_KINDS = ['Namespace', 'CustomResourceDefinition'];
const FIRST_FILE = '00-namespaces-and-crds';

/** Where the objects of a chart go, relative to the output folder. */
export interface Folder {
  /** Path segments: `[cluster]`, `[fleet, cluster]`, `[cluster, unit]`. */
  readonly segments: readonly string[];
}

/**
 * Divides the objects of a folder into files: one for each construct directly under the chart, named after its id, so that a file says who made
 * its objects; namespaces and CRDs first, in a file of their own.
 *
 * File names are a contract: they depend on construct ids alone, never on what else is in the folder. Ids that a file system would confuse
 * (case, reserved characters) are told apart by escaping every character but lower-case letters, digits, `.`, `-` and `_`.
 */
export function filesOf(objects: readonly RenderedObject[]): ReadonlyMap<string, readonly RenderedObject[]> {
  const files = new Map<string, RenderedObject[]>();
  for (const object of objects) {
    const name = `${FIRST_KINDS.includes(object.manifest.kind) ? FIRST_FILE : fileName(object.ids[0])}.yaml`;
    const file = files.get(name);
    if (file) {
      file.push(object);
    } else {
      files.set(name, [object]);
    }
  }
  return files;
}

/** A file or folder name for an id, different for different ids on every file system, and never starting with `.` or a digit pair of ours. */
export function fileName(id: string): string {
  const escaped = id.replace(/[^a-z0-9._-]/g, c => `%${Buffer.from(c, 'utf8').toString('hex')}`);
  return escaped.startsWith('.') || escaped === FIRST_FILE ? `%${escaped.charCodeAt(0).toString(16)}${escaped.slice(1)}` : escaped;
}
