import { familyBits, formatAddress, IpFamily, isIpv4Mapped, quote, readAddress } from './address';

/** The numbers of a block. */
export interface Block {
  readonly family: IpFamily;
  readonly first: bigint;
  readonly prefix: number;
}

/**
 * Reads `address/prefix`, strictly, without throwing.
 *
 * @returns the block, or the whole message that says what is wrong, what to write and what was given
 */
export function readCidr(text: unknown): Block | string {
  const block = readParts(text);
  if (typeof block === 'string') return `${block}, got ${quote(text)}`;
  const problem = blockProblem(block);
  return problem === undefined ? block : `${problem}, got ${quote(text)}${startHint(block)}`;
}

/**
 * What is wrong with the numbers of a block.
 *
 * @returns the message without the given value, or undefined when nothing is wrong
 */
export function blockProblem({ family, first, prefix }: Block): string | undefined {
  const bits = familyBits(family);
  const problem = prefixProblem(family, prefix);
  if (problem !== undefined) return problem;
  if (first < 0n || first >= 2n ** BigInt(bits)) return `an IPv${family} address has ${bits} bits`;
  if (family === 6 && prefix >= 96 && isIpv4Mapped(first)) {
    return `IPv4-mapped IPv6 is not accepted: write ${blockText({ family: 4, first: first % 2n ** 32n, prefix: prefix - 96 })}`;
  }
  if (first % blockSize(family, prefix) !== 0n) return `bits after the prefix must be zero: write ${blockText({ family, first, prefix })}`;
  return undefined;
}

/**
 * What is wrong with a prefix length.
 *
 * @returns the message without the given value, or undefined when nothing is wrong
 */
export function prefixProblem(family: IpFamily, prefix: number): string | undefined {
  if (Number.isInteger(prefix) && prefix >= 0 && prefix <= familyBits(family)) return undefined;
  return `the prefix length of IPv${family} must be a whole number from 0 to ${familyBits(family)}, without sign, blanks or leading zeros`;
}

/** How many addresses a block holds. */
export function blockSize(family: IpFamily, prefix: number): bigint {
  return 2n ** BigInt(familyBits(family) - prefix);
}

/** A block that starts at the written address is proposed from this size on; the smallest subnet of AWS holds 16 addresses as well. */
const SMALLEST_HINT = 16n;

const DECIMAL = /^(0|[1-9]\d{0,2})$/;

function readParts(text: unknown): Block | string {
  if (typeof text !== 'string') return 'an address range must be text such as \'10.0.0.0/16\'';
  if (text === '') return 'an address range must not be empty: write one such as 10.0.0.0/16';
  if (/\s/.test(text)) return 'an address range must not contain white space';
  const slash = text.indexOf('/');
  const address = readAddress(slash < 0 ? text : text.slice(0, slash));
  if (typeof address === 'string') return address;
  const { family, value } = address;
  const digits = slash < 0 ? '' : text.slice(slash + 1);
  if (digits === '') {
    return `an address range needs a prefix length: write ${formatAddress(family, value)}/${familyBits(family)} for this one address`;
  }
  return { family, first: value, prefix: DECIMAL.test(digits) ? Number(digits) : NaN };
}

/** The writer of host bits may have meant where the block starts and not how large it is, so that reading is shown as well. */
function startHint({ family, first, prefix }: Block): string {
  let aligned = familyBits(family);
  while (aligned > 0 && first % blockSize(family, aligned - 1) === 0n) aligned -= 1;
  if (aligned <= prefix || Number.isNaN(prefix) || blockSize(family, aligned) < SMALLEST_HINT) return '';
  return ` (the largest block that starts there is ${blockText({ family, first, prefix: aligned })})`;
}

function blockText({ family, first, prefix }: Block): string {
  const size = blockSize(family, prefix);
  return `${formatAddress(family, first / size * size)}/${prefix}`;
}
