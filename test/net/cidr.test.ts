import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { cellsOf, cidrOf, smallBlocks, spaces } from './small-space';
import { Cidr } from '../../lib/net';

const cidrs: fc.Arbitrary<Cidr> = fc.oneof(
  fc.tuple(fc.constant<4 | 6>(4), fc.bigInt(0n, 2n ** 32n - 1n), fc.nat(32)),
  fc.tuple(fc.constant<4 | 6>(6), fc.bigInt(2n ** 120n, 2n ** 128n - 1n), fc.nat(128)),
).map(([family, address, prefix]) => {
  const size = 2n ** BigInt((family === 4 ? 32 : 128) - prefix);
  return Cidr.of(family, address / size * size, prefix);
});

describe('the numbers of a block', () => {
  test.each([
    ['10.96.0.0/12', 4, 32, 12, 0x0A600000n, 0x0A6FFFFFn, 2n ** 20n],
    ['10.0.0.1/32', 4, 32, 32, 0x0A000001n, 0x0A000001n, 1n],
    ['0.0.0.0/0', 4, 32, 0, 0n, 2n ** 32n - 1n, 2n ** 32n],
    ['::/0', 6, 128, 0, 0n, 2n ** 128n - 1n, 2n ** 128n],
    ['fd00::/64', 6, 128, 64, 0xFDn * 2n ** 120n, 0xFDn * 2n ** 120n + 2n ** 64n - 1n, 2n ** 64n],
  ])('of %s', (text, family, bits, prefix, first, last, size) => {
    expect(Cidr.parse(text)).toMatchObject({ family, bits, prefix, first, last, size });
  });

  test.each([
    [4, 0x0A000000n, 33, 'the prefix length of IPv4 must be a whole number from 0 to 32'],
    [4, 0x0A000000n, -1, 'the prefix length of IPv4 must be a whole number from 0 to 32'],
    [6, 0n, 1.5, 'the prefix length of IPv6 must be a whole number from 0 to 128'],
    [6, 0n, NaN, 'the prefix length of IPv6 must be a whole number from 0 to 128'],
    [4, 2n ** 32n, 8, 'an IPv4 address has 32 bits, got address 4294967296 with prefix length 8'],
    [4, -1n, 32, 'an IPv4 address has 32 bits'],
    [6, 2n ** 128n, 8, 'an IPv6 address has 128 bits'],
    [4, 0x0A640000n, 12, 'bits after the prefix must be zero: write 10.96.0.0/12'],
    [6, 0xFFFF_0A00_0000n, 104, 'IPv4-mapped IPv6 is not accepted: write 10.0.0.0/8'],
    [6, 0xFFFF_0A00_0000n, 95, 'bits after the prefix must be zero: write ::fffe:0:0/95'],
  ] as const)('fails for family %d, address %d, prefix length %d', (family, first, prefix, message) => {
    expect(() => Cidr.of(family, first, prefix)).toThrow(message);
  });

  test('text, JSON and numbers lead back to an equal block', () => {
    fc.assert(fc.property(cidrs, (cidr) => {
      expect(Cidr.parse(cidr.toString()).equals(cidr)).toBe(true);
      expect(JSON.parse(JSON.stringify({ cidr }))).toEqual({ cidr: cidr.toString() });
      expect(Cidr.of(cidr.family, cidr.first, cidr.prefix).equals(cidr)).toBe(true);
    }));
  });
});

describe('two blocks', () => {
  test.each([
    ['10.0.0.0/8', '10.96.0.0/12', true, true],
    ['10.96.0.0/12', '10.0.0.0/8', false, true],
    ['10.0.0.0/8', '10.0.0.0/8', true, true],
    ['10.0.0.0/9', '10.128.0.0/9', false, false],
    ['0.0.0.0/0', '::/0', false, false],
    ['::/0', '0.0.0.0/0', false, false],
    ['::/0', 'fd00::/64', true, true],
  ])('%s and %s: contains %s, overlaps %s', (a, b, contains, overlaps) => {
    expect(Cidr.parse(a).contains(Cidr.parse(b))).toBe(contains);
    expect(Cidr.parse(a).overlaps(Cidr.parse(b))).toBe(overlaps);
  });

  test('are equal only with the same family, address and prefix length', () => {
    expect(Cidr.parse('fd00::/64').equals(Cidr.parse('FD00:0::/64'))).toBe(true);
    expect(Cidr.parse('0.0.0.0/0').equals(Cidr.parse('::/0'))).toBe(false);
    expect(Cidr.parse('10.0.0.0/8').equals(Cidr.parse('10.0.0.0/9'))).toBe(false);
    expect(Cidr.parse('10.0.0.0/9').equals(Cidr.parse('10.128.0.0/9'))).toBe(false);
  });

  test('contain and overlap each other exactly when their cells say so', () => {
    fc.assert(fc.property(spaces, smallBlocks, smallBlocks, (space, a, b) => {
      const cells = new Set(cellsOf(a));
      expect(cidrOf(space, a).contains(cidrOf(space, b))).toBe(cellsOf(b).every((cell) => cells.has(cell)));
      expect(cidrOf(space, a).overlaps(cidrOf(space, b))).toBe(cellsOf(b).some((cell) => cells.has(cell)));
    }), { numRuns: 500 });
  });

  test('sort by family, then address, then the larger block', () => {
    const sorted = ['0.0.0.0/0', '10.0.0.0/8', '10.0.0.0/9', '10.128.0.0/9', '::/0', 'fd00::/8', 'fd00::/64'];
    expect([...sorted].reverse().map((text) => Cidr.parse(text)).sort(Cidr.compare).map(String)).toEqual(sorted);
  });

  test('compare as a total order', () => {
    fc.assert(fc.property(cidrs, cidrs, cidrs, (a, b, c) => {
      expect(Math.sign(Cidr.compare(a, b)) + Math.sign(Cidr.compare(b, a))).toBe(0);
      expect(Cidr.compare(a, b) === 0).toBe(a.equals(b));
      const [x, y, z] = [a, b, c].sort(Cidr.compare);
      expect(Cidr.compare(x, z)).toBeLessThanOrEqual(0);
      expect(Cidr.compare(x, y)).toBeLessThanOrEqual(0);
      expect(Cidr.compare(y, z)).toBeLessThanOrEqual(0);
    }));
  });
});

