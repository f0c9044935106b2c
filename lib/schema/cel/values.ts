import { StructuralSchema } from '../structure';
import { celDuration } from './duration';
import { parseFormatDuration } from '../go-duration';

/** Turns a JSON value into what a CEL rule sees: integers as `bigint`, times and durations by their format. */
export type Convert = (value: unknown) => unknown;

/** Words that CEL keeps for itself. Source: Kubernetes 1.34, `apiserver/pkg/cel/escaping.go`. */
const RESERVED = new Set([
  'true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package', 'namespace', 'return',
  'var', 'void', 'while',
]);
const STRING: StructuralSchema = { type: 'string' };
const WHOLE_OBJECT: StructuralSchema = {
  type: 'object',
  properties: { apiVersion: STRING, kind: STRING, metadata: { type: 'object', properties: { name: STRING, generateName: STRING } } },
};

/**
 * How values of a schema are converted; undefined when they are the same in CEL, which is so for most strings.
 *
 * @param whole whether the value is a whole object: its type and name are visible whatever the schema says
 */
export function converter(schema: StructuralSchema, whole = schema['x-kubernetes-embedded-resource'] === true): Convert | undefined {
  if (schema['x-kubernetes-int-or-string']) return toNumber;
  switch (schema.type) {
    case 'integer': return toNumber;
    case 'string': return stringConverter(schema.format);
    case 'array': return schema.items && arrayConverter(converter(schema.items));
    case 'object': return objectConverter(schema, whole);
    default: return undefined;
  }
}

/** The name of a field in a CEL expression; undefined when CEL cannot name it. */
export function celName(field: string): string | undefined {
  if (RESERVED.has(field)) return `__${field}__`;
  if (!/^[A-Za-z_./-][\w./-]*$/.test(field)) return undefined;
  const words: Readonly<Record<string, string>> = { '__': 'underscores', '.': 'dot', '-': 'dash', '/': 'slash' };
  return field.replace(/__|[-./]/g, found => `__${words[found]}__`);
}

function toNumber(value: unknown): unknown {
  return Number.isInteger(value) ? BigInt(value as number) : value;
}

function stringConverter(format: string | undefined): Convert | undefined {
  const convert = { 'byte': toBytes, 'duration': toDuration, 'date': toTime, 'date-time': toTime }[format ?? ''];
  return convert && (value => (typeof value === 'string' ? convert(value) : value));
}

function toBytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}

function toDuration(text: string): unknown {
  return celDuration(parseFormatDuration(text)!);
}

function toTime(text: string): Date {
  return new Date(text.toUpperCase());
}

function arrayConverter(item: Convert | undefined): Convert | undefined {
  return item && (value => (Array.isArray(value) ? value.map(item) : value));
}

function objectConverter(schema: StructuralSchema, whole: boolean): Convert | undefined {
  const { additionalProperties } = schema;
  if (typeof additionalProperties === 'object') {
    const each = converter(additionalProperties);
    return each && (value => mapEntries(value, (name, item) => [name, each(item)]));
  }
  const properties = Object.entries({ ...schema.properties, ...(whole ? WHOLE_OBJECT.properties : {}) });
  const fields = new Map(properties.flatMap(([name, field]) => {
    const visible = celName(name);
    return visible === undefined ? [] : [[name, { visible, convert: converter(field), nullable: field.nullable === true }] as const];
  }));
  const unchanged = !whole && !schema['x-kubernetes-preserve-unknown-fields'] && fields.size === properties.length
    && [...fields].every(([name, { visible, convert, nullable }]) => name === visible && !convert && !nullable);
  if (unchanged) return undefined;
  return value => mapEntries(value, (name, item) => {
    const field = fields.get(name);
    // To a rule, a field that is null is not there.
    return field && item !== null ? [field.visible, field.convert ? field.convert(item) : item] : undefined;
  });
}

function mapEntries(value: unknown, change: (name: string, item: unknown) => readonly [string, unknown] | undefined): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const changed: Record<string, unknown> = {};
  for (const name in value) {
    const entry = change(name, (value as Record<string, unknown>)[name]);
    if (entry) changed[entry[0]] = entry[1];
  }
  return changed;
}
