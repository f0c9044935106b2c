import { checkCombinations } from './combine';
import { checkEmbedded } from './embedded';
import { checkList } from './lists';
import { Node } from './node';
import { Report } from './report';
import { describe } from './show';
import { suggest } from './suggest';

type Fields = Readonly<Record<string, unknown>>;

/** Fields of a whole object that its schema need not name. */
const OBJECT_FIELDS = new Set(['apiVersion', 'kind', 'metadata']);

/**
 * Checks a value as the API server does on create: what it does not know is dropped (and here reported), what is left out gets its default, and
 * the result is checked, from the leaves up.
 *
 * @returns the value that the API server would store; the same object when nothing was dropped or filled in
 */
export function walk(node: Node, value: unknown, report: Report): unknown {
  const before = report.faults;
  const stored = settled(node, value, report);
  checkValue(node, stored, report);
  if (Array.isArray(stored) && node.listType) checkList(node, stored, report);
  if (node.whole === 'embedded' && isObject(stored)) checkEmbedded(stored, report);
  // Rules assume a value that fits its schema; what they say about another one would only repeat the fault.
  if (node.rules && stored !== null && report.faults === before && !isUnknown(stored, report)) node.rules.check(stored, report);
  return stored;
}

/** Checks a value against a schema of `allOf`, `anyOf`, `oneOf` or `not`, which says nothing about unknown fields and defaults. */
function checkNested(node: Node, value: unknown, report: Report): void {
  if (Array.isArray(value)) {
    const { items } = node;
    if (items) value.forEach((item, i) => below(report, i, () => checkNested(items, item, report)));
  } else if (isObject(value)) {
    for (const name of Object.keys(value)) {
      const field = node.field(name);
      if (field && value[name] !== undefined) below(report, name, () => checkNested(field, value[name], report));
    }
  }
  checkValue(node, value, report);
}

function settled(node: Node, value: unknown, report: Report): unknown {
  if (Array.isArray(value)) return node.types?.includes('array') === false ? value : settledItems(node, value, report);
  if (isObject(value)) return node.types?.includes('object') === false ? value : settledFields(node, value, report);
  return value;
}

function settledItems(node: Node, value: readonly unknown[], report: Report): readonly unknown[] {
  const { items } = node;
  if (!items) return value;
  let stored: unknown[] | undefined;
  for (let i = 0; i < value.length; i++) {
    const item = value[i] === null && !items.nullable && items.hasDefault ? items.schema.default : value[i];
    report.enter(i);
    const next = walk(items, item, report);
    report.leave();
    if (next !== value[i]) (stored ??= [...value])[i] = next;
  }
  return stored ?? value;
}

function settledFields(node: Node, value: Fields, report: Report): Fields {
  let stored: Record<string, unknown> | undefined;
  for (const name of Object.keys(value)) {
    const next = settledField(node, name, value[name], report);
    if (next === value[name]) continue;
    stored ??= { ...value };
    if (next === undefined) delete stored[name];
    else stored[name] = next;
  }
  for (const name of node.defaults) {
    if (Object.hasOwn(stored ?? value, name)) continue;
    const field = node.field(name)!;
    stored ??= { ...value };
    report.enter(name);
    stored[name] = walk(field, field.schema.default, report);
    report.leave();
  }
  return stored ?? value;
}

/** @returns undefined when the API server drops the field */
function settledField(node: Node, name: string, value: unknown, report: Report): unknown {
  if (value === undefined) return undefined;
  const field = node.field(name);
  if (node.whole && OBJECT_FIELDS.has(name)) {
    // That metadata is an object is checked with what is in it.
    if (field && (name !== 'metadata' || isObject(value))) below(report, name, () => checkNested(field, value, report));
    return value;
  }
  if (!field) {
    if (node.preserves) return value;
    reportUnknown(node, name, report);
    return undefined;
  }
  if (value === null && field.dropsNull) return undefined;
  report.enter(name);
  const stored = walk(field, value === null && !field.nullable && field.hasDefault ? field.schema.default : value, report);
  report.leave();
  return stored;
}

function reportUnknown(node: Node, name: string, report: Report): void {
  const known = [...Object.keys(node.schema.properties ?? {}), ...(node.whole ? OBJECT_FIELDS : [])];
  const meant = suggest(name, known);
  const hint = meant === undefined ? '' : `; did you mean '${meant}'?`;
  report.add('unknown-field', `unknown field, the API server would drop it without a word${hint}`, name);
}

function checkValue(node: Node, value: unknown, report: Report): void {
  if (isUnknown(value, report)) {
    // With known text around it, it is text at least.
    if (!report.unknown!.isWhole(value) && !hasType(node, value)) report.add('type', `must be of type ${node.types!.join(' or ')}, got text`);
    return;
  }
  if (!hasType(node, value)) {
    report.add('type', `must be of type ${node.types!.join(' or ')}, got ${describe(value)}`);
    return;
  }
  if (node.inEnum) node.inEnum(value, report);
  if (typeof value === 'string') {
    for (const check of node.strings) check(value, report);
  } else if (typeof value === 'number') {
    for (const check of node.numbers) check(value, report);
  } else if (Array.isArray(value)) {
    for (const check of node.arrays) check(value, report);
  } else if (isObject(value)) {
    for (const check of node.objects) check(value, report);
  }
  if (value !== null) checkCombinations(node, value, report, checkNested);
}

function isUnknown(value: unknown, { unknown }: Report): boolean {
  return unknown !== undefined && typeof value === 'string' && unknown.isIn(value);
}

function hasType({ types, nullable }: Node, value: unknown): boolean {
  if (types === undefined || value === null && nullable) return true;
  return types.some(type => {
    switch (type) {
      case 'string': return typeof value === 'string';
      case 'integer': return Number.isInteger(value);
      case 'number': return typeof value === 'number' && Number.isFinite(value);
      case 'boolean': return typeof value === 'boolean';
      case 'array': return Array.isArray(value);
      default: return isObject(value);
    }
  });
}

function below(report: Report, step: string | number, check: () => void): void {
  report.enter(step);
  check();
  report.leave();
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
