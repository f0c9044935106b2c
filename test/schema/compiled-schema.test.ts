import { describe, expect, test } from '@jest/globals';
import { kindWith, texts, thing } from './support';
import { CompiledSchema } from '../../lib/schema';

describe('CompiledSchema', () => {
  test('accepts an object of its kind', () => {
    expect(kindWith({ type: 'object' }).check(thing({}))).toEqual([]);
  });

  test.each([
    ['no object', 'x', [' type: must be of type object, got string "x"']],
    ['nothing', undefined, [' type: must be of type object, got undefined']],
    ['another version', { ...thing({}), apiVersion: 'example.com/v2' }, ['apiVersion enum: "example.com/v2" is not example.com/v1']],
    ['another kind', { ...thing({}), kind: 'Other' }, ['kind enum: "Other" is not Thing']],
    ['no type', { metadata: { name: 'a' } }, [
      'apiVersion required: required field is missing; write example.com/v1', 'kind required: required field is missing; write Thing',
    ]],
  ])('fails for %s', (_, object, expected) => {
    expect(texts(kindWith({ type: 'object' }).check(object))).toEqual(expected);
  });

  test('a kind of the core group has no group in its version', () => {
    const core = CompiledSchema.compile({ group: '', version: 'v1', kind: 'Thing', scope: 'Namespaced', schema: { type: 'object' } });
    expect(core.check({ apiVersion: 'v1', kind: 'Thing', metadata: { name: 'a' } })).toEqual([]);
  });

  test('the schema may restrict the name', () => {
    const schema = kindWith({ type: 'object' }, 'Namespaced', { properties: { metadata: { type: 'object', properties: { name: { type: 'string', maxLength: 3 } } } } });
    expect(texts(schema.check({ ...thing(undefined, { name: 'long' }) }))).toEqual(['metadata.name bounds: has 4 characters, at most 3 allowed']);
  });

  test('all faults of an object come at once, each with its path', () => {
    const schema = kindWith({ type: 'object', required: ['c'], properties: { a: { type: 'string' }, b: { type: 'array', items: { type: 'integer' } }, c: {} } });
    expect(texts(schema.check(thing({ a: 1, b: [1, 'x'] }, { name: 'A' }))).map(text => text.split(':')[0])).toEqual([
      'spec.a type', 'spec.b[1] type', 'spec.c required', 'metadata.name metadata',
    ]);
  });

  test('lists the rules that need a former object, with their paths', () => {
    const rules = (...all: readonly string[]) => ({ 'x-kubernetes-validations': all.map(rule => ({ rule })) });
    const schema = kindWith({
      type: 'object',
      properties: {
        name: { type: 'string', ...rules('self == oldSelf', "self != 'oldSelf'") },
        list: { type: 'array', items: { type: 'string', ...rules('oldSelf != self') } },
        map: { type: 'object', additionalProperties: { 'type': 'string', 'x-kubernetes-validations': [{ rule: '!oldSelf.hasValue()', optionalOldSelf: true }] } },
      },
    });
    expect(schema.transitionRules()).toEqual([{ path: 'spec.name', rule: 'self == oldSelf' }, { path: 'spec.list[]', rule: 'oldSelf != self' }]);
    expect(texts(schema.check(thing({ name: 'oldSelf', list: ['a'], map: { a: 'b' } })))).toEqual(["spec.name cel: the rule is not met: self != 'oldSelf'"]);
  });
});
