import { isOutputText } from '../deferred-props';
import type { DeferredValues } from '../deferred-values';
import type { Manifest } from '../manifest';

/** A field of a manifest, and what is wrong with it. */
type Wrong = readonly [field: string, problem: string];

const IN_NO_FILE = 'is known only at deployment, and files cannot hold it: deploy it with cdk8s-fleet/pulumi, or write the value';
const PLANNED = 'is known only at deployment, and is what the object is known by: write the value';
const OUTPUT_TEXT = 'holds the text that Pulumi puts in place of an Output inside a string: make the whole string at deployment, deferred(pulumi.interpolate`...`), or write the value';

/** What is wrong with an object wherever it goes: an Output that has become text, and a name or label that is deferred. */
export function lostValues(manifest: Manifest, deferred: DeferredValues | undefined): readonly Wrong[] {
  const lost = holds(manifest, isOutputText) ? fieldsWith(manifest, isOutputText).map(field => [field, OUTPUT_TEXT] as const) : [];
  return deferred === undefined || deferred.none ? lost : [...lost, ...plannedFields(manifest, deferred)];
}

/** What of an object no file can hold. */
export function deferredFields(manifest: Manifest, deferred: DeferredValues): readonly Wrong[] {
  const isDeferred = (text: string) => deferred.isIn(text);
  return deferred.none || !holds(manifest, isDeferred) ? [] : fieldsWith(manifest, isDeferred).map(field => [field, IN_NO_FILE] as const);
}

/** Annotations are only read by controllers: the ARN of a role stands in one. */
function plannedFields({ apiVersion, kind, metadata: { annotations: _, ...metadata } = { name: '' } }: Partial<Manifest>, deferred: DeferredValues): readonly Wrong[] {
  return fieldsWith({ apiVersion, kind, metadata }, text => deferred.isIn(text)).map(field => [field, PLANNED] as const);
}

/** Costs no text where nothing is found, which is the rule. */
function holds(value: unknown, is: (text: string) => boolean): boolean {
  if (typeof value === 'string') {
    return is(value);
  }
  if (typeof value !== 'object' || value === null) {
    return false;
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

function fieldsWith(value: unknown, is: (text: string) => boolean, path = ''): readonly string[] {
  if (typeof value === 'string') {
    return is(value) ? [path] : [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, i) => fieldsWith(item, is, `${path}[${i}]`));
  }
  return typeof value !== 'object' || value === null ? [] : Object.entries(value).flatMap(([name, item]) => {
    const field = /^[\w-]+$/.test(name) ? `${path === '' ? '' : `${path}.`}${name}` : `${path}["${name}"]`;
    return is(name) ? [`a key of ${path || 'the object'}`] : fieldsWith(item, is, field);
  });
}
