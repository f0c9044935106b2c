import { equal } from './equal';
import { formatCheck } from './formats';
import { goMatcher } from './regexp';
import { Report } from './report';
import { count, show } from './show';
import { StructuralSchema } from './structure';
import { suggest } from './suggest';

/** Reports what is wrong with a value of the right type. */
export type Check<T> = (value: T, report: Report) => void;

const INT32 = 2 ** 31;

/** The checks of a string: length in code points, pattern, format. */
export function stringChecks(schema: StructuralSchema): ReadonlyArray<Check<string>> {
  const { minLength, maxLength, pattern, format } = schema;
  const checks: Check<string>[] = [];
  if (minLength || maxLength !== undefined) {
    checks.push((text, report) => {
      // No text has more code points than code units, and none less than half as many.
      if (text.length <= (maxLength ?? Infinity) && text.length >= 2 * (minLength ?? 0)) return;
      within([...text].length, minLength, maxLength, 'character', report);
    });
  }
  if (pattern) {
    const matches = goMatcher(pattern);
    checks.push((text, report) => {
      if (!matches(text)) report.add('pattern', `${show(text)} does not match ${pattern}`);
    });
  }
  const isValid = format === undefined ? undefined : formatCheck(format);
  if (isValid) {
    checks.push((text, report) => {
      if (!isValid(text)) report.add('format', `${show(text)} is no valid ${format}`);
    });
  }
  return checks;
}

/**
 * The checks of a number. A value beyond `int32` is a violation although the API server stores it: no controller can decode it.
 */
export function numberChecks(schema: StructuralSchema): ReadonlyArray<Check<number>> {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format } = schema;
  const checks: Check<number>[] = [];
  if (minimum !== undefined) {
    checks.push((value, report) => {
      if (value < minimum) report.add('bounds', `${value} is less than the minimum ${minimum}`);
      else if (exclusiveMinimum && value === minimum) report.add('bounds', `${value} is not greater than ${minimum}`);
    });
  }
  if (maximum !== undefined) {
    checks.push((value, report) => {
      if (value > maximum) report.add('bounds', `${value} is more than the maximum ${maximum}`);
      else if (exclusiveMaximum && value === maximum) report.add('bounds', `${value} is not less than ${maximum}`);
    });
  }
  if (multipleOf !== undefined) {
    checks.push((value, report) => {
      const quotient = multipleOf < 1 ? 1 / multipleOf * value : value / multipleOf;
      if (!Number.isInteger(quotient)) report.add('bounds', `${value} is not a multiple of ${multipleOf}`);
    });
  }
  if (format === 'int32') {
    checks.push((value, report) => {
      if (value < -INT32 || value >= INT32) report.add('format', `${value} does not fit in 32 bits`);
    });
  }
  return checks;
}

/** The checks of the number of items, and that they differ where the schema asks for it. */
export function arrayChecks(schema: StructuralSchema): ReadonlyArray<Check<readonly unknown[]>> {
  const { minItems, maxItems, uniqueItems } = schema;
  const checks: Check<readonly unknown[]>[] = [];
  if (minItems !== undefined || maxItems !== undefined) {
    checks.push((items, report) => within(items.length, minItems, maxItems, 'item', report));
  }
  if (uniqueItems) {
    checks.push((items, report) => {
      const repeated = items.findIndex((item, i) => items.slice(0, i).some(other => equal(item, other)));
      if (repeated >= 0) report.add('list-set', `${show(items[repeated])} is in the list twice`, repeated);
    });
  }
  return checks;
}

/** The checks of which fields an object has and how many. */
export function objectChecks(schema: StructuralSchema): ReadonlyArray<Check<Readonly<Record<string, unknown>>>> {
  const { required = [], minProperties, maxProperties } = schema;
  const checks: Check<Readonly<Record<string, unknown>>>[] = [];
  if (required.length > 0) {
    checks.push((object, report) => {
      for (const field of required) {
        if (!Object.hasOwn(object, field)) report.add('required', `required field is missing${expected(schema.properties?.[field])}`, field);
      }
    });
  }
  if (minProperties !== undefined || maxProperties !== undefined) {
    checks.push((object, report) => within(Object.keys(object).length, minProperties, maxProperties, 'field', report));
  }
  return checks;
}

/** The check that a value is one of those that the schema lists. */
export function enumCheck(allowed: readonly unknown[]): Check<unknown> {
  const scalars = new Set(allowed);
  return (value, report) => {
    if (value !== null && (scalars.has(value) || allowed.some(one => equal(one, value)))) return;
    const meant = typeof value === 'string' ? suggest(value, allowed.filter(one => typeof one === 'string')) : undefined;
    const hint = meant === undefined ? '' : `; did you mean ${show(meant)}?`;
    report.add('enum', `${show(value)} is not one of ${allowed.map(one => show(one)).join(', ')}${hint}`);
  };
}

function within(size: number, least: number | undefined, most: number | undefined, noun: string, report: Report): void {
  if (least !== undefined && size < least) report.add('bounds', `has ${count(size, noun)}, at least ${least} needed`);
  if (most !== undefined && size > most) report.add('bounds', `has ${count(size, noun)}, at most ${most} allowed`);
}

function expected(field: StructuralSchema | undefined): string {
  if (field?.enum) return `; write one of ${field.enum.map(one => show(one)).join(', ')}`;
  return field?.type === undefined ? '' : ` (${field.type})`;
}
