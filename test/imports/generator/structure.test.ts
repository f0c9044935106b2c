import { describe, expect, test } from '@jest/globals';
import { structure } from '../../../scripts/import/structure';

describe('structure', () => {
  test('leaves prose out at every depth, and keeps fields that are named like prose', () => {
    const prose = { description: 'd', title: 't', example: 'e', externalDocs: {} };
    const schema = { ...prose, type: 'object', properties: { description: { ...prose, type: 'array', items: { ...prose, type: 'string' } } } };
    expect(structure(schema, 'Widget')).toEqual({ type: 'object', properties: { description: { type: 'array', items: { type: 'string' } } } });
  });

  test('leaves the messages of validation rules out and keeps the rest of them', () => {
    const rule = { rule: 'self > 1', message: 'm', messageExpression: "'m'", reason: 'FieldValueInvalid', fieldPath: '.a', optionalOldSelf: true };
    expect(structure({ 'x-kubernetes-validations': [rule] }, 'Widget'))
      .toEqual({ 'x-kubernetes-validations': [{ rule: 'self > 1', reason: 'FieldValueInvalid', fieldPath: '.a', optionalOldSelf: true }] });
  });

  test('puts keys in order and leaves the order of lists alone', () => {
    const schema = { type: 'object', required: ['b', 'a'], properties: { b: { type: 'string', enum: ['z', 'a'] }, a: {} } };
    expect(JSON.stringify(structure(schema, 'Widget'))).toBe('{"properties":{"a":{},"b":{"enum":["z","a"],"type":"string"}},"required":["b","a"],"type":"object"}');
  });

  test.each([
    ['additionalProperties', { additionalProperties: { type: 'string', title: 't' } }, { additionalProperties: { type: 'string' } }],
    ['additionalProperties true', { additionalProperties: true }, { additionalProperties: true }],
    ['not', { not: { type: 'string', title: 't' } }, { not: { type: 'string' } }],
    ['anyOf', { anyOf: [{ required: ['a'], title: 't' }] }, { anyOf: [{ required: ['a'] }] }],
    ['allOf', { allOf: [{ pattern: 'a', title: 't' }] }, { allOf: [{ pattern: 'a' }] }],
    ['oneOf', { oneOf: [{ minLength: 1, title: 't' }] }, { oneOf: [{ minLength: 1 }] }],
    ['a default that looks like prose', { default: { title: 't' } }, { default: { title: 't' } }],
  ])('goes into %s', (_, schema, expected) => {
    expect(structure(schema, 'Widget')).toEqual(expected);
  });

  test.each([
    ["unknown schema keyword '$ref' at Widget.spec", { properties: { spec: { $ref: '#/a' } } }],
    ["unknown schema keyword 'x-kubernetes-new' at Widget.list.items", { properties: { list: { items: { 'x-kubernetes-new': 1 } } } }],
    ['Widget is not a schema: "text"', 'text'],
    ['Widget.spec is not a schema: null', { properties: { spec: null } }],
    ['the properties of Widget are not an object', { properties: [] }],
    ['Widget.anyOf is not a list', { anyOf: {} }],
    ["a validation rule at Widget has no 'rule'", { 'x-kubernetes-validations': [{ message: 'm' }] }],
  ])('fails with: %s', (message, schema) => {
    expect(() => structure(schema, 'Widget')).toThrow(message);
  });
});
