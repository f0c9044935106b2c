import { isObject, Json } from '../../scripts/import/structure';

/** A schema inside a schema, and where it is. */
export interface Place {
  /** `spec.items[]`, `spec.labels{}`; empty at the root. */
  readonly at: string;
  /** The schema there. */
  readonly schema: Json;
}

/** Every schema that gives a value its structure: the root, then properties, items and values. Those in `anyOf` and the like do not. */
export function places(schema: Json, at = ''): readonly Place[] {
  const { properties, items, additionalProperties } = schema;
  return [
    { at, schema },
    ...Object.entries(isObject(properties) ? properties : {}).flatMap(([name, value]) => places(value as Json, at === '' ? name : `${at}.${name}`)),
    ...isObject(items) ? places(items, `${at}[]`) : [],
    ...isObject(additionalProperties) ? places(additionalProperties, `${at}{}`) : [],
  ];
}
