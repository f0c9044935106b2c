import { describe, expect, test } from '@jest/globals';
import { CompiledSchema, UnknownValues } from '../../lib/schema';

/** `?` stands for a value that nobody knows, `a?` for text of which one part is unknown. */
const UNKNOWN: UnknownValues = { isIn: value => typeof value === 'string' && value.includes('?'), isWhole: value => value === '?' };

function found(spec: object, schema: object) {
  const compiled = CompiledSchema.compile({
    group: 'acme.io', version: 'v1', kind: 'Widget', scope: 'Namespaced',
    schema: { type: 'object', properties: { spec: { type: 'object', ...schema } } },
  });
  return compiled.check({ apiVersion: 'acme.io/v1', kind: 'Widget', metadata: { name: 'a' }, spec }, UNKNOWN).map(({ path, message }) => `${path}: ${message}`);
}

describe('what is unknown', () => {
  const id = { type: 'string', pattern: '^vpc-', maxLength: 8, minLength: 4, enum: ['vpc-1'], format: 'ipv4' };

  test('breaks no pattern, length, enum or format', () => {
    expect(found({ id: '?' }, { properties: { id } })).toEqual([]);
    expect(found({ id: 'x-?' }, { properties: { id } })).toEqual([]);
    expect(found({ id: 'x' }, { properties: { id: { type: 'string', pattern: '^vpc-' } } })).toEqual(['spec.id: "x" does not match ^vpc-']);
  });

  test('is of any type; with known text around it, it is text', () => {
    const properties = { port: { type: 'integer', minimum: 1 } };
    expect(found({ port: '?' }, { properties })).toEqual([]);
    expect(found({ port: '8?' }, { properties })).toEqual(['spec.port: must be of type integer, got text']);
  });

  test('does not hide unknown fields, fields that are missing and other values', () => {
    const schema = { required: ['id', 'other'], properties: { id, other: { type: 'string' }, size: { type: 'integer' } } };
    expect(found({ id: '?', idd: '?', size: 'x' }, schema)).toEqual([
      'spec.idd: unknown field, the API server would drop it without a word; did you mean \'id\'?',
      'spec.size: must be of type integer, got string "x"',
      'spec.other: required field is missing (string)',
    ]);
  });

  test('fits several forms, and what is excluded, only in appearance', () => {
    const text = (pattern: string) => ({ properties: { id: { pattern } } });
    const properties = { id: { type: 'string' }, other: { type: 'string' } };
    expect(found({ id: '?' }, { properties, oneOf: [text('^a'), text('^b')] })).toEqual([]);
    expect(found({ id: '?' }, { properties, not: text('^a') })).toEqual([]);
    expect(found({ id: 'a' }, { properties, not: text('^a') })).toEqual(['spec: matches what the schema excludes']);
    expect(found({ id: 'ab' }, { properties, oneOf: [text('^a'), text('b$')] })).toEqual(['spec: matches 2 of 2 forms that exclude each other']);
    expect(found({ id: '?' }, { properties, oneOf: [{ required: ['other'] }, { required: ['absent'] }] })).toHaveLength(1);
  });

  const rule = (text: string, properties: object) => ({ properties, 'x-kubernetes-validations': [{ rule: text, message: 'no' }] });
  const two = { id: { type: 'string' }, size: { type: 'integer' } };

  test('leaves the rules that look at it without a result, and no others', () => {
    expect(found({ id: '?', size: 1 }, rule('self.id.startsWith("vpc-")', two))).toEqual([]);
    expect(found({ id: '?', size: 1 }, rule('self.size > 1', two))).toEqual(['spec: no']);
    expect(found({ id: '?', size: 2 }, rule('self.size > 1', two))).toEqual([]);
    expect(found({ id: '?', size: 1 }, rule('self.size > 1 && self.id == "vpc-1"', two))).toEqual(['spec: no']);
    expect(found({ id: 'x', size: 1 }, rule('self.id.startsWith("vpc-")', two))).toEqual(['spec: no']);
  });

  test('goes unseen through conversions for rules', () => {
    const properties = { wait: { type: 'string', format: 'duration' }, ids: { type: 'array', items: { type: 'string' } }, bytes: { type: 'string', format: 'byte' } };
    expect(found({ wait: '?', ids: ['a', '?'], bytes: '?' }, rule('self.wait > duration("1s")', properties))).toEqual([]);
    expect(found({ wait: '?', ids: ['a', '?'], bytes: '?' }, rule('self.ids.all(id, id == "b")', properties))).toEqual(['spec: no']);
    expect(found({ wait: '?', ids: ['a', '?'] }, rule('self.ids.all(id, id == "a")', properties))).toEqual([]);
    expect(found({ wait: '?', ids: ['a', '?'] }, rule('size(self.ids) == 3', properties))).toEqual(['spec: no']);
    expect(found({ wait: '1m', ids: ['?'] }, rule('self.wait < duration("1s")', properties))).toEqual(['spec: no']);
  });

  test('has no rules itself', () => {
    const id2 = { 'type': 'string', 'x-kubernetes-validations': [{ rule: 'self == "a"', message: 'no' }] };
    expect([found({ id: '?' }, { properties: { id: id2 } }), found({ id: 'b' }, { properties: { id: id2 } })]).toEqual([[], ['spec.id: no']]);
  });
});
