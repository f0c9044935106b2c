import { describe, expect, test } from '@jest/globals';
import { celName } from '../../../lib/schema/cel/values';
import { faults } from '../support';

const SCHEMA = {
  type: 'object',
  properties: {
    'n': { type: 'integer' },
    'f': { type: 'number' },
    'either': { 'x-kubernetes-int-or-string': true },
    'time': { type: 'string', format: 'date-time' },
    'day': { type: 'string', format: 'date' },
    'duration': { type: 'string', format: 'duration' },
    'bytes': { type: 'string', format: 'byte' },
    'map': { type: 'object', additionalProperties: { type: 'integer' } },
    'texts': { type: 'object', additionalProperties: { type: 'string' } },
    'list': { type: 'array', items: { type: 'object', properties: { port: { type: 'integer' } } } },
    'namespace': { type: 'string' },
    'a-b': { type: 'string' },
    'a.b/c__d': { type: 'string' },
    'none': { type: 'string', nullable: true },
    'filled': { type: 'integer', default: 3 },
  },
};
const SPEC = {
  'n': 5, 'f': 2, 'either': 5, 'time': '2024-01-02T03:04:05Z', 'day': '2024-01-02', 'duration': '2 days', 'bytes': 'aGk=', 'map': { x: 1 }, 'texts': { x: 'y' }, 'list': [{ port: 1 }, {}],
  'namespace': 'ns', 'a-b': 'c', 'a.b/c__d': 'e', 'none': null,
};

describe('what a rule sees', () => {
  test.each([
    'type(self.n) == int && self.n / 2 == 2',
    'type(self.f) == double && self.f / 4.0 == 0.5 && self.f > 1',
    'type(self.either) == int && self.either == 5',
    "self.time == timestamp('2024-01-02T03:04:05Z') && self.day == timestamp('2024-01-02T00:00:00Z')",
    "self.duration == duration('48h')",
    "self.bytes == b'hi' && size(self.bytes) == 2",
    "self.map.x == 1 && type(self.map['x']) == int && self.texts.all(k, self.texts[k] == 'y')",
    'self.list[0].port == 1 && self.list.exists(x, !has(x.port))',
    "self.__namespace__ == 'ns' && self.a__dash__b == 'c' && self.a__dot__b__slash__c__underscores__d == 'e'",
    '!has(self.none)',
    'self.filled == 3',
  ])('%s', rule => {
    expect(faults({ ...SCHEMA, 'x-kubernetes-validations': [{ rule }] }, SPEC)).toEqual([]);
  });

  test('a string for an int-or-string is a string', () => {
    const schema = { ...SCHEMA, 'x-kubernetes-validations': [{ rule: "type(self.either) == string && self.either.endsWith('%')" }] };
    expect(faults(schema, { either: '5%' })).toEqual([]);
    expect(faults(schema, { either: 5 })).toHaveLength(1);
  });

  test('a whole object shows its type and name, and nothing that its schema does not know', () => {
    const whole = { 'type': 'object', 'x-kubernetes-embedded-resource': true, 'x-kubernetes-preserve-unknown-fields': true };
    const rule = "self.kind == 'A' && self.apiVersion == 'v1' && self.metadata.name == 'b' && !has(self.data)";
    expect(faults({ ...whole, 'x-kubernetes-validations': [{ rule }] }, { apiVersion: 'v1', kind: 'A', metadata: { name: 'b' }, data: 1 })).toEqual([]);
  });

  test.each([['a', 'a'], ['in', '__in__'], ['a__b', 'a__underscores__b'], ['$ref', undefined], ['1a', undefined], ['', undefined]])('the field %j is called %j', (field, name) => {
    expect(celName(field)).toBe(name);
  });
});
