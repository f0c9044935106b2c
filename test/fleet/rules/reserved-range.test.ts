import { describe, expect, test } from '@jest/globals';
import { messages, TerseFleet } from './model-builder';
import { reservedRange } from '../../../lib/fleet/rules/reserved-range';

const eu = (pods: string): TerseFleet => ({ clusters: { eu: { ranges: { pods } } }, reserved: { 'corp-dc': '10.8.0.0/14' } });

test.each<[string, TerseFleet]>([
  ['a range beside it', eu('10.12.0.0/16')],
  ['an accepted overlap', { ...eu('10.8.0.0/16'), accepted: [['corp-dc', 'eu pods']] }],
  ['an overlap accepted in the other order', { ...eu('10.8.0.0/16'), accepted: [['eu pods', 'corp-dc']] }],
  ['reserved ranges that nest', { reserved: { region: '10.0.0.0/8', office: '10.1.0.0/16' } }],
  ['a part, because the whole is compared', { clusters: { eu: { ranges: { a: { cidr: '10.8.0.0/24', within: 'nodes' } } } }, reserved: { office: '10.8.0.0/14' } }],
])('passes: %s', (_, fleet) => {
  expect(messages(reservedRange, fleet)).toEqual([]);
});

describe('fails', () => {
  test.each<[string, string, string]>([
    ['fails when a range lies inside', '10.9.0.0/16',
      'eu pods 10.9.0.0/16 overlaps 10.8.0.0/14, which is reserved for corp-dc: move eu pods to another block (10.0.0.0/16 is free in the plan)'],
    ['fails when a range contains it', '10.0.0.0/8', 'eu pods 10.0.0.0/8 overlaps 10.8.0.0/14, which is reserved for corp-dc: move eu pods to another block'],
    ['fails when a range equals it', '10.8.0.0/14',
      'eu pods 10.8.0.0/14 overlaps 10.8.0.0/14, which is reserved for corp-dc: move eu pods to another block (10.0.0.0/14 is free in the plan)'],
  ])('%s', (_, pods, message) => {
    expect(messages(reservedRange, { ...eu(pods), pools: ['10.0.0.0/8'] })).toEqual([message]);
  });

  test('fails once for each block of a name, and proposes one block', () => {
    expect(messages(reservedRange, { clusters: { eu: { ranges: { pods: '10.0.0.0/16' } } }, reserved: { vpn: ['10.0.2.0/24', '10.0.1.0/24'] }, pools: ['10.0.0.0/8'] })).toEqual([
      'eu pods 10.0.0.0/16 overlaps 10.0.1.0/24, which is reserved for vpn: move eu pods to another block (10.1.0.0/16 is free in the plan)',
      'eu pods 10.0.0.0/16 overlaps 10.0.2.0/24, which is reserved for vpn: move eu pods to another block (10.1.0.0/16 is free in the plan)',
    ]);
  });

  test('an acceptance of one reserved range does not cover another', () => {
    expect(messages(reservedRange, { ...eu('10.8.0.0/16'), accepted: [['office', 'eu pods']] })).toHaveLength(1);
  });
});
