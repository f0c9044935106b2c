import { gvkOf } from './crd';
import { ImportedUpstream } from './upstream';

/** `schemas.json` of an upstream: one kind per line, so that a release shows in a diff as the kinds it changed. */
export function renderSchemas(upstream: ImportedUpstream): string {
  const lines = upstream.structures.map(structure => `${JSON.stringify(gvkOf(structure))}: ${JSON.stringify(structure)}`);
  return `{\n${lines.sort().join(',\n')}\n}\n`;
}
