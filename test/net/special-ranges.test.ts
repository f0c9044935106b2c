import { describe, expect, test } from '@jest/globals';
import { Cidr, overlappingPairs, SPECIAL_RANGES } from '../../lib/net';

function special(text: string): string[] {
  return SPECIAL_RANGES.filter(({ cidr }) => cidr.overlaps(Cidr.parse(text))).map(({ name }) => name);
}

describe('ranges that no cluster can use', () => {
  test.each([
    ['0.0.0.0/24', '"this network"'],
    ['127.0.0.0/16', 'loopback'],
    ['169.254.169.254/32', 'link-local (also instance metadata)'],
    ['239.0.0.0/8', 'multicast'],
    ['255.255.255.255/32', 'limited broadcast'],
    ['::/128', 'reserved (unspecified, loopback, IPv4-mapped, NAT64)'],
    ['::1/128', 'reserved (unspecified, loopback, IPv4-mapped, NAT64)'],
    ['64:ff9b::/96', 'reserved (unspecified, loopback, IPv4-mapped, NAT64)'],
    ['100::/80', 'discard-only'],
    ['fe80::/64', 'link-local'],
    ['ff02::/16', 'multicast'],
  ])('%s is %s', (text, name) => {
    expect(special(text)).toEqual([name]);
  });

  test.each([
    ['10.0.0.0/8'], ['172.16.0.0/12'], ['192.168.0.0/16'], ['100.64.0.0/10'], ['198.18.0.0/15'], ['192.0.2.0/24'], ['240.240.0.0/16'],
    ['242.0.0.0/8'], ['243.0.0.0/8'], ['8.0.0.0/8'], ['2001:db8::/32'], ['2600:1f00::/24'], ['fc00::/7'], ['fd00:ec2::/32'],
  ])('%s may be used', (text) => {
    expect(special(text)).toEqual([]);
  });

  test('do not overlap each other and are sorted', () => {
    expect(overlappingPairs(SPECIAL_RANGES)).toEqual([]);
    expect([...SPECIAL_RANGES].sort((a, b) => Cidr.compare(a.cidr, b.cidr))).toEqual(SPECIAL_RANGES);
  });

  test('each say where the rule comes from', () => {
    expect(SPECIAL_RANGES.filter(({ source }) => !/^RFC \d+/.test(source))).toEqual([]);
  });
});
