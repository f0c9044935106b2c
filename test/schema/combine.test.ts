import { describe, expect, test } from '@jest/globals';
import { faults } from './support';

const FIELDS = { a: { type: 'integer' }, b: { type: 'integer' } };
const object = (more: object) => ({ type: 'object', properties: FIELDS, ...more });

describe('allOf, anyOf, oneOf, not', () => {
  test.each([
    ['allOf', object({ allOf: [{ required: ['a'] }, { properties: { a: { minimum: 2 } } }] }), { a: 2 }],
    ['anyOf', object({ anyOf: [{ required: ['a'] }, { required: ['b'] }] }), { b: 1 }],
    ['oneOf', object({ oneOf: [{ required: ['a'] }, { required: ['b'] }] }), { a: 1 }],
    ['not', object({ not: { required: ['a'] } }), { b: 1 }],
    ['items in a combination', { type: 'array', items: { type: 'integer' }, allOf: [{ items: { maximum: 3 } }] }, [1, 3]],
  ])('%s is kept', (_, schema, value) => {
    expect(faults(schema, value)).toEqual([]);
  });

  test.each([
    [object({ allOf: [{ required: ['a'] }, { properties: { a: { minimum: 2 } } }] }), { a: 1 }, ['spec.a bounds: 1 is less than the minimum 2']],
    [
      object({ anyOf: [{ required: ['a'] }, { required: ['b'] }] }), {},
      ['spec any-of: matches none of 2 allowed forms: spec.a: required field is missing; or spec.b: required field is missing'],
    ],
    [
      object({ oneOf: [{ required: ['a'] }, { required: ['b'] }] }), {},
      ['spec one-of: matches none of 2 allowed forms: spec.a: required field is missing; or spec.b: required field is missing'],
    ],
    [object({ oneOf: [{ required: ['a'] }, { required: ['b'] }] }), { a: 1, b: 1 }, ['spec one-of: matches 2 of 2 forms that exclude each other']],
    [object({ not: { required: ['a'] } }), { a: 1 }, ['spec not: matches what the schema excludes']],
    [{ type: 'array', items: { type: 'integer' }, allOf: [{ items: { maximum: 3 } }] }, [1, 4], ['spec[1] bounds: 4 is more than the maximum 3']],
  ])('fails for %j and %j', (schema, value, expected) => {
    expect(faults(schema, value)).toEqual(expected);
  });
});
