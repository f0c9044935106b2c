import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Address4, Address6 } from 'ip-address';
import { Cidr } from '../../lib/net';

const PREFIX4 = 'the prefix length of IPv4 must be a whole number from 0 to 32, without sign, blanks or leading zeros';
const PREFIX6 = 'the prefix length of IPv6 must be a whole number from 0 to 128, without sign, blanks or leading zeros';

describe('reading a range', () => {
  test.each([
    ['10.96.0.0/12', '10.96.0.0/12'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['10.0.0.1/32', '10.0.0.1/32'],
    ['255.255.255.255/32', '255.255.255.255/32'],
    ['::/0', '::/0'],
    ['FD00:0010::/64', 'fd00:10::/64'],
    ['fd00:10:0:0:0:0:0:0/108', 'fd00:10::/108'],
    ['2001:db8::1/128', '2001:db8::1/128'],
    ['::/95', '::/95'],
  ])('accepts %s', (text, canonical) => {
    expect(Cidr.parse(text).toString()).toBe(canonical);
    expect(Cidr.tryParse(text)?.toString()).toBe(canonical);
  });

  test.each([
    ['', 'an address range must not be empty: write one such as 10.0.0.0/16'],
    ['/', 'an address must not be empty'],
    ['/8', 'an address must not be empty'],
    ['10.0.0.0', 'an address range needs a prefix length: write 10.0.0.0/32 for this one address'],
    ['10.0.0.0/', 'an address range needs a prefix length: write 10.0.0.0/32 for this one address'],
    ['fd00::', 'an address range needs a prefix length: write fd00::/128 for this one address'],
    ['10/8', 'short forms are not accepted: write all four numbers, such as 10.0.0.0'],
    ['10.0/16', 'short forms are not accepted: write all four numbers, such as 10.0.0.0'],
    ['010.0.0.0/8', 'leading zeros are read as octal by some programs: write each number without them'],
    ['10.0.0.0/33', PREFIX4],
    ['10.0.0.0/128', PREFIX4],
    ['10.0.0.0/08', PREFIX4],
    ['10.0.0.0/00', PREFIX4],
    ['10.0.0.0/+8', PREFIX4],
    ['10.0.0.0/-8', PREFIX4],
    ['10.0.0.0/8.0', PREFIX4],
    ['10.0.0.0/1e1', PREFIX4],
    ['10.0.0.0/0x8', PREFIX4],
    ['10.0.0.0/8/8', PREFIX4],
    ['10.0.0.0/8x', PREFIX4],
    ['10.0.0.0/٨', PREFIX4],
    ['10.0.0.0/255.0.0.0', PREFIX4],
    ['10.0.0.0/99999999999999999999', PREFIX4],
    ['fd00::/129', PREFIX6],
    ['fd00::/064', PREFIX6],
    [' 10.0.0.0/8', 'an address range must not contain white space'],
    ['10.0.0.0/8 ', 'an address range must not contain white space'],
    ['10.0.0.0 /8', 'an address range must not contain white space'],
    ['10.0.0.0/8\n', 'an address range must not contain white space'],
    ['10.0.0.0/\u00A08', 'an address range must not contain white space'],
    ['fe80::%eth0/64', 'an address must not have a zone: leave out the part from the % sign on'],
    ['10.0.0.0x/8', 'not an address'],
    ['10.0.0.0-10.0.0.255', 'not an address'],
    ['[fd00::]/64', 'not an address'],
    ['auto', 'not an address'],
  ])('fails for %j', (text, message) => {
    const complete = messageOf(() => Cidr.parse(text));
    expect(complete.startsWith(message)).toBe(true);
    expect(complete.endsWith(`, got '${JSON.stringify(text).slice(1, -1)}'`)).toBe(true);
    expect(Cidr.tryParse(text)).toBeUndefined();
  });

  test.each([[undefined], [null], [8], [{}], [Object.create(null)], [['10.0.0.0/8']]])('fails for %p, which is not text', (value) => {
    expect(() => Cidr.parse(value as string)).toThrow("an address range must be text such as '10.0.0.0/16', got ");
    expect(Cidr.tryParse(value as string)).toBeUndefined();
  });

  test.each([
    ['10.100.0.0/12', "bits after the prefix must be zero: write 10.96.0.0/12, got '10.100.0.0/12' (the largest block that starts there is 10.100.0.0/14)"],
    ['172.16.4.0/16', "bits after the prefix must be zero: write 172.16.0.0/16, got '172.16.4.0/16' (the largest block that starts there is 172.16.4.0/22)"],
    ['10.0.0.16/24', "bits after the prefix must be zero: write 10.0.0.0/24, got '10.0.0.16/24' (the largest block that starts there is 10.0.0.16/28)"],
    ['10.0.0.8/24', "bits after the prefix must be zero: write 10.0.0.0/24, got '10.0.0.8/24'"],
    ['10.0.0.1/24', "bits after the prefix must be zero: write 10.0.0.0/24, got '10.0.0.1/24'"],
    ['255.255.255.255/0', "bits after the prefix must be zero: write 0.0.0.0/0, got '255.255.255.255/0'"],
    ['2001:db8::1/64', "bits after the prefix must be zero: write 2001:db8::/64, got '2001:db8::1/64'"],
  ])('fails for host bits and proposes the block: %s', (text, message) => {
    expect(messageOf(() => Cidr.parse(text))).toBe(message);
  });

  test.each([['::ffff:10.0.0.0/104'], ['::ffff:a00:0/104'], ['::ffff:0:0/96'], ['::FFFF:10.0.0.1/128'], ['::ffff:10.0.0.0/8']])(
    'fails for IPv4-mapped %s', (text) => {
      expect(() => Cidr.parse(text)).toThrow('IPv4-mapped IPv6 is not accepted: write ');
      expect(Cidr.tryParse(text)).toBeUndefined();
    });
});

describe('against ip-address', () => {
  const digits = fc.constantFrom(...'0123456789');
  const ipv4Text = fc.array(fc.nat(300).map(String), { minLength: 3, maxLength: 5 }).map((parts) => parts.join('.'));
  const ipv6Text = fc.array(fc.oneof(fc.constantFrom('', '0', 'ffff', 'FD00'), fc.nat(0x1FFFF).map((group) => group.toString(16))),
    { minLength: 2, maxLength: 9 }).map((groups) => groups.join(':'));
  const addressText = fc.oneof(fc.ipV4(), fc.ipV6(), ipv4Text, ipv6Text);
  const prefixText = fc.oneof(fc.nat(130).map(String), fc.string({ unit: digits, maxLength: 4 }));
  const anyText = fc.oneof(
    fc.tuple(addressText, prefixText).map(([address, prefix]) => `${address}/${prefix}`),
    fc.string({ unit: fc.constantFrom(...'01289af:./% '), maxLength: 24 }),
  );
  // Random addresses hardly ever have zero host bits, so blocks are made from numbers as well.
  const blockText = fc.oneof(
    fc.tuple(fc.bigInt(0n, 2n ** 32n - 1n), fc.nat(32)).map(([value, prefix]) => `${Address4.fromBigInt(value).correctForm()}/${prefix}`),
    fc.tuple(fc.bigInt(0n, 2n ** 128n - 1n), fc.nat(128)).map(([value, prefix]) => `${Address6.fromBigInt(value).canonicalForm()}/${prefix}`),
  ).map((text) => {
    const oracle = oracleOf(text);
    return `${oracle.startAddress().correctForm()}/${oracle.subnetMask}`;
  });

  test('what is accepted is accepted there, with the same first and last address', () => {
    fc.assert(fc.property(fc.oneof(anyText, blockText), (text) => {
      const cidr = Cidr.tryParse(text);
      fc.pre(cidr !== undefined);
      const oracle = oracleOf(text);
      expect([oracle.startAddress().bigInt(), oracle.endAddress().bigInt()]).toEqual([cidr.first, cidr.last]);
    }), { numRuns: 500 });
  });

  test('every block that it makes is accepted, unless it is IPv4-mapped', () => {
    fc.assert(fc.property(blockText, (text) => {
      const cidr = Cidr.parse(text);
      expect(cidr.first).toBe(oracleOf(text).startAddress().bigInt());
      expect(cidr.toString()).toBe(text);
    }), { numRuns: 500 });
  });

  test('what is refused either is refused there or has host bits or a form that is refused on purpose', () => {
    const onPurpose = /bits after the prefix must be zero|needs a prefix length|IPv4-mapped|dotted ending|must not have a zone|white space|leading zeros/;
    fc.assert(fc.property(anyText, (text) => {
      fc.pre(Cidr.tryParse(text) === undefined);
      const valid = text.includes(':') ? Address6.isValid(text) : Address4.isValid(text);
      if (valid) expect(messageOf(() => Cidr.parse(text))).toMatch(onPurpose);
      else expect(() => Cidr.parse(text)).toThrow(', got ');
    }), { numRuns: 1000 });
  });
});

function oracleOf(text: string): Address4 | Address6 {
  return text.includes(':') ? new Address6(text) : new Address4(text);
}

function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('expected the call to throw');
}
