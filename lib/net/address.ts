import { isIPv4, isIPv6 } from 'node:net';

/** The version of the Internet Protocol an address or a range belongs to. */
export type IpFamily = 4 | 6;

/** One address: its family and its value as an unsigned number. */
export interface Address {
  /** 4 or 6. */
  readonly family: IpFamily;
  /** The address as a number, from 0 to 2^32 - 1 (IPv4) or 2^128 - 1 (IPv6). */
  readonly value: bigint;
}

/**
 * How many bits an address of a family has.
 *
 * @returns 32 for IPv4, 128 for IPv6
 */
export function familyBits(family: IpFamily): 32 | 128 {
  return family === 4 ? 32 : 128;
}

/**
 * Reads one address, strictly.
 *
 * Accepted are four decimal numbers without leading zeros (IPv4) and hexadecimal groups in either case, with at most one `::` (IPv6).
 * Refused are zones (`%eth0`), short forms, octal, white space and dotted endings of IPv6. IPv4-mapped addresses (`::ffff:0:0/96`) are
 * refused in every spelling, as the strict address validation of Kubernetes does: programs disagree on whether they are IPv4 or IPv6.
 *
 * @throws Error that shows the text and what to write instead
 */
export function parseAddress(text: string): Address {
  const read = readAddress(text);
  if (typeof read === 'string') throw new Error(`${read}, got ${quote(text)}`);
  return read;
}

/**
 * Writes one address in its only canonical form: dotted decimal for IPv4, RFC 5952 section 4 for IPv6.
 *
 * @throws Error when the value does not fit the family
 */
export function formatAddress(family: IpFamily, value: bigint): string {
  if (value < 0n || value >= 2n ** BigInt(familyBits(family))) throw new Error(`an IPv${family} address has ${familyBits(family)} bits, got ${value}`);
  return family === 4 ? formatIpv4(Number(value)) : formatIpv6(value);
}

/**
 * Reads one address without throwing.
 *
 * @returns the address, or what is wrong with the text (without the text itself)
 * @internal
 */
export function readAddress(text: string): Address | string {
  // node:net takes zones for part of an address, so the characters are checked as well.
  if (!CHARACTERS.test(text)) return whyNoAddress(text);
  if (isIPv4(text)) return { family: 4, value: readIpv4(text) };
  if (!isIPv6(text)) return whyNoAddress(text);
  const value = readIpv6(text);
  if (isIpv4Mapped(value)) {
    return `IPv4-mapped IPv6 is not accepted: write ${formatIpv4(Number(value % IPV4_SPACE))}, and for a range a prefix length that is 96 less`;
  }
  if (text.includes('.')) return `IPv6 with a dotted ending is not accepted: write ${formatIpv6(value)} instead`;
  return { family: 6, value };
}

/**
 * Whether an IPv6 address lies in `::ffff:0:0/96` (RFC 4291 section 2.5.5.2).
 *
 * @internal
 */
export function isIpv4Mapped(value: bigint): boolean {
  return value / IPV4_SPACE === 0xffffn;
}

/**
 * Shows a user's value in a message: quoted, control characters escaped, cut when long.
 *
 * @internal
 */
export function quote(value: unknown): string {
  if (typeof value === 'function' || (typeof value === 'object' && value !== null)) return `a value of type ${typeof value}`;
  if (typeof value !== 'string') return String(value);
  const shown = value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}...` : value;
  return `'${JSON.stringify(shown).slice(1, -1)}'`;
}

const CHARACTERS = /^[0-9a-fA-F:.]+$/;
const MAX_SHOWN = 80;
const IPV4_SPACE = 2n ** 32n;

function whyNoAddress(text: string): string {
  if (text === '') return 'an address must not be empty';
  if (/\s/.test(text)) return 'an address must not contain white space';
  if (text.includes('%')) return 'an address must not have a zone: leave out the part from the % sign on';
  if (/^\d+(\.\d+){3}$/.test(text) && /(^|\.)0\d/.test(text)) {
    return 'leading zeros are read as octal by some programs: write each number without them';
  }
  if (/^\d+(\.\d+){0,2}$/.test(text)) return 'short forms are not accepted: write all four numbers, such as 10.0.0.0';
  return 'not an address: write four numbers from 0 to 255 (10.0.0.0) or IPv6 groups (fd00:10::)';
}

function readIpv4(text: string): bigint {
  return BigInt(text.split('.').reduce((value, part) => value * 256 + Number(part), 0));
}

function readIpv6(text: string): bigint {
  const dotted = text.lastIndexOf('.') < 0 ? undefined : text.slice(text.lastIndexOf(':') + 1);
  const groups = dotted === undefined ? text : text.slice(0, -dotted.length) + hexGroups(readIpv4(dotted), 2).join(':');
  const [head, tail] = groups.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  const middle = tail === undefined ? [] : new Array<string>(8 - head.length - tail.length).fill('0');
  return BigInt('0x' + [...head, ...middle, ...(tail ?? [])].map((group) => group.padStart(4, '0')).join(''));
}

function formatIpv4(value: number): string {
  return [2 ** 24, 2 ** 16, 2 ** 8, 1].map((unit) => Math.floor(value / unit) % 256).join('.');
}

function formatIpv6(value: bigint): string {
  const groups = hexGroups(value, 8);
  const run = longestZeroRun(groups);
  if (run.length < 2) return groups.join(':');
  return `${groups.slice(0, run.start).join(':')}::${groups.slice(run.start + run.length).join(':')}`;
}

function hexGroups(value: bigint, count: number): string[] {
  const digits = value.toString(16).padStart(count * 4, '0');
  return Array.from({ length: count }, (_, index) => parseInt(digits.slice(index * 4, index * 4 + 4), 16).toString(16));
}

function longestZeroRun(groups: readonly string[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  groups.forEach((group, index) => {
    if (group !== '0') start = index + 1;
    else if (index + 1 - start > best.length) best = { start, length: index + 1 - start };
  });
  return best;
}
