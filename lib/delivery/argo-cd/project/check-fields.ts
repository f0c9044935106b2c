import { checkProps, PropType } from '../../../fleet/check-props';
import { isMap } from '../../../fleet/collections';

/** Fields that an object has. */
export interface Fields {
  readonly required?: Readonly<Record<string, PropType>>;
  readonly optional?: Readonly<Record<string, PropType>>;
  /** For fields that people write although they do not exist: what to write. */
  readonly instead?: Readonly<Record<string, string>>;
}

/** For a list whose items are judged one by one. */
export const LIST: PropType = { words: 'a list', is: Array.isArray };

/**
 * A field that does not exist would be dropped by the API server, in silence, and with it what it was to limit.
 *
 * @param where what messages begin with, up to the name of the field: `acme/apps: AppProject web: destinations.0.`
 * @throws for a field that is unknown, missing or of another type
 */
export function checkFields(where: string, value: unknown, { required = {}, optional = {}, instead = {} }: Fields): void {
  const known = [...Object.keys(required), ...Object.keys(optional)];
  for (const name of isMap(value) ? Object.keys(value) : []) {
    if (!known.includes(name)) throw new Error(`${where}${name}: there is no such field; write ${instead[name] ?? `one of ${known.join(', ')}`}`);
  }
  checkProps(where, value, required, optional);
}

/**
 * @param where up to the index of an item: `acme/apps: AppProject web: destinations.`
 * @param example what an item looks like, for the message
 * @throws when an item is no object with the fields
 */
export function checkItems(where: string, items: readonly object[], example: string, fields: Fields): void {
  for (const [i, item] of items.entries()) {
    checkProps(where, { [i]: item }, { [i]: { words: example, is: isMap } });
    checkFields(`${where}${i}.`, item, fields);
  }
}

/** @throws when two items of a list have the same key */
export function checkNoDoubles(where: string, keys: readonly string[]): void {
  for (const [i, key] of keys.entries()) {
    const first = keys.indexOf(key);
    if (first !== i) throw new Error(`${where}${i}: says the same as ${first}; leave one out`);
  }
}