describe('an address', () => {
  test.each([
    ['10.96.0.0/12', '10.96.0.0', true],
    ['10.96.0.0/12', '10.111.255.255', true],
    ['10.96.0.0/12', '10.112.0.0', false],
    ['10.96.0.0/12', '10.95.255.255', false],
    ['0.0.0.0/0', '::', false],
    ['fd00::/64', 'FD00::1', true],
    ['fd00::/64', 'fd00:0:0:1::', false],
  ])('%s contains %s: %s', (cidr, address, expected) => {
    expect(Cidr.parse(cidr).containsAddress(address)).toBe(expected);
  });

  test('fails when the text is not an address', () => {
    expect(() => Cidr.parse('10.0.0.0/8').containsAddress('10.0.0.0/16')).toThrow("not an address: write four numbers from 0 to 255 (10.0.0.0) or IPv6 groups (fd00:10::), got '10.0.0.0/16'");
  });

  test.each([
    ['10.96.0.0/12', 0, '10.96.0.0'],
    ['10.96.0.0/12', 10, '10.96.0.10'],
    ['10.96.0.0/12', 2n ** 20n - 1n, '10.111.255.255'],
    ['fd00::/64', 2n ** 64n - 1n, 'fd00::ffff:ffff:ffff:ffff'],
  ])('of %s by its offset %d', (cidr, offset, address) => {
    expect(Cidr.parse(cidr).address(offset)).toBe(address);
  });

  test.each([[-1], [256], [256n], [0.5], [NaN], [2 ** 53]])('fails for the offset %p in a block of 256', (offset) => {
    expect(() => Cidr.parse('10.0.0.0/24').address(offset)).toThrow(`10.0.0.0/24 has 256 addresses, numbered from 0 to 255, got number ${offset}`);
  });
});

describe('parts of a block', () => {
  test.each([
    ['10.0.0.0/8', 10, ['10.0.0.0/10', '10.64.0.0/10', '10.128.0.0/10', '10.192.0.0/10']],
    ['10.0.0.0/8', 8, ['10.0.0.0/8']],
    ['fd00::/63', 64, ['fd00::/64', 'fd00:0:0:1::/64']],
    ['10.0.0.2/31', 32, ['10.0.0.2/32', '10.0.0.3/32']],
  ])('%s split by %d', (cidr, prefix, parts) => {
    expect(Cidr.parse(cidr).split(prefix).map(String)).toEqual(parts);
  });

  test('cover the block, each cell once and in order', () => {
    fc.assert(fc.property(spaces, smallBlocks, fc.nat(4), (space, block, deeper) => {
      const level = Math.min(block.level + deeper, 4);
      const count = 2 ** (level - block.level);
      const expected = Array.from({ length: count }, (_, part) => ({ level, index: block.index * count + part }));
      const cidr = cidrOf(space, block);
      expect(cidr.split(cidr.prefix + level - block.level).map(String)).toEqual(expected.map((part) => String(cidrOf(space, part))));
    }));
  });

  test('are listed up to 65,536', () => {
    expect(Cidr.parse('10.0.0.0/8').split(24)).toHaveLength(65_536);
  });

  test('fails to list more and says so', () => {
    expect(() => Cidr.parse('10.0.0.0/8').split(25))
      .toThrow('10.0.0.0/8 holds 131072 blocks of /25, more than the 65536 that are listed at once: take them by index instead');
    expect(Cidr.parse('fd00::/8').subnet(64, 2n ** 40n).toString()).toBe('fd00:100::/64');
  });

  test('fails for a prefix length that the block does not hold', () => {
    expect(() => Cidr.parse('10.0.0.0/8').split(7)).toThrow('a block of /7 is larger than 10.0.0.0/8: ask for /8 or longer');
    expect(() => Cidr.parse('10.0.0.0/8').split(33)).toThrow('the prefix length of IPv4 must be a whole number from 0 to 32');
    expect(() => Cidr.parse('10.0.0.0/8').subnet(8.5, 0)).toThrow('got 8.5');
  });

  test.each([[-1], [4], [1.5]])('fails for part number %p of 4', (index) => {
    expect(() => Cidr.parse('10.0.0.0/8').subnet(10, index)).toThrow(`10.0.0.0/8 has 4 blocks of /10, numbered from 0 to 3, got number ${index}`);
  });
});
