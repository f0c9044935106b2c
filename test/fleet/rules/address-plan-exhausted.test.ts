import { describe, expect, test } from '@jest/globals';
import { messages, TerseFleet } from './model-builder';
import { addressPlanExhausted } from '../../../lib/fleet/rules/address-plan-exhausted';
import { Cidr } from '../../../lib/net';

const fleet = (prefix: number, pools: readonly string[], taken: string): TerseFleet => ({
  clusters: { eu: {}, us: { ranges: { pods: taken } } },
  pools,
  unmet: [{ cluster: 'eu', name: 'pods', path: 'acme/eu', prefix, pools: pools.map(text => Cidr.parse(text)) }],
});

test('passes: every open range has a block', () => {
  expect(messages(addressPlanExhausted, { clusters: { eu: { ranges: { pods: '10.0.0.0/16' } } }, pools: ['10.0.0.0/16'] })).toEqual([]);
});

describe('fails', () => {
  test.each<[string, TerseFleet, string]>([
    ['fails with the largest free block', fleet(16, ['10.0.0.0/16'], '10.0.0.0/17'),
      'eu pods needs a /16 and the plan (10.0.0.0/16) has none: the largest free block is 10.0.128.0/17; add a pool, ask for less, or release retired clusters'],
    ['fails with all pools', fleet(15, ['10.4.0.0/16', '10.0.0.0/16'], '10.0.0.0/16'),
      'eu pods needs a /15 and the plan (10.0.0.0/16 and 10.4.0.0/16) has none: the largest free block is 10.4.0.0/16; add a pool, ask for less, or release retired clusters'],
    ['fails when nothing is free', fleet(24, ['10.0.0.0/16'], '10.0.0.0/16'),
      'eu pods needs a /24 and the plan (10.0.0.0/16) has none: nothing is free; add a pool, ask for less, or release retired clusters'],
    ['fails with what is free of the range around a part', {
      clusters: { eu: { ranges: { nodes: '10.1.0.0/24', a: { cidr: '10.1.0.0/25', within: 'nodes' }, b: { cidr: '10.1.0.128/26', within: 'nodes' } } } },
      pools: ['10.0.0.0/8'],
      unmet: [{ cluster: 'eu', name: 'c', path: 'acme/eu', prefix: 25, pools: [Cidr.parse('10.1.0.0/24')], within: 'nodes' }],
    }, 'eu c needs a /25 of eu nodes 10.1.0.0/24, which has none: the largest free block is 10.1.0.192/26; write a larger range, or smaller parts'],
    ['fails with the addresses of a mesh for a range that it adds', {
      clusters: { eu: {}, us: { ranges: { globalnet: '242.0.0.0/17' } } },
      pools: ['10.0.0.0/8'],
      unmet: [{ cluster: 'eu', name: 'globalnet', path: 'acme/eu', prefix: 16, pools: [Cidr.parse('242.0.0.0/16')] }],
    }, 'eu globalnet needs a /16 of 242.0.0.0/16, which has none: the largest free block is 242.0.128.0/17; give the mesh more addresses, ask for less, '
      + 'or release retired clusters'],
    ['fails without a plan', fleet(16, [], '10.0.0.0/16'),
      'eu pods is open and the fleet has no address plan: write a /16 for it, or give the fleet a plan with a pool'],
  ])('%s', (_, model, message) => {
    expect(messages(addressPlanExhausted, model)).toEqual([message]);
  });
});
