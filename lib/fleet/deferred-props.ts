import type { IConstruct } from 'constructs';
import { Deferred } from './deferred';

const OPEN_ONES = 'props for ids, ARNs and endpoints take deferred(output) of cdk8s-fleet/pulumi';

/** What is wrong with text of an Output, after the name of where it stands. */
export const OUTPUT_TEXT = 'holds the text that Pulumi puts in place of an Output inside a string: make the whole string at deployment, deferred(pulumi.interpolate`...`), or write the value';

/** Whether a value is an Output of Pulumi, of whatever copy of it: `@pulumi/pulumi` 3 `output.ts` marks them so. */
export function isOutput(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (value as { readonly __pulumiOutput?: unknown }).__pulumiOutput === true;
}

/**
 * The id of a construct, checked before its class looks at it: `constructs` would say no more than that it is no text.
 *
 * @throws for what is known only at deployment
 */
export function plannedId(scope: IConstruct, id: string): string {
  refuseDeferred(`a construct in ${scope.node.path || 'the app'}: `, 'id', id);
  return id;
}

/**
 * Refuses what is known only at deployment, in a prop and in all that lies in it, without looking into instances of classes.
 *
 * @param where what messages begin with, up to the name of the prop
 * @param path of the value from there: `pools.workers.replicas`
 * @param opened whether deferred values may be in it; Outputs may not
 * @throws for an Output, for the text that one turns into inside a string, and for a deferred value where none may be
 */
export function refuseDeferred(where: string, path: string, value: unknown, opened = false): void {
  // Nearly always there is none: paths are put together only for one that there is.
  if (isRefused(value, opened)) {
    refuseAt(where, path, value, opened);
  }
}

function refuseAt(where: string, path: string, value: unknown, opened: boolean): void {
  if (typeof value !== 'object' || value === null) {
    throw new Error(`${where}${path}: ${OUTPUT_TEXT}`);
  }
  if (Deferred.isDeferred(value)) {
    throw new Error(`${where}${path}: is deferred, and its value is needed at synth: write the value (${OPEN_ONES})`);
  }
  if (isOutput(value)) {
    throw new Error(opened
      ? `${where}${path}: is a Pulumi Output, whose value is known only at deployment: write deferred(output), of cdk8s-fleet/pulumi`
      : `${where}${path}: is a Pulumi Output, whose value is known only at deployment, and it is needed at synth: write the value (${OPEN_ONES})`);
  }
  for (const [name, item] of Object.entries(value)) {
    if (isOutputText(name)) {
      throw new Error(`${where}${path}: a key in it ${OUTPUT_TEXT}`);
    }
    refuseDeferred(where, Array.isArray(value) ? `${path}[${name}]` : `${path}.${name}`, item, opened);
  }
}

function isRefused(value: unknown, opened: boolean): boolean {
  return typeof value === 'string' ? isOutputText(value) : typeof value === 'object' && value !== null && holdsRefused(value, opened);
}

function holdsRefused(value: object, opened: boolean): boolean {
  if (Array.isArray(value)) {
    return value.some(item => isRefused(item, opened));
  }
  if (!isPlain(value)) {
    return Deferred.isDeferred(value) ? !opened : isOutput(value);
  }
  for (const name in value) {
    if (isOutputText(name) || isRefused((value as Readonly<Record<string, unknown>>)[name], opened)) {
      return true;
    }
  }
  return false;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * Whether text holds what an Output turns into inside a string: `Calling [toString] on an [Output<T>] is not supported` (`@pulumi/pulumi` 3
 * `output.ts`).
 */
export function isOutputText(text: string): boolean {
  return text.length > 50 && text.includes('] on an [Output<T>] is not supported');
}
