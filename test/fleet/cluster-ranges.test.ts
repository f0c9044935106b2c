import { describe, expect, test } from '@jest/globals';
import { AddressPlan, claimsFor } from '../../lib/fleet';

const base = { cluster: 'eu', path: 'acme/eu', space: 'pods', plan: AddressPlan.within('10.0.0.0/8', { pods: 14 }) } as const;
const brief = (claims: ReturnType<typeof claimsFor>) => claims.map(c => `${c.cluster} ${c.space} ${c.name} ${c.cidr ?? `/${c.prefix}`} by ${c.path}`);

describe('the claims for an address space', () => {
  test('ask the plan for one block when nothing is written', () => {
    expect(brief(claimsFor(base))).toEqual(['eu pods pods /14 by acme/eu']);
  });

  test('are one for each block, numbered from the second', () => {
    expect(brief(claimsFor({ ...base, blocks: '10.0.0.0/16' }))).toEqual(['eu pods pods 10.0.0.0/16 by acme/eu']);
    expect(brief(claimsFor({ ...base, space: 'services', plan: AddressPlan.explicit(), blocks: ['10.0.0.0/16', 'FD00::/64'] })))
      .toEqual(['eu services services 10.0.0.0/16 by acme/eu', 'eu services services-2 fd00::/64 by acme/eu']);
  });

  test.each([
    [{ plan: AddressPlan.explicit() }, 'acme/eu: network.pods of cluster \'eu\' is open and the fleet has no address plan that hands out blocks;'
      + ' write network: { pods: \'<block>\' } or give the Fleet addresses: AddressPlan.within(\'<pool>\')'],
    [{ blocks: [] }, 'acme/eu: network.pods is an empty list; write a block or leave it out'],
    [{ blocks: '10.100.0.0/12' }, 'acme/eu: network.pods: bits after the prefix must be zero: write 10.96.0.0/12, got \'10.100.0.0/12\''],
    [{ blocks: ['10.96.0.0/12', 'none'], space: 'services' as const }, 'acme/eu: network.services: '],
  ])('fail for %p', (props, message) => {
    expect(() => claimsFor({ ...base, ...props })).toThrow(message);
  });
});
