import { isMap } from '../../fleet/collections';

/** The texts of a list as a manifest has it; what is no list, or no text, is a fault that the CRD shows. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** The maps of a list with their places in it. */
export function mapsOf(value: unknown): ReadonlyArray<readonly [place: number, item: Readonly<Record<string, unknown>>]> {
  return Array.isArray(value) ? value.flatMap((item, i) => (isMap(item) ? [[i, item] as const] : [])) : [];
}

/** A map as it is; anything else is an empty one. */
export function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return isMap(value) ? value : {};
}

/** Whether Go sees a value: `null` is none, an empty map or list is one. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}
