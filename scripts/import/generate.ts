import { renderNotice } from './render-notice';
import { renderSchemas } from './render-schemas';
import { renderTable } from './render-table';
import { renderTypes } from './render-types';
import { readKinds, readUpstreams } from './upstream';

/** Where the import reads from. */
export interface GenerateOptions {
  /** The hand-edited list of upstreams. */
  readonly list: string;
  /** A folder of trimmed CRDs with an `index.json`. */
  readonly crds: string;
}

/**
 * Every generated file by its path below the root of the project. Nothing is written: a failure leaves the old files as they are.
 *
 * @throws when the list, the index or a CRD is not as it should be.
 */
export async function generate(options: GenerateOptions): Promise<ReadonlyMap<string, string>> {
  const upstreams = readKinds(readUpstreams(options.list), options.crds);
  const files = new Map<string, string>();
  for (const upstream of upstreams) {
    files.set(`imports/${upstream.name}/schemas.json`, renderSchemas(upstream));
    files.set(`imports/${upstream.name}/index.ts`, await renderTypes(upstream));
  }
  files.set('imports/table.ts', renderTable(upstreams));
  files.set('NOTICE', renderNotice(upstreams));
  return files;
}
