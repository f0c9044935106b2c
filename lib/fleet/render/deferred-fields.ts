import type { ApiObject } from 'cdk8s';
import { isMap } from '../collections';
import { Deferred } from '../deferred';
import { isOutput, isOutputText, OUTPUT_TEXT } from '../deferred-props';
import type { DeferredValues } from '../deferred-values';
import type { Manifest } from '../manifest';

/** A field of a manifest, what is wrong with it, and the code of the finding. */
type Wrong = readonly [field: string, problem: string, code: 'deferred-value' | 'unrenderable-object'];

/** What a leaf of a manifest, or the name of a field, is asked. */
type Is = (leaf: unknown) => boolean;

const IN_NO_FILE = 'is known only at deployment, and files cannot hold it: deploy it with cdk8s-fleet/pulumi, or write the value';
const PLANNED = 'is known only at deployment, and is what the object is known by: write the value';
const WHOLE = 'is known only at deployment as a whole, and deliveries write into it: defer its values one by one, { key: deferred(...) }';
const NOT_PLAIN = 'is a Map, of which cdk8s writes nothing: write an object';
const FUNCTION = 'is a function, which no manifest holds, so that the field would be missing: write the value';

/** Fields in base64, by kind. */
const ENCODED: Readonly<Record<string, string>> = { Secret: 'data', ConfigMap: 'binaryData' };

/** What is lost before an object is rendered: cdk8s takes the metadata apart when the object is made, and says nothing or nonsense. */
export function lostMetadata(object: ApiObject): readonly Wrong[] {
  const { metadata } = (object as unknown as { readonly props?: { readonly metadata?: Readonly<Record<string, unknown>> } }).props ?? {};
  if (metadata === undefined) {
    return [];
  }
  const { name, labels, annotations } = metadata;
  return [
    ...isLater(name) ? [['metadata.name', PLANNED, 'deferred-value'] as const] : [],
    ...Object.entries({ metadata, 'metadata.labels': labels, 'metadata.annotations': annotations }).flatMap(([field, value]): readonly Wrong[] => (
      isLater(value) ? [[field, field === 'metadata.annotations' ? WHOLE : PLANNED, 'deferred-value']] : value instanceof Map ? [[field, NOT_PLAIN, 'unrenderable-object']] : [])),
  ];
}

function isLater(value: unknown): boolean {
  return Deferred.isDeferred(value) || isOutput(value);
}

/** What is wrong with an object wherever it goes: an Output that has become text, a function, and a name or label that is deferred. */
export function lostValues(manifest: Manifest, deferred: DeferredValues | undefined): readonly Wrong[] {
  const lost: readonly Wrong[] = !holds(manifest, isLost) ? [] : [
    ...fieldsWith(manifest, isTextOfOutput).map(field => [field, OUTPUT_TEXT, 'deferred-value'] as const),
    ...fieldsWith(manifest, isFunction).map(field => [field, FUNCTION, 'unrenderable-object'] as const),
  ];
  const all = [...lost, ...encodedOutputs(manifest)];
  return deferred === undefined || deferred.none ? all : [...all, ...plannedFields(manifest, deferred)];
}

function isTextOfOutput(leaf: unknown): boolean {
  return typeof leaf === 'string' && isOutputText(leaf);
}

function isFunction(leaf: unknown): boolean {
  return typeof leaf === 'function';
}

function isLost(leaf: unknown): boolean {
  return isTextOfOutput(leaf) || isFunction(leaf);
}

function encodedOutputs(manifest: Manifest): readonly Wrong[] {
  const field = manifest.apiVersion === 'v1' && Object.hasOwn(ENCODED, manifest.kind) ? ENCODED[manifest.kind] : undefined;
  const values = field === undefined ? undefined : manifest[field];
  return !isMap(values) ? [] : Object.entries(values)
    .filter(([, value]) => typeof value === 'string' && value.length > 68 && isOutputText(Buffer.from(value, 'base64').toString('latin1')))
    .map(([key]) => [under(field!, key), `in base64 ${OUTPUT_TEXT}`, 'deferred-value'] as const);
}

/** What of an object no file can hold. */
export function deferredFields(manifest: Manifest, deferred: DeferredValues): readonly Wrong[] {
  const isDeferred = (leaf: unknown) => deferred.isIn(leaf);
  return deferred.none || !holds(manifest, isDeferred) ? [] : fieldsWith(manifest, isDeferred).map(field => [field, IN_NO_FILE, 'deferred-value'] as const);
}

/** Annotations are only read by controllers: the ARN of a role stands in one. */
function plannedFields({ apiVersion, kind, metadata: { annotations: _, ...metadata } = { name: '' } }: Partial<Manifest>, deferred: DeferredValues): readonly Wrong[] {
  return fieldsWith({ apiVersion, kind, metadata }, leaf => deferred.isIn(leaf)).map(field => [field, PLANNED, 'deferred-value'] as const);
}

/** Costs no text where nothing is found, which is the rule. */
function holds(value: unknown, is: Is): boolean {
  if (typeof value !== 'object' || value === null) {
    return is(value);
  }
  if (Array.isArray(value)) {
    return value.some(item => holds(item, is));
  }
  for (const name in value) {
    if (is(name) || holds((value as Readonly<Record<string, unknown>>)[name], is)) {
      return true;
    }
  }
  return false;
}

function fieldsWith(value: unknown, is: Is, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) {
    return is(value) ? [path] : [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, i) => fieldsWith(item, is, `${path}[${i}]`));
  }
  return Object.entries(value).flatMap(([name, item]) => (is(name) ? [`a key of ${path || 'the object'}`] : fieldsWith(item, is, under(path, name))));
}

function under(path: string, name: string): string {
  return /^[\w-]+$/.test(name) ? `${path === '' ? '' : `${path}.`}${name}` : `${path}["${name}"]`;
}
