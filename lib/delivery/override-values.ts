import { HelmValues } from '../fleet';
import { isMap } from '../fleet/collections';

type Values = Readonly<Record<string, unknown>>;

/** The values of an add-on with those of its user on top: maps merge key by key, anything else of the user replaces what was there. */
export function overrideValues(base: HelmValues, users: Readonly<Record<string, unknown>> | undefined): HelmValues {
  return (cluster, remember) => mergeValues(typeof base === 'function' ? base(cluster, remember) : base, users ?? {});
}

/** Values with others on top: maps merge key by key, anything else of the others replaces what was there. */
export function mergeValues(base: Values, users: Values): Values {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(users)) {
    const present = merged[key];
    merged[key] = isMap(present) && isMap(value) ? mergeValues(present, value) : value;
  }
  return merged;
}
