import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Address6 } from 'ip-address';
import { formatAddress, parseAddress } from '../../lib/net';
import { quote } from '../../lib/net/address';

describe('parseAddress', () => {
  test.each([
    ['0.0.0.0', 4, 0n],
    ['10.0.0.1', 4, 0x0A000001n],
    ['255.255.255.255', 4, 2n ** 32n - 1n],
    ['::', 6, 0n],
    ['::1', 6, 1n],
    ['fd00:10::', 6, 0xFD00_0010n * 2n ** 96n],
    ['2001:DB8:0:0:0:0:0:A', 6, 0x20010DB8n * 2n ** 96n + 10n],
    ['1:2:3:4:5:6:7::', 6, 0x0001_0002_0003_0004_0005_0006_0007_0000n],
    ['::2:3:4:5:6:7:8', 6, 0x0000_0002_0003_0004_0005_0006_0007_0008n],
    ['0001::', 6, 2n ** 112n],
    ['ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 6, 2n ** 128n - 1n],
  ])('reads %s', (text, family, value) => {
    expect(parseAddress(text)).toEqual({ family, value });
  });

  test.each([
    ['', 'an address must not be empty'],
    [' 10.0.0.1', 'white space'],
    ['10.0.0.1\n', 'white space'],
    ['fe80::1%eth0', 'must not have a zone'],
    ['10.0.0.010', 'leading zeros are read as octal'],
    ['00.0.0.0', 'leading zeros are read as octal'],
    ['10.1', 'short forms are not accepted'],
    ['167772161', 'short forms are not accepted'],
    ['10.0.0.256', 'not an address'],
    ['10.0.0.1x', 'not an address'],
    ['10.0.0.1\0', 'not an address'],
    ['0x0a.0.0.1', 'not an address'],
    ['10.0.0.0/8', 'not an address'],
    ['[::1]', 'not an address'],
    ['1::2::3', 'not an address'],
    ['1:2:3:4:5:6:7:8:9', 'not an address'],
    ['00001::', 'not an address'],
    ['١٠.0.0.1', 'not an address'],
    ['node-1', 'not an address'],
  ])('fails for %j', (text, message) => {
    expect(() => parseAddress(text)).toThrow(message);
    expect(() => parseAddress(text)).toThrow(`got '${JSON.stringify(text).slice(1, -1)}'`);
  });

  test.each([
    ['::ffff:10.0.0.1', 'write 10.0.0.1,'],
    ['::ffff:a00:1', 'write 10.0.0.1,'],
    ['0:0:0:0:0:FFFF:0A00:0001', 'write 10.0.0.1,'],
    ['64:ff9b::10.0.0.1', 'write 64:ff9b::a00:1 instead'],
  ])('fails for IPv4 inside IPv6 and shows what to write: %s', (text, message) => {
    expect(() => parseAddress(text)).toThrow(message);
  });
});

describe('formatAddress', () => {
  test.each([
    ['a single zero group stays', '1:0:3:4:5:6:7:8', '1:0:3:4:5:6:7:8'],
    ['two zero groups are left out', '1:0:0:4:5:6:7:8', '1::4:5:6:7:8'],
    ['the first of two equal runs', '1:0:0:4:0:0:7:8', '1::4:0:0:7:8'],
    ['the longer run', '1:0:0:4:0:0:0:8', '1:0:0:4::8'],
    ['a run at the end', '1:2:3:4:5:6:0:0', '1:2:3:4:5:6::'],
    ['a run at the start', '0:0:3:4:5:6:7:8', '::3:4:5:6:7:8'],
    ['lower case and no leading zeros', '2001:0DB8::00AB', '2001:db8::ab'],
    ['all zero', '0:0:0:0:0:0:0:0', '::'],
  ])('follows RFC 5952: %s', (_, text, canonical) => {
    expect(formatAddress(6, parseAddress(text).value)).toBe(canonical);
  });

  test.each([[4, 2n ** 32n], [4, -1n], [6, 2n ** 128n]] as const)('fails for a value outside IPv%d: %d', (family, value) => {
    expect(() => formatAddress(family, value)).toThrow(`an IPv${family} address has ${family === 4 ? 32 : 128} bits, got ${value}`);
  });

  test('agrees with ip-address on the canonical text of IPv6', () => {
    const group = fc.oneof({ weight: 2, arbitrary: fc.constant(0n) }, { weight: 1, arbitrary: fc.bigInt(0n, 0xFFFFn) });
    fc.assert(fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
      const value = groups.reduce((sum, part) => sum * 65536n + part, 0n);
      expect(formatAddress(6, value)).toBe(Address6.fromBigInt(value).correctForm());
    }), { numRuns: 500 });
  });

  test('is read back to the same address', () => {
    const ipv4 = fc.bigInt(0n, 2n ** 32n - 1n).map((value) => ({ family: 4, value } as const));
    const ipv6 = fc.bigInt(0n, 2n ** 128n - 1n).filter((value) => value / 2n ** 32n !== 0xFFFFn).map((value) => ({ family: 6, value } as const));
    fc.assert(fc.property(fc.oneof(ipv4, ipv6), (address) => {
      expect(parseAddress(formatAddress(address.family, address.value))).toEqual(address);
    }), { numRuns: 500 });
  });
});

describe('quote', () => {
  test.each([
    ['10.0.0.0/8', "'10.0.0.0/8'"],
    ['a\nb', "'a\\nb'"],
    ['x'.repeat(81), `'${'x'.repeat(80)}...'`],
    [undefined, 'undefined'],
    [8, '8'],
    [Object.create(null), 'a value of type object'],
  ])('shows %p on one short line', (value, shown) => {
    expect(quote(value)).toBe(shown);
  });
});
