import type { Manifest } from './render-chart';
import type { SchemaCatalogue } from './schema-catalogue';
import { Finding } from '../finding';

/** Where a manifest comes from, and what it is checked against. */
export interface ManifestContext {
  readonly path: string;
  readonly clusters: readonly string[];
  readonly schemas: SchemaCatalogue;
}

/** What is wrong with one object taken alone: its schema, its API version, and secret material in it. */
export function checkManifest(manifest: Manifest, context: ManifestContext): readonly Finding[] {
  const schema = context.schemas.find(manifest.apiVersion, manifest.kind);
  if (schema) {
    return schema.check(manifest).map(v => finding('schema', manifest, context, v.path === '' ? v.message : `${v.path}: ${v.message}`));
  }
  return [...otherVersion(manifest, context), ...secretMaterial(manifest, context)];
}

/** A version of a known kind that the library does not know is most often one that upstream has retired. */
function otherVersion(manifest: Manifest, context: ManifestContext): readonly Finding[] {
  const [group, version] = manifest.apiVersion.split('/');
  const known = version === undefined ? [] : context.schemas.versionsOf(group, manifest.kind);
  return known.length === 0 ? [] : [finding('api-version', manifest, context,
    `apiVersion ${manifest.apiVersion} is not the one to write; write ${known.map(v => `${group}/${v}`).join(' or ')} and its field names`)];
}

/** The output goes to git: a Secret in it may name keys, never hold values. */
function secretMaterial(manifest: Manifest, context: ManifestContext): readonly Finding[] {
  if (manifest.apiVersion !== 'v1' || manifest.kind !== 'Secret') {
    return [];
  }
  const keys = ['data', 'stringData'].flatMap(field => Object.keys((manifest[field] as object | undefined) ?? {}).map(key => `${field}.${key}`));
  return keys.length === 0 ? [] : [finding('secret-material', manifest, context,
    `holds values (${keys.join(', ')}) that would be written to the output; make the Secret beforehand or with an ExternalSecret, and refer to it by name`)];
}

function finding(code: string, manifest: Manifest, context: ManifestContext, message: string): Finding {
  const { name, namespace } = manifest.metadata ?? {};
  const where = `${context.clusters.map(c => `${c}: `).join('')}${manifest.kind} ${namespace ? `${namespace}/` : ''}${name}`;
  return { code, severity: 'error', clusters: context.clusters, paths: [context.path], message: `${where} (${context.path}): ${message}` };
}
