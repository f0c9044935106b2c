import { describe, expect, test } from '@jest/globals';
import { messages, TerseFleet } from './model-builder';
import { fixedValueChanged } from '../../../lib/fleet/rules/fixed-value-changed';

const fixed = [{ fact: 'namespace', value: 'new', otherwise: 'its objects would be made twice', path: 'acme/eu' }];
const fleet = (lock: TerseFleet['lock']): TerseFleet => ({ clusters: { eu: { fixed } }, lock });

test.each<[string, TerseFleet]>([
  ['the recorded value', fleet({ eu: { 'fixed/namespace': 'new' } })],
  ['a value that is new', fleet({})],
  ['a fact of another cluster', fleet({ us: { 'fixed/namespace': 'old' } })],
  ['a recorded value that the program no longer has', { clusters: { eu: {} }, lock: { eu: { 'fixed/namespace': 'old' } } }],
])('passes: %s', (_, model) => {
  expect(messages(fixedValueChanged, model)).toEqual([]);
});

describe('fails', () => {
  test('fails for another value, naming both and what would happen', () => {
    expect(messages(fixedValueChanged, fleet({ eu: { 'fixed/namespace': 'old' } }))).toEqual([
      "eu: namespace is 'new' in the program and 'old' in fleet.lock.json, and its objects would be made twice: write 'old' again, or run "
      + '`npx cdk8s-fleet lock release eu fixed/namespace` if the cluster is made anew',
    ]);
  });
});
