import { describe, expect, test } from '@jest/globals';
import { messages } from './model-builder';
import { nodeMask } from '../../../lib/fleet/rules/node-mask';

const check = (pods: string, ipv4: number) =>
  messages(nodeMask, { clusters: { eu: { ranges: { pods, nodes: '10.0.0.0/30' }, nodeMask: { ipv4, ipv6: 64 } } } });

test.each([
  ['10.0.0.0/24', 24], ['10.0.0.0/8', 24], ['fd00::/64', 24], ['fd00::/48', 24], ['10.0.0.0/26', 26], ['10.0.0.0/10', 26],
])('passes: %s with an IPv4 mask of %i', (pods, mask) => {
  expect(check(pods, mask)).toEqual([]);
});

test('passes: any pod range where the controller manager does not divide it', () => {
  expect(messages(nodeMask, { clusters: { eu: { ranges: { pods: '10.0.0.0/30' } } } })).toEqual([]);
});

describe('fails', () => {
  test.each<[string, string, number | 24, string]>([
    ['fails when no node block fits', '10.0.0.0/25', 24,
      'eu pods 10.0.0.0/25 is smaller than the /24 that each node gets of it: write a pod range of /24 or larger, or a node mask of 25 or longer'],
    ['fails when no IPv6 node block fits', 'fd00::/65', 24,
      'eu pods fd00::/65 is smaller than the /64 that each node gets of it: write a pod range of /64 or larger, or a node mask of 65 or longer'],
    ['fails when there are more than 16 bits in between', '10.0.0.0/9', 26,
      'eu pods 10.0.0.0/9 is more than 16 bits larger than the /26 that each node gets of it: write a pod range of /10 or smaller, or a node mask of 25 or shorter'],
    ['fails when there are more than 16 bits in between in IPv6', 'fd00::/47', 24,
      'eu pods fd00::/47 is more than 16 bits larger than the /64 that each node gets of it: write a pod range of /48 or smaller, or a node mask of 63 or shorter'],
  ])('%s', (_, pods, mask, message) => {
    expect(check(pods, mask)).toEqual([message]);
  });
});
