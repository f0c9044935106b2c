import type { UnknownValues } from '../unknown';

/** In place of text that is unknown: no conversion for CEL touches it. */
const UNKNOWN = Symbol('unknown');

/** A value as a rule sees it, and whether the rule has looked at something unknown in it. */
export interface Watched {
  readonly self: unknown;
  readonly lookedAtUnknown: () => boolean;
}

/** Replaces what is unknown, so that it goes through a conversion as it is. */
export function masked(value: unknown, unknown: UnknownValues): unknown {
  return mapLeaves(value, leaf => (unknown.isIn(leaf) ? UNKNOWN : leaf));
}

/** Has the unknown parts of a converted value say when they are looked at. */
export function watched(value: unknown): Watched {
  let looked = false;
  const watch = (container: object): object => {
    const copy: Record<string, unknown> | unknown[] = Array.isArray(container) ? [] : {};
    for (const [name, item] of Object.entries(container)) {
      Object.defineProperty(copy, name, item !== UNKNOWN ? { value: isContainer(item) ? watch(item) : item, enumerable: true } : {
        get: () => {
          looked = true;
          return '';
        },
        enumerable: true,
      });
    }
    return copy;
  };
  return { self: isContainer(value) ? watch(value) : value, lookedAtUnknown: () => looked };
}

function mapLeaves(value: unknown, change: (leaf: unknown) => unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(item => mapLeaves(item, change));
  }
  return isContainer(value) ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapLeaves(item, change)])) : change(value);
}

/** A list or a map: not a date or bytes, which a conversion makes. */
function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null && (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype);
}
