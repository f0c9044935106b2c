import type { JSONSchema } from 'json-schema-to-typescript';
import { Kind } from './crd';
import { Names, propsName } from './names';
import { isObject, Json } from './structure';

/** Fields of every object that are not props: the class sets the first two, cdk8s types the third, controllers write the last. */
const OWN_FIELDS = new Set(['apiVersion', 'kind', 'metadata', 'status']);

/** A JSON schema from which `json-schema-to-typescript` makes the props of a kind; every nested object gets a name of its own. */
export function propsSchema(kind: Kind, origin: string, names: Names): JSONSchema {
  const { properties, required, ...rest } = kind.schema;
  const own = Object.entries(properties as Json).filter(([name]) => !OWN_FIELDS.has(name));
  const spec = objectType({ ...rest, properties: Object.fromEntries(own), required }, [kind.kind], names, propsName(kind.kind));
  return {
    ...spec,
    description: `What \`${kind.kind}\` takes, ${origin}.`,
    required: (spec.required as readonly string[]).filter(name => !OWN_FIELDS.has(name)),
    properties: { metadata: { tsType: 'ApiObjectMetadata' }, ...spec.properties },
  };
}

// `nullable` makes no `| null`: cdk8s leaves null out of what it renders, so offering it would promise what nobody gets.
function typeOf(schema: Json, path: readonly string[], names: Names): JSONSchema {
  if (schema['x-kubernetes-int-or-string'] === true) return { tsType: '(number | string)' };
  if (Array.isArray(schema.enum)) return { enum: schema.enum };
  switch (schema.type) {
    case 'object': return objectOrMap(schema, path, names);
    case 'array': return { type: 'array', items: typeOf(schema.items as Json, path, names) };
    case 'integer': return { type: 'number' };
    case 'number':
    case 'boolean':
    case 'string': return { type: schema.type };
    default: return { tsType: 'unknown' };
  }
}

function objectOrMap(schema: Json, path: readonly string[], names: Names): JSONSchema {
  const { properties, additionalProperties } = schema;
  if (isObject(properties) && Object.keys(properties).length > 0) return objectType(schema, path, names, names.nested(path));
  if (isObject(additionalProperties)) return { type: 'object', additionalProperties: typeOf(additionalProperties, path, names) };
  if (isOpen(schema)) return { type: 'object', additionalProperties: { tsType: 'unknown' } };
  return { tsType: 'Record<string, never>' };
}

function objectType(schema: Json, path: readonly string[], names: Names, title: string): JSONSchema {
  const properties = schema.properties as Readonly<Record<string, Json>>;
  const required = Array.isArray(schema.required) ? schema.required as string[] : [];
  return {
    title,
    description: `\`${path.slice(1).join('.')}\` of \`${path[0]}\`.`,
    type: 'object',
    properties: Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, typeOf(property, [...path, name], names)])),
    // The API server fills in a default before it looks for what is required.
    required: required.filter(name => properties[name]?.default === undefined),
    additionalProperties: isOpen(schema),
  };
}

function isOpen(schema: Json): boolean {
  return schema['x-kubernetes-preserve-unknown-fields'] === true || schema.additionalProperties === true;
}
