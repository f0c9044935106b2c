import { describe, expect, test } from '@jest/globals';
import { messages, TerseFleet } from './model-builder';
import { lockedValueChanged } from '../../../lib/fleet/rules/locked-value-changed';

const fleet = (program: string, lock: Readonly<Record<string, string>>, retired: readonly string[] = []): TerseFleet => (
  { clusters: { eu: { ranges: { pods: program } } }, lock: { eu: lock }, retired }
);

test.each<[string, TerseFleet]>([
  ['the recorded value', fleet('10.0.0.0/16', { 'range/pods': '10.0.0.0/16' })],
  ['the recorded value in another spelling', fleet('fd00::/56', { 'range/pods': 'FD00:0::/56' })],
  ['a range that is new', fleet('10.0.0.0/16', { 'range/services': '10.1.0.0/20' })],
  ['facts about other things', fleet('10.0.0.0/16', { pods: '10.1.0.0/16' })],
  ['facts of another cluster', { clusters: { eu: { ranges: { pods: '10.0.0.0/16' } } }, lock: { us: { 'range/pods': '10.1.0.0/16' } } }],
  ['a retired name, which another rule reports', fleet('10.0.0.0/16', { 'range/pods': '10.1.0.0/16' }, ['eu'])],
])('passes: %s', (_, model) => {
  expect(messages(lockedValueChanged, model)).toEqual([]);
});

describe('fails', () => {
  test.each<[string, TerseFleet, string]>([
    ['fails for another block', fleet('10.1.0.0/16', { 'range/pods': '10.0.0.0/16' }),
      'eu pods is 10.1.0.0/16 in the program and 10.0.0.0/16 in fleet.lock.json: write 10.0.0.0/16 again, '
      + 'or run `npx cdk8s-fleet lock release eu range/pods` if nothing uses it yet'],
    ['fails for a block of another size', fleet('10.0.0.0/17', { 'range/pods': '10.0.0.0/16' }),
      'eu pods is 10.0.0.0/17 in the program and 10.0.0.0/16 in fleet.lock.json: write 10.0.0.0/16 again, '
      + 'or run `npx cdk8s-fleet lock release eu range/pods` if nothing uses it yet'],
    ['fails where the lock holds more blocks', fleet('10.0.0.0/16', { 'range/pods': '10.0.0.0/16, 10.1.0.0/16' }),
      'eu pods is 10.0.0.0/16 in the program and 10.0.0.0/16 and 10.1.0.0/16 in fleet.lock.json: write 10.0.0.0/16 and 10.1.0.0/16 again, '
      + 'or run `npx cdk8s-fleet lock release eu range/pods` if nothing uses it yet'],
    ['fails where the lock holds no range', fleet('10.0.0.0/16', { 'range/pods': '10.0.0.5/16' }),
      "eu pods is '10.0.0.5/16' in fleet.lock.json, which is no address range: run `npx cdk8s-fleet lock release eu range/pods`"],
  ])('%s', (_, model, message) => {
    expect(messages(lockedValueChanged, model)).toEqual([message]);
  });

  test('quotes names that a shell would take apart', () => {
    expect(messages(lockedValueChanged, { clusters: { eu: { ranges: { 'subnet a': '10.0.0.0/24' } } }, lock: { eu: { 'range/subnet a': '10.0.1.0/24' } } })[0])
      .toContain("`npx cdk8s-fleet lock release eu 'range/subnet a'`");
  });
});
