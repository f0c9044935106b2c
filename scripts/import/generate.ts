import { parse } from './crd';
import { Columns } from './definition';
import { renderDefinitions } from './render-definitions';
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
  /** The hand-edited printer columns of definitions. */
  readonly columns: string;
}

/**
 * Every generated file by its path below the root of the project. Nothing is written: a failure leaves the old files as they are.
 *
 * @throws when the list, the index or a CRD is not as it should be.
 */
export async function generate(options: GenerateOptions): Promise<ReadonlyMap<string, string>> {
  const columns = () => parse(options.columns) as Columns;
  const upstreams = readKinds(readUpstreams(options.list), { folder: options.crds, columns });
  const files = new Map<string, string>();
  for (const upstream of upstreams) {
    const folder = `imports/${upstream.name}`;
    if (upstream.definitions === true) files.set(`${folder}/definitions.json`, renderDefinitions(upstream));
    // Definitions hold the schemas too.
    else files.set(`${folder}/schemas.json`, renderSchemas(upstream));
    if (upstream.kinds.length > 0) files.set(`${folder}/index.ts`, await renderTypes(upstream));
  }
  files.set('imports/table.ts', renderTable(upstreams));
  files.set('NOTICE', renderNotice(upstreams));
  return files;
}
