import { ImportedUpstream } from './upstream';

/** `definitions.json` of an upstream: one CRD per line, sorted by name, so that a release shows in a diff as the CRDs it changed. */
export function renderDefinitions(upstream: ImportedUpstream): string {
  const sorted = [...upstream.crds].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  return `[\n${sorted.map(definition => JSON.stringify(definition)).join(',\n')}\n]\n`;
}
