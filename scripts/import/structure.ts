import { Failure } from './failure';

/** A JSON object whose keys are not known yet. */
export type Json = Readonly<Record<string, unknown>>;

/** What a schema may hold that says nothing about structure: it is left out of the project. */
const PROSE = new Set(['description', 'title', 'example', 'externalDocs', '$schema', 'id']);

/** Keywords whose value is kept as it is. */
const PLAIN = new Set([
  'type', 'format', 'enum', 'default', 'nullable', 'required', 'pattern', 'uniqueItems', 'multipleOf',
  'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength',
  'minItems', 'maxItems', 'minProperties', 'maxProperties',
  'x-kubernetes-int-or-string', 'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-embedded-resource',
  'x-kubernetes-list-type', 'x-kubernetes-list-map-keys', 'x-kubernetes-map-type',
]);

/**
 * A structural schema without its prose and with its keys in alphabetical order, so that the same CRD always gives the same bytes.
 *
 * @throws when a keyword is not one that `apiextensions.k8s.io/v1` allows in a structural schema: it is better to stop than to lose a constraint.
 */
export function structure(schema: unknown, where: string): Json {
  if (!isObject(schema)) throw new Failure(`${where} is not a schema: ${JSON.stringify(schema)}`);
  const kept: Record<string, unknown> = {};
  for (const keyword of Object.keys(schema).sort()) {
    if (PROSE.has(keyword)) continue;
    kept[keyword] = keep(keyword, schema[keyword], where);
  }
  return kept;
}

/** Whether a parsed JSON value is an object, not an array and not null. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function keep(keyword: string, value: unknown, where: string): unknown {
  if (PLAIN.has(keyword)) return value;
  switch (keyword) {
    case 'properties': return properties(value, where);
    case 'items':
    case 'not': return structure(value, `${where}.${keyword}`);
    case 'additionalProperties': return typeof value === 'boolean' ? value : structure(value, `${where}.${keyword}`);
    case 'allOf':
    case 'anyOf':
    case 'oneOf': return list(value, `${where}.${keyword}`).map((part, index) => structure(part, `${where}.${keyword}[${index}]`));
    case 'x-kubernetes-validations': return list(value, `${where}.${keyword}`).map(rule => withoutMessage(rule, where));
    default: throw new Failure(`unknown schema keyword '${keyword}' at ${where}: add it to scripts/import/structure.ts once its meaning is clear`);
  }
}

function properties(value: unknown, where: string): Json {
  if (!isObject(value)) throw new Failure(`the properties of ${where} are not an object`);
  return Object.fromEntries(Object.keys(value).sort().map(name => [name, structure(value[name], `${where}.${name}`)]));
}

function list(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Failure(`${where} is not a list`);
  return value;
}

function withoutMessage(rule: unknown, where: string): Json {
  if (!isObject(rule) || typeof rule.rule !== 'string') throw new Failure(`a validation rule at ${where} has no 'rule'`);
  const prose = new Set(['message', 'messageExpression']);
  return Object.fromEntries(Object.keys(rule).sort().filter(key => !prose.has(key)).map(key => [key, rule[key]]));
}
