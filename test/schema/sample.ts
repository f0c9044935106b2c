import { formatCheck } from '../../lib/schema/formats';
import { goMatcher } from '../../lib/schema/regexp';
import { StructuralSchema, ValidationRule } from '../../lib/schema/structure';

/** The way from the root of a schema to one of its values: field names, `*` for any key of a map, `0` for an item of a list. */
export type Route = readonly (string | 0)[];

/** Every rule of a schema and where it stands. */
export function rulesOf(schema: StructuralSchema, route: Route = []): ReadonlyArray<{ readonly rule: ValidationRule; readonly route: Route }> {
  const { properties = {}, items, additionalProperties } = schema;
  return [
    ...(schema['x-kubernetes-validations'] ?? []).map(rule => ({ rule, route })),
    ...Object.entries(properties).flatMap(([name, field]) => rulesOf(field, [...route, name])),
    ...(items ? rulesOf(items, [...route, 0]) : []),
    ...(typeof additionalProperties === 'object' ? rulesOf(additionalProperties, [...route, '*']) : []),
  ];
}

const TEXTS = [
  'a', 'v1', '10.0.0.0/16', '10.0.0.1', 'https://example.com/a', '1h', '2024-01-02T03:04:05Z', 'aGk=', '123e4567-e89b-12d3-a456-426614174000', '0600', 'a.b/c', 'abc',
  'v1.34.1', '100m', 'A', 'a=b',
];

/** A small value that fits a schema and reaches as far as the route, as long as no rule or combination asks for more. */
export function sample(schema: StructuralSchema, route: Route = []): unknown {
  if (schema.enum) return schema.enum[0];
  if (schema['x-kubernetes-int-or-string']) return 1;
  switch (schema.type) {
    case 'string': return text(schema);
    case 'integer':
    case 'number': return schema.minimum ?? Math.min(1, schema.maximum ?? 1);
    case 'boolean': return true;
    case 'array': return Array.from({ length: Math.max(schema.minItems ?? 0, route.length > 0 ? 1 : 0) }, () => sample(schema.items!, route.slice(1)));
    default: return fields(schema, route);
  }
}

function fields(schema: StructuralSchema, [next, ...rest]: Route): object {
  const { properties = {}, required = [], additionalProperties } = schema;
  const names = new Set([...required, ...(typeof next === 'string' && next !== '*' ? [next] : [])]);
  const [first] = Object.keys(properties);
  const isShort = names.size < (schema.minProperties ?? 0);
  if (isShort && first !== undefined) names.add(first);
  const known = [...names].map(name => [name, sample(properties[name], name === next ? rest : [])]);
  // A map may ask for an entry.
  return Object.fromEntries(next === '*' || (isShort && first === undefined) ? [...known, ['key', sample(additionalProperties as StructuralSchema, rest)]] : known);
}

function text({ pattern = '', format = '', minLength = 0, maxLength = Infinity }: StructuralSchema): string {
  const matches = goMatcher(pattern);
  const isValid = formatCheck(format) ?? (() => true);
  const found = [...TEXTS, 'x'.repeat(minLength)].find(one => matches(one) && isValid(one) && one.length >= minLength && one.length <= maxLength);
  if (found === undefined) throw new Error(`no sample matches ${pattern} ${format}; add one to the list`);
  return found;
}
