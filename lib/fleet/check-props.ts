import { isMap } from './collections';
import { Deferred } from './deferred';
import { refuseDeferred } from './deferred-props';
import { RFC_1123_LABEL } from './names';

/** What a prop must be. */
export interface PropType {
  /** For the message: `write text, got 3`. */
  readonly words: string;
  /** Whether it may be deferred, or hold what is: then its own fields have a check of their own. @default - nothing in it may be */
  readonly opened?: boolean;
  is(value: unknown): boolean;
}

export const TEXT: PropType = { words: 'text that is not empty', is: isText };
/** For props whose text is judged elsewhere. */
export const ANY_TEXT: PropType = { words: 'text', is: value => typeof value === 'string' };
/** As `ANY_TEXT`, for each of a list. */
export const ANY_TEXTS: PropType = { words: 'a list of texts', is: value => Array.isArray(value) && value.every(item => typeof item === 'string') };
export const TEXTS: PropType = { words: 'a list of texts that are not empty', is: value => Array.isArray(value) && value.every(isText) };
export const TEXT_OR_TEXTS: PropType = { words: 'text or a list of texts', is: value => typeof value === 'string' || Array.isArray(value) };
export const TEXT_MAP: PropType = { words: 'an object of texts', is: value => isMap(value) && Object.values(value).every(item => typeof item === 'string') };
export const FLAG_MAP: PropType = {
  words: 'an object of true and false', is: value => isMap(value) && Object.values(value).every(item => typeof item === 'boolean'),
};
export const MAP: PropType = { words: 'an object', is: isMap };
export const MAPS: PropType = { words: 'a list of objects', is: value => Array.isArray(value) && value.every(isMap) };
export const MAP_OR_FALSE: PropType = { words: 'an object or false', is: value => isMap(value) || value === false };
export const FUNCTION: PropType = { words: 'a function', is: value => typeof value === 'function' };
/** Names of namespaces, ports and much else. */
export const LABEL: PropType = {
  words: 'lower-case letters, digits and dashes, 63 at most', is: value => typeof value === 'string' && RFC_1123_LABEL.test(value),
};
/** For ids, ARNs and endpoints, which are only written down: nothing at synth may compare them, or make a name of them. */
export const TEXT_OR_DEFERRED: PropType = { words: TEXT.words, opened: true, is: value => Deferred.isDeferred(value) || isText(value) };
export const TEXTS_OR_DEFERRED: PropType = {
  words: TEXTS.words, opened: true, is: value => Array.isArray(value) && value.every(TEXT_OR_DEFERRED.is),
};
/** For options with fields that may be deferred. */
export const OPENED_MAP: PropType = { words: MAP.words, opened: true, is: value => isMap(value) && !Deferred.isDeferred(value) };
/** For props that may hold what is deferred and are judged elsewhere. */
export const OPENED: PropType = { words: 'a value', opened: true, is: () => true };
export const FLAG: PropType = { words: 'true or false', is: value => typeof value === 'boolean' };

/**
 * Checks props that no compiler may have seen: JavaScript programs, settings that were read from a file or from the environment.
 *
 * @param where what messages begin with, up to the name of the prop: `acme/one: pools.workers.`
 * @throws when a prop is missing or is of another type; `null` is no way to leave one out. And when a value anywhere in them is known only at
 *   deployment, in a prop whose type is not opened for it
 */
export function checkProps(
  where: string, props: unknown, required: Readonly<Record<string, PropType>>, optional: Readonly<Record<string, PropType>> = {},
): void {
  if (!isMap(props)) {
    throw new Error(`${where.replace(/[.: ]+$/, '')}: write an object of options, got ${shown(props)}`);
  }
  const types = { ...required, ...optional };
  for (const [name, value] of Object.entries(props)) {
    refuseDeferred(where, name, value, Object.hasOwn(types, name) && types[name].opened === true);
  }
  for (const [name, type] of Object.entries(types)) {
    const value = props[name];
    if (value === undefined && name in required) {
      throw new Error(`${where}${name} is missing; write ${type.words}`);
    }
    if (value !== undefined && !type.is(value)) {
      throw new Error(`${where}${name}: write ${type.words}, got ${shown(value)}`);
    }
  }
}

/**
 * Checks a name that is known to be text: one that has a default, or that others check for its type.
 *
 * @param where what messages begin with: `acme/one: namespace`
 * @throws for what is no label of RFC 1123
 */
export function checkLabel(where: string, value: string): void {
  if (!LABEL.is(value)) {
    throw new Error(`${where}: write ${LABEL.words}, got '${value}'`);
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

/** An instance of a class (a construct, with the whole program behind it) is named by its class. */
function shownObject(value: object): string {
  const { constructor } = value;
  return constructor === Object || Array.isArray(value) ? JSON.stringify(value, (_, item: unknown) => (isInstance(item) ? '...' : item)) : `an instance of ${constructor?.name || 'a nameless class'}`;
}

function isInstance(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && value.constructor !== Object && value.constructor !== undefined;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? `'${value}'` : typeof value === 'object' && value !== null ? shownObject(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
