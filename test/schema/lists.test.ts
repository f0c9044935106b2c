import { describe, expect, test } from '@jest/globals';
import { faults } from './support';

const SET = { 'type': 'array', 'x-kubernetes-list-type': 'set', 'items': { type: 'string' } };
const map = (...keys: readonly string[]) => ({
  'type': 'array', 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': keys,
  'items': { type: 'object', properties: { name: { type: 'string' }, port: { type: 'integer', default: 80 }, value: { type: 'string' } } },
});

describe('list types', () => {
  test.each([
    ['a set of different items', SET, ['a', 'b']],
    ['a map with different keys', map('name'), [{ name: 'a' }, { name: 'b' }]],
    ['a map where one of two keys differs', map('name', 'port'), [{ name: 'a' }, { name: 'a', port: 81 }]],
    ['an atomic list with repetition', { ...SET, 'x-kubernetes-list-type': 'atomic' }, ['a', 'a']],
    ['one item without its key', map('name'), [{}, { name: 'a' }]],
    ['unique items', { type: 'array', uniqueItems: true, items: { type: 'object', properties: { a: { type: 'integer' } } } }, [{ a: 1 }, { a: 2 }]],
  ])('accepts %s', (_, schema, value) => {
    expect(faults(schema, value)).toEqual([]);
  });

  test.each([
    [SET, ['a', 'b', 'a'], ['spec[2] list-set: "a" is in the list already, at [0]']],
    [map('name'), [{ name: 'a', value: 'x' }, { name: 'a' }], ['spec[1] list-map-keys: an item with name "a" is in the list already, at [0]']],
    [map('name', 'port'), [{ name: 'a', port: 80 }, { name: 'a' }], ['spec[1] list-map-keys: an item with name "a", port 80 is in the list already, at [0]']],
    [map('name'), [{}, {}], ['spec[1] list-map-keys: an item without name is in the list already, at [0]']],
    [
      { type: 'array', uniqueItems: true, items: { type: 'object', properties: { a: { type: 'integer' } } } }, [{ a: 1 }, { a: 1 }],
      ['spec[1] list-set: {"a":1} is in the list twice'],
    ],
  ])('fails for %j and %j', (schema, value, expected) => {
    expect(faults(schema, value)).toEqual(expected);
  });
});
