import { Cidr } from './cidr';

/**
 * All pairs of ranges that share an address.
 *
 * Aligned blocks nest or are disjoint, so in sorted order the blocks that contain the current one are exactly a stack. With the radix sort
 * below the whole takes time linear in the number of ranges plus the number of pairs.
 *
 * In each pair the first range contains the second. Pairs are ordered by their second range and then by their first, both in the order of
 * `Cidr.compare`, whatever the order of the input. Only ranges of the very same block cannot be told apart by it; they keep the order
 * they were given in, so sort those by name first where that matters.
 *
 * @param ranges anything that has a block; every two elements are compared, also when they are the same object
 */
export function overlappingPairs<T extends { readonly cidr: Cidr }>(ranges: readonly T[]): [T, T][] {
  const columns = keyColumns(ranges);
  const pairs: [T, T][] = [];
  const open: number[] = [];
  for (const index of sortedOrder(columns, ranges.length)) {
    while (open.length > 0 && !isWithin(columns, index, open[open.length - 1])) open.pop();
    for (const outer of open) pairs.push([ranges[outer], ranges[index]]);
    open.push(index);
  }
  return pairs;
}

/** The bytes of a sort key: the family, 16 bytes of the lowest address (an IPv4 address in the first 4), and the prefix length. */
const KEY_BYTES = 18;
const PREFIX = 17;

const LOW_HALF = 2n ** 64n;

/**
 * The sort keys of all ranges, one array for each byte of the key.
 *
 * The search reads only these. Going back to the objects in sorted order would wait for memory at every range once there are many.
 */
function keyColumns(ranges: readonly { readonly cidr: Cidr }[]): Uint8Array[] {
  const columns = Array.from({ length: KEY_BYTES }, () => new Uint8Array(ranges.length));
  const key = new DataView(new ArrayBuffer(KEY_BYTES));
  ranges.forEach(({ cidr }, index) => {
    key.setUint8(0, cidr.family);
    // A 64-bit field keeps the low 64 bits of what it is given.
    key.setBigUint64(1, cidr.family === 4 ? cidr.first * 2n ** 32n : cidr.first / LOW_HALF);
    key.setBigUint64(9, cidr.family === 4 ? 0n : cidr.first);
    key.setUint8(PREFIX, cidr.prefix);
    for (let byte = 0; byte < KEY_BYTES; byte += 1) columns[byte][index] = key.getUint8(byte);
  });
  return columns;
}

/**
 * The positions of the ranges in the order of `Cidr.compare`; equal blocks keep their order.
 *
 * A radix sort from the last byte to the first: a comparison sort grows faster than its input, and comparing big integers is slow.
 */
function sortedOrder(columns: readonly Uint8Array[], count: number): Uint32Array {
  let order = new Uint32Array(count).map((_, index) => index);
  let spare = new Uint32Array(count);
  for (const column of [...columns].reverse()) {
    if (sortByByte(order, column, spare)) [order, spare] = [spare, order];
  }
  return order;
}

/**
 * One stable counting pass from one array into another.
 *
 * @returns false when the byte is the same everywhere, so that nothing had to be moved
 */
function sortByByte(order: Uint32Array, bytes: Uint8Array, sorted: Uint32Array): boolean {
  const next = new Uint32Array(257);
  for (const byte of bytes) next[byte + 1] += 1;
  if (next[bytes[0] + 1] === bytes.length) return false;
  for (let byte = 0; byte < 256; byte += 1) next[byte + 1] += next[byte];
  for (const index of order) sorted[next[bytes[index]]++] = index;
  return true;
}

/** Whether a block lies in another one that comes before it in sorted order: whether both agree in the bits of the outer prefix. */
function isWithin(columns: readonly Uint8Array[], inner: number, outer: number): boolean {
  const bits = columns[PREFIX][outer];
  const whole = Math.floor(bits / 8);
  const unit = 2 ** (8 - bits % 8);
  const rest = columns[whole + 1];
  if (bits % 8 !== 0 && Math.floor(rest[inner] / unit) !== Math.floor(rest[outer] / unit)) return false;
  // Blocks that differ mostly do so in the last bits.
  for (let byte = whole; byte >= 0; byte -= 1) {
    if (columns[byte][inner] !== columns[byte][outer]) return false;
  }
  return true;
}
