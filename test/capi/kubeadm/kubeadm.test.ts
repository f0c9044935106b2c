import { describe, expect, test } from '@jest/globals';
import { Docker } from '../../../lib';
import { fleetWith } from '../infrastructure-contract';

const RANGES = { pods: ['10.64.0.0/16', 'fd00:64::/48'], services: ['10.65.0.0/20', 'fd00:65::/112'] };

/** What is found about the sizes of ranges when some of them are others. */
const sizes = (network: Partial<typeof RANGES>) => fleetWith({
  infrastructure: Docker.dev(), controlPlane: { replicas: 1, machine: {} }, pools: {}, network: { ...RANGES, ...network },
}).fleet.check().filter(f => f.code === 'range-size').map(f => f.message);

describe('the ranges of a kubeadm cluster', () => {
  test.each<[string, Partial<typeof RANGES>]>([
    ['services as large as it takes', { services: ['10.80.0.0/12', 'fd00:65::/108'] }],
    ['services as small as it takes', { services: ['10.65.0.0/28', 'fd00:65::/124'] }],
    ['pods as small as it takes', { pods: ['10.64.0.0/28', 'fd00:64::/124'] }],
    ['pods of any size above', { pods: ['10.128.0.0/9', 'fd00:6400::/24'] }],
  ])('may be %s', (_, network) => {
    expect(sizes(network)).toEqual([]);
  });

  test.each<[string, Partial<typeof RANGES>, string]>([
    ['services of a /11', { services: ['10.96.0.0/11', 'fd00:65::/112'] }, 'one services 10.96.0.0/11 is too large for kubeadm, which takes a /12 or smaller'],
    ['services of a /107', { services: ['10.65.0.0/20', 'fd00:65::/107'] }, 'fd00:65::/107 is too large for kubeadm, which takes a /108 or smaller'],
    ['services of a /29', { services: ['10.65.0.0/29', 'fd00:65::/112'] }, 'one services 10.65.0.0/29 is too small for kubeadm, which takes a /28 or larger'],
    ['services of a /125', { services: ['10.65.0.0/20', 'fd00:65::/125'] }, 'fd00:65::/125 is too small for kubeadm, which takes a /124 or larger'],
    ['pods of a /29', { pods: ['10.64.0.0/29', 'fd00:64::/48'] }, 'one pods 10.64.0.0/29 is too small for kubeadm, which takes a /28 or larger'],
    ['pods of a /125', { pods: ['10.64.0.0/16', 'fd00:64::/125'] }, 'fd00:64::/125 is too small for kubeadm, which takes a /124 or larger'],
  ])('fails the synth on %s', (_, network, message) => {
    expect(sizes(network)).toEqual([expect.stringContaining(message)]);
  });
});
