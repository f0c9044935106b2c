import { describe, expect, test } from '@jest/globals';
import { AddressPlan } from '../../lib/fleet';

describe('a plan that hands out', () => {
  test('keeps its pools and reserved ranges', () => {
    const plan = AddressPlan.within(['10.0.0.0/9', '172.16.0.0/12'], { reserved: { office: '10.8.0.0/14', vpn: ['10.200.0.0/16', 'fd00:1::/32'] } });
    expect(plan.pools.map(String)).toEqual(['10.0.0.0/9', '172.16.0.0/12']);
    expect(plan.reserved.map(r => `${r.name} ${r.cidr}`)).toEqual(['office 10.8.0.0/14', 'vpn 10.200.0.0/16', 'vpn fd00:1::/32']);
  });

  test.each([
    ['10.0.0.0/8', {}, [16, 20, 16]],
    ['fd00::/40', {}, [56, 112, 56]],
    ['10.0.0.0/8', { pods: 14, services: 24, nodes: 32 }, [14, 24, 32]],
    ['10.0.0.0/8', { pods: 8 }, [8, 20, 16]],
  ])('within %s with %p has sizes %p', (pool, sizes, expected) => {
    const plan = AddressPlan.within(pool, sizes);
    expect((['pods', 'services', 'nodes'] as const).map(space => plan.prefixFor(space))).toEqual(expected);
  });

  test.each([
    [[], {}, 'AddressPlan.within: name at least one pool, like \'10.0.0.0/8\''],
    ['10.1.0.0/8', {}, 'AddressPlan.within: bits after the prefix must be zero: write 10.0.0.0/8, got \'10.1.0.0/8\''],
    ['10/8', {}, 'AddressPlan.within: '],
    [['10.0.0.0/8', 'fd00::/40'], {}, 'AddressPlan.within: pools 10.0.0.0/8 and fd00::/40 are of two families; a plan hands out one, write the ranges of the other in each cluster'],
    [['10.0.0.0/8', '10.64.0.0/10'], {}, 'AddressPlan.within: pools 10.0.0.0/8 and 10.64.0.0/10 overlap; keep the larger one'],
    ['10.0.0.0/8', { pods: 7 }, 'AddressPlan.within: pods: 7 is no prefix length that fits in 10.0.0.0/8; write a whole number from 8 to 32'],
    ['10.0.0.0/8', { services: 33 }, 'AddressPlan.within: services: 33 is no prefix length that fits in 10.0.0.0/8; write a whole number from 8 to 32'],
    ['10.0.0.0/8', { nodes: 16.5 }, 'AddressPlan.within: nodes: 16.5 is no prefix length'],
    ['10.0.0.0/8', { nodes: NaN }, 'AddressPlan.within: nodes: NaN is no prefix length'],
    [['10.0.0.0/24', '10.0.4.0/22'], {}, 'AddressPlan.within: pods: 16 is no prefix length that fits in 10.0.0.0/24, 10.0.4.0/22; write a whole number from 22 to 32'],
    ['fd00::/40', { pods: 129 }, 'write a whole number from 40 to 128'],
    ['10.0.0.0/8', { reserved: { office: '10.8.0.1/14' } }, 'reserved.office: bits after the prefix must be zero: write 10.8.0.0/14, got \'10.8.0.1/14\''],
    ['10.0.0.0/8', { reserved: { vpn: ['10.8.0.0/14', 'x'] } }, 'reserved.vpn: '],
  ])('fails within %p with %p', (pools, options, message) => {
    expect(() => AddressPlan.within(pools, options)).toThrow(message);
  });
});

describe('an explicit plan', () => {
  test('hands out nothing and knows what is reserved', () => {
    const plan = AddressPlan.explicit({ reserved: { office: '10.8.0.0/14' } });
    expect([plan.pools, plan.reserved.map(r => r.name)]).toEqual([[], ['office']]);
    expect(AddressPlan.explicit().reserved).toEqual([]);
  });

  test('fails for a malformed reserved range', () => {
    expect(() => AddressPlan.explicit({ reserved: { office: '10.8.0.0' } })).toThrow('reserved.office: ');
  });
});
