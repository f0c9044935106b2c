import { describe, expect, test } from '@jest/globals';
import { faults } from '../support';

const check = (rule: object, spec: unknown) => faults({ 'type': 'object', 'properties': { a: { type: 'integer' }, b: { type: 'string' } }, 'x-kubernetes-validations': [rule] }, spec);

describe('rules', () => {
  test('a rule that is met says nothing', () => {
    expect(check({ rule: 'self.a > 1' }, { a: 2 })).toEqual([]);
  });

  test.each([
    ['its message', { rule: 'self.a > 1', message: ' a must be more than 1 ' }, 'spec cel: a must be more than 1'],
    ['a message that is evaluated', { rule: 'self.a > 1', message: 'no', messageExpression: "'a is ' + string(self.a)" }, 'spec cel: a is 1'],
    ['its message when the other one fails', { rule: 'self.a > 1', message: 'no', messageExpression: 'self.b' }, 'spec cel: no'],
    ['its message when the other one is empty', { rule: 'self.a > 1', message: 'no', messageExpression: "'  '" }, 'spec cel: no'],
    ['its message when the other one cannot be parsed', { rule: 'self.a > 1', message: 'no', messageExpression: '+' }, 'spec cel: no'],
    ['the rule when there is no message', { rule: ' self.a > 1\n' }, 'spec cel: the rule is not met: self.a > 1'],
    ['where it belongs', { rule: 'self.a > 1', message: 'no', fieldPath: ".a['x.y'].z" }, 'spec.a["x.y"].z cel: no'],
  ])('fails with %s', (_, rule, expected) => {
    expect(check(rule, { a: 1 })).toEqual([expected]);
  });

  test('fails for a rule that stops, as on the API server', () => {
    expect(check({ rule: "self.b == 'x'", message: 'no' }, {})).toEqual(["spec cel: the rule stops with 'No such key: b': self.b == 'x'"]);
  });

  test('fails for a rule that cannot be evaluated', () => {
    expect(check({ rule: 'self.a.isPrime()' }, { a: 1 })).toEqual([expect.stringMatching(/^spec cel-unevaluated: the rule cannot be evaluated, .*isPrime.*: self\.a\.isPrime\(\)$/)]);
  });

  test('an empty rule is no rule', () => {
    expect(check({ rule: ' ' }, {})).toEqual([]);
  });

  test('rules wait until their value fits the schema; fields that are dropped do not matter', () => {
    const rule = { rule: "self.b == 'x'" };
    expect(check(rule, { a: 'wrong' })).toEqual(['spec.a type: must be of type integer, got string "wrong"']);
    expect(check(rule, { b: 'y', c: 1 }).map(text => text.split(':')[0])).toEqual(['spec.c unknown-field', 'spec cel']);
  });

  test('rules inside a value and about it are reported together', () => {
    const name = { 'type': 'string', 'x-kubernetes-validations': [{ rule: "self != 'x'", message: 'not x' }] };
    const schema = { 'type': 'object', 'properties': { names: { type: 'array', items: name } }, 'x-kubernetes-validations': [{ rule: 'size(self.names) < 2', message: 'one name' }] };
    expect(faults(schema, { names: ['x', 'y', 'x'] })).toEqual(['spec.names[0] cel: not x', 'spec.names[2] cel: not x', 'spec cel: one name']);
  });

  test('a rule about a value that is null or left out is not evaluated', () => {
    const schema = { type: 'object', properties: { a: { 'type': 'string', 'nullable': true, 'x-kubernetes-validations': [{ rule: 'false' }] } } };
    expect([faults(schema, {}), faults(schema, { a: null })]).toEqual([[], []]);
  });

  test('a rule may ask whether there was a former value: there was none', () => {
    expect(check({ rule: '!oldSelf.hasValue() || self == oldSelf.value()', optionalOldSelf: true }, {})).toEqual([]);
    expect(check({ rule: 'oldSelf.hasValue()', message: 'no', optionalOldSelf: true }, {})).toEqual(['spec cel: no']);
  });
});
