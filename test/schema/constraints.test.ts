import { describe, expect, test } from '@jest/globals';
import { faults } from './support';

const STRING = { type: 'string' };

describe('types', () => {
  test.each([
    ['a string', STRING, 'a'],
    ['an empty string', STRING, ''],
    ['an integer', { type: 'integer' }, -3],
    ['a whole number', { type: 'number' }, 3],
    ['a fraction', { type: 'number' }, 1.5],
    ['a boolean', { type: 'boolean' }, false],
    ['an array', { type: 'array', items: STRING }, ['a']],
    ['an object', { type: 'object' }, {}],
    ['null where it is allowed', { type: 'string', nullable: true }, null],
    ['an integer as int-or-string', { 'x-kubernetes-int-or-string': true }, 5],
    ['a string as int-or-string', { 'x-kubernetes-int-or-string': true, 'anyOf': [{ type: 'integer' }, { type: 'string' }] }, '50%'],
    ['anything where no type is given', { 'x-kubernetes-preserve-unknown-fields': true }, [1, 'a', { b: null }]],
  ])('accepts %s', (_, schema, value) => {
    expect(faults(schema, value)).toEqual([]);
  });

  test.each([
    [STRING, 5, 'must be of type string, got integer 5'],
    [STRING, ['a'], 'must be of type string, got array ["a"]'],
    [{ type: 'string', format: 'cidr' }, [], 'must be of type string, got array []'],
    [{ type: 'integer' }, 1.5, 'must be of type integer, got number 1.5'],
    [{ type: 'integer' }, '1', 'must be of type integer, got string "1"'],
    [{ type: 'number' }, NaN, 'must be of type number, got number NaN'],
    [{ type: 'boolean' }, 'true', 'must be of type boolean, got string "true"'],
    [{ type: 'array', items: STRING }, { a: 1 }, 'must be of type array, got object {"a":1}'],
    [{ type: 'object' }, [], 'must be of type object, got array []'],
    [{ 'x-kubernetes-int-or-string': true }, true, 'must be of type integer or string, got boolean true'],
  ])('fails for %j and %j', (schema, value, message) => {
    expect(faults(schema, value)).toEqual([`spec type: ${message}`]);
  });

  test('shortens long values', () => {
    expect(faults({ type: 'integer' }, 'x'.repeat(100))[0]).toBe(`spec type: must be of type integer, got string "${'x'.repeat(56)}...`);
  });
});

describe('bounds', () => {
  test.each([
    ['minLength counts code points', { type: 'string', minLength: 2 }, '😀😀'],
    ['maxLength counts code points', { type: 'string', maxLength: 2 }, '😀😀'],
    ['minimum', { type: 'integer', minimum: 1 }, 1],
    ['maximum', { type: 'integer', maximum: 1 }, 1],
    ['exclusiveMinimum', { type: 'number', minimum: 1, exclusiveMinimum: true }, 1.1],
    ['exclusiveMaximum', { type: 'number', maximum: 1, exclusiveMaximum: true }, 0.9],
    ['multipleOf', { type: 'number', multipleOf: 0.5 }, 1.5],
    ['minItems', { type: 'array', items: STRING, minItems: 1 }, ['a']],
    ['maxItems', { type: 'array', items: STRING, maxItems: 1 }, ['a']],
    ['minProperties', { type: 'object', additionalProperties: STRING, minProperties: 1 }, { a: 'b' }],
    ['maxProperties', { type: 'object', additionalProperties: STRING, maxProperties: 1 }, { a: 'b' }],
    ['int32', { type: 'integer', format: 'int32' }, 2147483647],
    ['int64', { type: 'integer', format: 'int64' }, 2147483648],
  ])('%s is kept', (_, schema, value) => {
    expect(faults(schema, value)).toEqual([]);
  });

  test.each([
    [{ type: 'string', minLength: 2 }, '😀', 'has 1 character, at least 2 needed'],
    [{ type: 'string', maxLength: 2 }, 'abc', 'has 3 characters, at most 2 allowed'],
    [{ type: 'integer', minimum: 1 }, 0, '0 is less than the minimum 1'],
    [{ type: 'integer', maximum: 1 }, 2, '2 is more than the maximum 1'],
    [{ type: 'integer', minimum: 1, exclusiveMinimum: true }, 1, '1 is not greater than 1'],
    [{ type: 'integer', maximum: 1, exclusiveMaximum: true }, 1, '1 is not less than 1'],
    [{ type: 'integer', multipleOf: 4 }, 6, '6 is not a multiple of 4'],
    [{ type: 'array', items: STRING, minItems: 1 }, [], 'has 0 items, at least 1 needed'],
    [{ type: 'array', items: STRING, maxItems: 1 }, ['a', 'b'], 'has 2 items, at most 1 allowed'],
    [{ type: 'object', additionalProperties: STRING, minProperties: 1 }, {}, 'has 0 fields, at least 1 needed'],
    [{ type: 'object', additionalProperties: STRING, maxProperties: 1 }, { a: 'a', b: 'b' }, 'has 2 fields, at most 1 allowed'],
  ])('fails for %j and %j', (schema, value, message) => {
    expect(faults(schema, value)).toEqual([`spec bounds: ${message}`]);
  });

  test.each([2147483648, -2147483649])('fails for %d as an int32, which no controller can decode', value => {
    expect(faults({ type: 'integer', format: 'int32' }, value)).toEqual([`spec format: ${value} does not fit in 32 bits`]);
  });
});

describe('enums, patterns, formats', () => {
  test('an enum may hold any JSON value', () => {
    expect(faults({ 'x-kubernetes-preserve-unknown-fields': true, 'enum': [1, 'a', { b: [1] }] }, { b: [1] })).toEqual([]);
  });

  test.each([
    [{ type: 'string', enum: ['Retain', 'Delete'] }, 'retian', '"retian" is not one of "Retain", "Delete"; did you mean "Retain"?'],
    [{ type: 'string', enum: ['Retain', 'Delete'] }, 'Keep', '"Keep" is not one of "Retain", "Delete"'],
    [{ type: 'integer', enum: [1, 2] }, 3, '3 is not one of 1, 2'],
    [{ type: 'string', nullable: true, enum: ['a'] }, null, 'null is not one of "a"'],
  ])('fails for %j and %j', (schema, value, message) => {
    expect(faults(schema, value)).toEqual([`spec enum: ${message}`]);
  });

  test('a pattern matches anywhere unless it is anchored', () => {
    expect(faults({ type: 'string', pattern: 'b' }, 'abc')).toEqual([]);
    expect(faults({ type: 'string', pattern: '^b' }, 'abc')).toEqual(['spec pattern: "abc" does not match ^b']);
  });

  test('a format that the API server does not know is not checked', () => {
    expect(faults({ type: 'string', format: 'idn-hostname' }, '--')).toEqual([]);
    expect(faults({ type: 'string', format: 'cidr' }, '10.0.0.0')).toEqual(['spec format: "10.0.0.0" is no valid cidr']);
  });

  test('required fields are named with what they need', () => {
    const schema = { type: 'object', required: ['mode', 'size'], properties: { mode: { type: 'string', enum: ['A', 'B'] }, size: { type: 'integer' } } };
    expect(faults(schema, { mode: 'A', size: 1 })).toEqual([]);
    expect(faults(schema, {})).toEqual([
      'spec.mode required: required field is missing; write one of "A", "B"',
      'spec.size required: required field is missing (integer)',
    ]);
  });
});
