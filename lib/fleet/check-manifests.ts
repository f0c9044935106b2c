import { Finding, sortFindings } from './finding';
import { Manifest } from './manifest';
import { checkManifest } from './render/check-manifest';
import { SchemaCatalogue } from './render/schema-catalogue';

/**
 * Checks Kubernetes objects from anywhere (a chart of another tool, files of a repository) as the objects of a fleet are checked: fields, types,
 * bounds, patterns and rules of their CRD, retired API versions, Secrets with values in them.
 *
 * Kinds that the library does not know pass. The findings name an object by its place in the list.
 */
export function checkManifests(manifests: readonly object[]): readonly Finding[] {
  const schemas = new SchemaCatalogue();
  return sortFindings(manifests.flatMap((manifest, i) => checkManifest(manifest as Manifest, { path: `manifests[${i}]`, clusters: [], schemas })));
}
