import { describe, expect, test } from '@jest/globals';
import { faults, kindWith, texts, thing } from './support';

const STRING = { type: 'string' };
const DROPPED = 'unknown field, the API server would drop it without a word';

describe('unknown fields', () => {
  const schema = {
    type: 'object',
    properties: {
      replicas: { type: 'integer' },
      labels: { type: 'object', additionalProperties: STRING },
      items: { type: 'array', items: { type: 'object', properties: { name: STRING } } },
      raw: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true, 'properties': { known: { type: 'object', properties: { a: STRING } } } },
      loose: { type: 'object', additionalProperties: true },
    },
  };

  test.each([
    ['known fields', { replicas: 1, items: [{ name: 'a' }] }],
    ['any key of a map', { labels: { anything: 'a', replicsa: 'b' } }],
    ['unknown fields where they are preserved', { raw: { anything: { deep: [1] }, known: { a: 'b' } } }],
    ['values of a loose map', { loose: { a: 1, b: 'c' } }],
    ['fields that are undefined', { unknown: undefined, replicas: 1 }],
  ])('accepts %s', (_, spec) => {
    expect(faults(schema, spec)).toEqual([]);
  });

  test.each([
    [{ replcas: 1 }, [`spec.replcas unknown-field: ${DROPPED}; did you mean 'replicas'?`]],
    [{ Replicas: 1 }, [`spec.Replicas unknown-field: ${DROPPED}; did you mean 'replicas'?`]],
    [{ nothingLikeIt: 1 }, [`spec.nothingLikeIt unknown-field: ${DROPPED}`]],
    [{ items: [{ name: 'a' }, { nmae: 'b' }] }, [`spec.items[1].nmae unknown-field: ${DROPPED}; did you mean 'name'?`]],
    [{ raw: { known: { b: 1 } } }, [`spec.raw.known.b unknown-field: ${DROPPED}; did you mean 'a'?`]],
    [{ loose: { a: { b: 1 } } }, [`spec.loose.a.b unknown-field: ${DROPPED}`]],
  ])('fails for %j', (spec, expected) => {
    expect(faults(schema, spec)).toEqual(expected);
  });

  test('fails at the top of an object, too', () => {
    expect(texts(kindWith({ type: 'object' }).check({ ...thing({}), specs: 1 }))).toEqual([`specs unknown-field: ${DROPPED}; did you mean 'spec'?`]);
  });

  test('a key with dots is shown in brackets', () => {
    expect(faults(schema, { labels: { 'a.b/c': 1 } })).toEqual(['spec.labels["a.b/c"] type: must be of type string, got integer 1']);
  });
});

describe('defaults and null', () => {
  test('a default satisfies what is required', () => {
    expect(faults({ type: 'object', required: ['a'], properties: { a: { type: 'string', default: 'x' } } }, {})).toEqual([]);
  });

  test('fails for a default that is itself wrong, as the API server does', () => {
    expect(faults({ type: 'object', properties: { a: { type: 'string', default: 'x', maxLength: 0 } } }, {}))
      .toEqual(['spec.a bounds: has 1 character, at most 0 allowed']);
  });

  test('defaults inside a default are filled in', () => {
    const inner = { type: 'object', default: {}, required: ['b'], properties: { b: { type: 'integer', default: 2 } } };
    expect(faults({ type: 'object', properties: { a: inner } }, {})).toEqual([]);
    expect(faults({ type: 'object', properties: { a: { ...inner, properties: { b: { type: 'integer' } } } } }, {}))
      .toEqual(['spec.a.b required: required field is missing (integer)']);
  });

  test('null takes the default, and without one counts as left out', () => {
    const schema = { type: 'object', required: ['a'], properties: { a: { type: 'string', default: 'x' }, b: STRING } };
    expect(faults(schema, { a: null, b: null })).toEqual([]);
    expect(faults({ ...schema, required: ['a', 'b'] }, { a: null, b: null })).toEqual(['spec.b required: required field is missing (string)']);
  });

  test('null stays where it is allowed', () => {
    expect(faults({ type: 'object', required: ['a'], properties: { a: { type: 'string', nullable: true } } }, { a: null })).toEqual([]);
  });

  test('null in a list takes the default of the items, and fails without one', () => {
    expect(faults({ type: 'array', items: { type: 'string', default: 'x' } }, [null])).toEqual([]);
    expect(faults({ type: 'array', items: STRING }, [null])).toEqual(['spec[0] type: must be of type string, got null']);
  });

  test('the object that is checked is not changed', () => {
    const object = thing({ a: { c: null }, u: 1 });
    const before = JSON.stringify(object);
    kindWith({ type: 'object', properties: { a: { type: 'object', properties: { b: { type: 'string', default: 'x' }, c: STRING } } } }).check(object);
    expect(JSON.stringify(object)).toBe(before);
  });
});
