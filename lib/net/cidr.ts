import { familyBits, formatAddress, IpFamily, parseAddress } from './address';
import { blockProblem, blockSize, prefixProblem, readCidr } from './parse-cidr';

/**
 * An aligned block of IPv4 or IPv6 addresses, such as `10.96.0.0/12`.
 *
 * Immutable. Two blocks either nest or are disjoint; blocks of different families never overlap. No block lies inside the IPv4-mapped
 * addresses `::ffff:0:0/96`: it would be the same addresses as an IPv4 block without being seen to overlap it.
 */
export class Cidr {
  /**
   * Reads `address/prefix`, strictly.
   *
   * Accepted is a full IPv4 or IPv6 address, a slash and a decimal prefix length. Any IPv6 spelling is read (upper case, `::`, written-out
   * zeros); `toString()` gives the canonical one. Refused are bits after the prefix, a missing, signed or padded prefix length, leading
   * zeros in IPv4, short forms, zones, white space, IPv6 with a dotted ending, and IPv4-mapped IPv6.
   *
   * @throws Error that shows the text and what to write instead
   */
  public static parse(text: string): Cidr {
    const block = readCidr(text);
    if (typeof block === 'string') throw new Error(block);
    return new Cidr(block.family, block.first, block.prefix);
  }

  /**
   * Reads `address/prefix` as `parse` does.
   *
   * @returns undefined where `parse` throws
   */
  public static tryParse(text: string): Cidr | undefined {
    const block = readCidr(text);
    return typeof block === 'string' ? undefined : new Cidr(block.family, block.first, block.prefix);
  }

  /**
   * Makes a block from its numbers.
   *
   * @param family 4 or 6
   * @param first its lowest address as a number; the bits after the prefix must be zero
   * @param prefix its prefix length, 0 to 32 (IPv4) or 128 (IPv6)
   * @throws Error when the numbers are not a block
   */
  public static of(family: IpFamily, first: bigint, prefix: number): Cidr {
    const problem = blockProblem({ family, first, prefix });
    if (problem !== undefined) throw new Error(`${problem}, got address ${first} with prefix length ${prefix}`);
    return new Cidr(family, first, prefix);
  }

  /**
   * A total order for sorting: IPv4 before IPv6, then by lowest address, then the larger block first.
   *
   * @returns a negative number, 0 or a positive number; 0 only for equal blocks
   */
  public static compare(a: Cidr, b: Cidr): number {
    if (a.family !== b.family) return a.family - b.family;
    if (a.first !== b.first) return a.first < b.first ? -1 : 1;
    return a.prefix - b.prefix;
  }

  /** 4 or 6. */
  public readonly family: IpFamily;

  /** The prefix length, in bits. */
  public readonly prefix: number;

  /** The lowest address, as a number. */
  public readonly first: bigint;

  /** The highest address, as a number. */
  public readonly last: bigint;

  private constructor(family: IpFamily, first: bigint, prefix: number) {
    this.family = family;
    this.prefix = prefix;
    this.first = first;
    this.last = first + blockSize(family, prefix) - 1n;
  }

  /** How many bits an address of this family has: 32 or 128. */
  public get bits(): 32 | 128 {
    return familyBits(this.family);
  }

  /** How many addresses the block holds, the lowest and the highest included. */
  public get size(): bigint {
    return this.last - this.first + 1n;
  }

  /** Whether every address of the other block is in this one; a block contains itself. */
  public contains(other: Cidr): boolean {
    return this.family === other.family && this.first <= other.first && other.last <= this.last;
  }

  /**
   * Whether an address is in this block; an address of the other family never is.
   *
   * @throws Error when the text is not an address
   */
  public containsAddress(text: string): boolean {
    const { family, value } = parseAddress(text);
    return this.family === family && this.first <= value && value <= this.last;
  }

  /** Whether the blocks share an address. */
  public overlaps(other: Cidr): boolean {
    return this.family === other.family && this.first <= other.last && other.first <= this.last;
  }

  /** Whether both are the same block. */
  public equals(other: Cidr): boolean {
    return this.family === other.family && this.first === other.first && this.prefix === other.prefix;
  }

  /**
   * All blocks of a prefix length inside this one, in address order.
   *
   * @throws Error when the prefix length is shorter than this block's own or too long for the family, and for more than 65,536 blocks:
   * take those one by one with `subnet`
   */
  public split(prefix: number): Cidr[] {
    const count = this.subnetCount(prefix);
    if (count > MAX_SPLIT) {
      throw new Error(`${this} holds ${count} blocks of /${prefix}, more than the ${MAX_SPLIT} that are listed at once: take them by index instead`);
    }
    return Array.from({ length: Number(count) }, (_, index) => this.subnet(prefix, index));
  }

  /**
   * One block of a prefix length inside this one.
   *
   * @param prefix from this block's own prefix length to the bits of the family
   * @param index which one, in address order, from 0
   * @throws Error when there is no such block
   */
  public subnet(prefix: number, index: number | bigint): Cidr {
    const count = this.subnetCount(prefix);
    const position = this.position(index, count, `blocks of /${prefix}`);
    return Cidr.of(this.family, this.first + position * blockSize(this.family, prefix), prefix);
  }

  /**
   * One address of this block, as canonical text.
   *
   * @param offset which one, from 0 for the lowest to `size - 1`
   * @throws Error when the block has no such address
   */
  public address(offset: number | bigint): string {
    return formatAddress(this.family, this.first + this.position(offset, this.size, 'addresses'));
  }

  /** The canonical text: dotted decimal or RFC 5952, with the prefix length. `Cidr.parse` reads it back to an equal block. */
  public toString(): string {
    return `${formatAddress(this.family, this.first)}/${this.prefix}`;
  }

  /** The canonical text, so that blocks can stand in data that is written as JSON. */
  public toJSON(): string {
    return this.toString();
  }

  private subnetCount(prefix: number): bigint {
    const problem = prefixProblem(this.family, prefix);
    if (problem !== undefined) throw new Error(`${problem}, got ${prefix}`);
    if (prefix < this.prefix) throw new Error(`a block of /${prefix} is larger than ${this}: ask for /${this.prefix} or longer`);
    return this.size / blockSize(this.family, prefix);
  }

  private position(index: number | bigint, count: bigint, what: string): bigint {
    if ((typeof index === 'number' && !Number.isSafeInteger(index)) || index < 0 || index >= count) {
      throw new Error(`${this} has ${count} ${what}, numbered from 0 to ${count - 1n}, got number ${index}`);
    }
    return BigInt(index);
  }
}

const MAX_SPLIT = 65_536n;
