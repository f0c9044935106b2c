import type { ApiObject } from 'cdk8s';
import { deferredFields, lostMetadata, lostValues } from './deferred-fields';
import { hintFor } from './field-hints';
import { movedKind } from './moved-kinds';
import { secretValues } from './public-secret';
import { isOutputText } from '../deferred-props';
import type { DeferredValues } from '../deferred-values';
import type { Manifest } from '../manifest';
import type { SchemaCatalogue } from './schema-catalogue';
import { Finding } from '../finding';

/** Where a manifest comes from, and what it is checked against. */
export interface ManifestContext {
  readonly path: string;
  readonly clusters: readonly string[];
  readonly schemas: SchemaCatalogue;
  /** Those of its app. @default - it has none: all text is what it is */
  readonly deferred?: DeferredValues;
}

/** What is wrong with one object taken alone: its schema, its API version, and secret material in it. */
export function checkManifest(manifest: Manifest, context: ManifestContext): readonly Finding[] {
  const incomplete = identityFields(manifest).map(field => finding('schema', manifest, context, `${field}: required field is missing (string)`));
  if (incomplete.length > 0) {
    return incomplete;
  }
  const lost = lostValues(manifest, context.deferred).map(([field, problem, code]) => finding(code, manifest, context, `${field}: ${problem}`));
  // What the schema says about the text in their place is only a consequence.
  return lost.length > 0 ? lost : [...violations(manifest, context), ...secretMaterial(manifest, context)];
}

/** What of an object is lost already when it is made, so that rendering it says nothing about it, or nonsense. */
export function checkMetadata(object: ApiObject, context: Pick<ManifestContext, 'path' | 'clusters'>): readonly Finding[] {
  const lost = lostMetadata(object);
  if (lost.length === 0) {
    return [];
  }
  const { kind, apiVersion, name, metadata: { namespace } } = object;
  const text = (value: unknown) => (typeof value === 'string' ? value : value === undefined ? undefined : '(deferred)');
  const stub = { apiVersion, kind, metadata: { name: text(name)!, namespace: text(namespace) } };
  return lost.map(([field, problem, code]) => finding(code, stub, context, `${field}: ${problem}`));
}

/** What of a manifest is known only at deployment: errors where it is to be written to a file. */
export function refuseInFiles(manifest: Manifest, context: Omit<ManifestContext, 'schemas'> & { readonly deferred: DeferredValues }): readonly Finding[] {
  return deferredFields(manifest, context.deferred).map(([field, problem, code]) => finding(code, manifest, context, `${field}: ${problem}`));
}

function violations(manifest: Manifest, context: ManifestContext): readonly Finding[] {
  const { apiVersion, kind } = manifest;
  const moved = movedKind(apiVersion, kind);
  if (moved !== undefined) {
    // What else is wrong shows at once, not when the group has been corrected.
    return [
      finding('api-version', manifest, context, `apiVersion ${apiVersion} is not the one to write, ${moved.why}; write ${moved.apiVersion ?? moved.instead}`),
      ...moved.apiVersion === undefined ? [] : violations({ ...manifest, apiVersion: moved.apiVersion }, context),
    ];
  }
  return context.schemas.find(apiVersion, kind)?.check(manifest, context.deferred?.none === false ? context.deferred : undefined)
    .map(v => finding('schema', manifest, context, v.path === '' ? v.message : `${v.path}: ${v.message}${hintFor(apiVersion, kind, v.path)}`))
    ?? otherVersion(manifest, context);
}

/** Whether an object can be told from others at all: a JSON patch can remove what cdk8s always sets. */
export function isIdentified(manifest: Manifest): boolean {
  return identityFields(manifest).length === 0;
}

function identityFields({ apiVersion, kind, metadata }: Partial<Manifest>): readonly string[] {
  return Object.entries({ apiVersion, kind, 'metadata.name': metadata?.name }).filter(([, value]) => typeof value !== 'string' || value === '').map(([field]) => field);
}

/** A version of a known kind that the library does not know is most often one that upstream has retired. */
function otherVersion(manifest: Manifest, context: ManifestContext): readonly Finding[] {
  const [group, version] = manifest.apiVersion.split('/');
  const known = version === undefined ? [] : context.schemas.versionsOf(group, manifest.kind);
  return known.length === 0 ? [] : [finding('api-version', manifest, context,
    `apiVersion ${manifest.apiVersion} is not the one to write; write ${known.map(v => `${group}/${v}`).join(' or ')} and its field names`)];
}

/** The output goes to git: a Secret in it may name keys, and hold values that are known to be public. */
function secretMaterial(manifest: Manifest, context: ManifestContext): readonly Finding[] {
  if (manifest.apiVersion !== 'v1' || manifest.kind !== 'Secret') {
    return [];
  }
  const values = secretValues(manifest, context.deferred);
  return values.length === 0 ? [] : [finding('secret-material', manifest, context,
    `holds values (${values.join(', ')}) that would be written to the output; make the Secret beforehand or with an ExternalSecret, and refer to it by name (with cdk8s-fleet/pulumi: or write deferred(pulumi.secret(...)))`)];
}

function finding(code: string, manifest: Manifest, context: Pick<ManifestContext, 'path' | 'clusters'>, message: string): Finding {
  const { name, namespace }: Partial<Manifest['metadata']> = manifest.metadata ?? {};
  const where = `${context.clusters.map(c => `${c}: `).join('')}${manifest.kind ?? 'object'} ${namespace ? `${shownName(namespace)}/` : ''}${name ? shownName(name) : 'without a name'}`;
  return { code, severity: 'error', clusters: context.clusters, paths: [context.path], message: `${where} (${context.path}): ${message}` };
}

/** What an Output turns into inside a string is a page of advice: it would hide the message. */
function shownName(name: string): string {
  return isOutputText(name) ? '(an Output)' : name;
}
