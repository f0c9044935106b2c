import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { cellsOf, cidrOf, prefixOf, SmallBlock, smallBlocks, Space, spaces } from './small-space';
import { BlockAllocator, Cidr } from '../../lib/net';

function allocator(pools: string[], taken: string[] = []): BlockAllocator {
  return new BlockAllocator(pools.map((text) => Cidr.parse(text)), taken.map((text) => Cidr.parse(text)));
}

describe('handing out blocks', () => {
  test('starts at the lowest address and goes on from there', () => {
    const blocks = allocator(['10.0.0.0/8']);
    expect([blocks.allocate(16, 4), blocks.allocate(16, 4), blocks.allocate(12, 4), blocks.allocate(16, 4)].map(String))
      .toEqual(['10.0.0.0/16', '10.1.0.0/16', '10.16.0.0/12', '10.2.0.0/16']);
  });

  test('goes around what is taken', () => {
    const blocks = allocator(['10.0.0.0/8'], ['10.0.0.0/16', '10.1.128.0/17']);
    expect([blocks.allocate(17, 4), blocks.allocate(16, 4)].map(String)).toEqual(['10.1.0.0/17', '10.2.0.0/16']);
  });

  test('uses the pools from the lowest on, whatever their order, and keeps the families apart', () => {
    const blocks = allocator(['fd00::/63', '10.2.0.0/16', '10.1.0.0/16']);
    expect([blocks.allocate(16, 4), blocks.allocate(64, 6), blocks.allocate(16, 4), blocks.allocate(64, 6)].map(String))
      .toEqual(['10.1.0.0/16', 'fd00::/64', '10.2.0.0/16', 'fd00:0:0:1::/64']);
  });

  test('never joins two pools to one block', () => {
    expect(allocator(['10.0.0.0/9', '10.128.0.0/9']).tryAllocate(8, 4)).toBeUndefined();
  });

  test('gives the whole pool when asked for its size', () => {
    expect(String(allocator(['10.0.0.0/8']).allocate(8, 4))).toBe('10.0.0.0/8');
    expect(String(allocator(['fd00::1/128']).allocate(128, 6))).toBe('fd00::1/128');
  });

  test('ignores taken blocks outside the pools, and blocks taken twice', () => {
    const blocks = allocator(['10.0.0.0/24'], ['192.168.0.0/16', 'fd00::/8', '10.0.0.0/25', '10.0.0.0/26', '10.0.0.0/25']);
    expect(String(blocks.allocate(25, 4))).toBe('10.0.0.128/25');
  });

  test('gives nothing from a pool that lies inside a taken block', () => {
    const blocks = allocator(['10.0.0.0/24', '10.0.1.0/24', '10.1.0.0/24'], ['10.0.0.0/16']);
    expect(String(blocks.allocate(24, 4))).toBe('10.1.0.0/24');
  });

  test('works without anything taken', () => {
    expect(String(new BlockAllocator([Cidr.parse('10.0.0.0/8')]).allocate(24, 4))).toBe('10.0.0.0/24');
  });
});

describe('looking without taking', () => {
  test('shows the block that the next call hands out', () => {
    const blocks = allocator(['10.0.0.0/8'], ['10.0.0.0/9']);
    expect(String(blocks.tryFindFree(16, 4))).toBe('10.128.0.0/16');
    expect(String(blocks.tryFindFree(16, 4))).toBe('10.128.0.0/16');
    expect(String(blocks.allocate(16, 4))).toBe('10.128.0.0/16');
    expect(String(blocks.tryFindFree(16, 4))).toBe('10.129.0.0/16');
  });

  test('shows the largest free block, the lowest of several', () => {
    const blocks = allocator(['10.0.0.0/8'], ['10.64.0.0/16']);
    expect(String(blocks.tryFindLargestFree(4))).toBe('10.128.0.0/9');
    blocks.take(Cidr.parse('10.128.0.0/24'));
    expect(String(blocks.tryFindLargestFree(4))).toBe('10.0.0.0/10');
  });

  test('shows the last free address', () => {
    expect(String(allocator(['10.0.0.0/31'], ['10.0.0.0/32']).tryFindLargestFree(4))).toBe('10.0.0.1/32');
    expect(String(allocator(['fd00::/127'], ['fd00::1/128']).tryFindLargestFree(6))).toBe('fd00::/128');
  });

  test('shows nothing when nothing is free or there is no pool of the family', () => {
    const blocks = allocator(['10.0.0.0/8'], ['10.0.0.0/8']);
    expect(blocks.tryFindLargestFree(4)).toBeUndefined();
    expect(blocks.tryFindFree(32, 4)).toBeUndefined();
    expect(blocks.tryFindLargestFree(6)).toBeUndefined();
    expect(blocks.tryFindFree(64, 6)).toBeUndefined();
  });
});

describe('what cannot be served', () => {
  test.each([
    [['10.0.0.0/8'], ['10.0.0.0/16'], 8, 4, 'no free /8 in 10.0.0.0/8: the largest free block is 10.128.0.0/9; add a pool or ask for less'],
    [['10.0.0.0/24', '10.2.0.0/24'], ['10.0.0.0/16'], 23, 4, 'no free /23 in 10.0.0.0/24, 10.2.0.0/24: the largest free block is 10.2.0.0/24; add a pool or ask for less'],
    [['10.0.0.0/24'], ['10.0.0.0/8'], 28, 4, 'no free /28 in 10.0.0.0/24: every address is taken; add a pool'],
    [['10.0.0.0/24'], [], 64, 6, 'no IPv6 pool to take a /64 from: add one'],
    [[], [], 24, 4, 'no IPv4 pool to take a /24 from: add one'],
  ] as const)('fails with pools %p, taken %p for /%d of IPv%d', (pools, taken, prefix, family, message) => {
    const blocks = allocator([...pools], [...taken]);
    expect(blocks.tryAllocate(prefix, family)).toBeUndefined();
    expect(() => blocks.allocate(prefix, family)).toThrow(message);
  });

  test('fails with at most five pools named', () => {
    const blocks = allocator(Array.from({ length: 7 }, (_, index) => `10.${index}.0.0/16`));
    expect(() => blocks.allocate(8, 4)).toThrow('in 10.0.0.0/16, 10.1.0.0/16, 10.2.0.0/16, 10.3.0.0/16, 10.4.0.0/16 and 2 more: the largest');
  });

  test.each([[33, 4], [-1, 4], [8.5, 4], [129, 6], [NaN, 6]] as const)('fails for prefix length %p of IPv%d', (prefix, family) => {
    const blocks = allocator(['10.0.0.0/8', 'fd00::/8']);
    expect(() => blocks.tryAllocate(prefix, family)).toThrow(`the prefix length of IPv${family} must be a whole number`);
    expect(() => blocks.tryFindFree(prefix, family)).toThrow(`got ${prefix}`);
  });

  test.each([
    [['10.1.0.0/16', '10.0.0.0/8'], '10.0.0.0/8 contains 10.1.0.0/16'],
    [['fd00::/64', '10.0.0.0/8', 'fd00::/64'], 'fd00::/64 contains fd00::/64'],
  ])('fails for pools that overlap: %p', (pools, message) => {
    expect(() => allocator(pools)).toThrow(`pools must not overlap: ${message}; leave out one of them`);
  });
});

describe('against a map of all cells', () => {
  const requests = fc.array(fc.oneof(
    fc.record({ level: fc.nat(4) }),
    fc.record({ take: smallBlocks }),
  ), { maxLength: 20 });

  test('finds the lowest free block whenever there is one, and never hands out a cell twice', () => {
    fc.assert(fc.property(spaces, fc.array(smallBlocks, { maxLength: 4 }), fc.array(smallBlocks, { maxLength: 4 }), requests,
      (space, candidates, taken, steps) => {
        const pools = disjoint(candidates);
        const blocks = new BlockAllocator(pools.map((block) => cidrOf(space, block)), taken.map((block) => cidrOf(space, block)));
        const used = new Set(taken.flatMap(cellsOf));
        for (const step of steps) {
          const expected = 'take' in step ? step.take : lowestFree(pools, used, step.level);
          if ('take' in step) blocks.take(cidrOf(space, step.take));
          else expect(String(blocks.tryAllocate(prefixOf(space, step.level), space.family))).toBe(String(expected && cidrOf(space, expected)));
          for (const cell of expected === undefined ? [] : cellsOf(expected)) used.add(cell);
        }
      }), { numRuns: 500 });
  });

  test('gives the same blocks whatever the order of pools and taken blocks', () => {
    const shuffledPair = (blocks: fc.Arbitrary<SmallBlock[]>) => blocks
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    const lists = shuffledPair(fc.array(smallBlocks, { maxLength: 5 }));
    const pools = shuffledPair(fc.array(smallBlocks, { maxLength: 5 }).map(disjoint));
    fc.assert(fc.property(spaces, pools, lists, fc.array(fc.nat(4), { maxLength: 8 }), (space, [poolsA, poolsB], [takenA, takenB], levels) => {
      expect(run(space, poolsA, takenA, levels)).toEqual(run(space, poolsB, takenB, levels));
    }));
  });
});

test('ten thousand blocks are handed out one after the other', () => {
  const blocks = allocator(['10.0.0.0/8']);
  const handedOut = Array.from({ length: 10_000 }, () => blocks.allocate(24, 4));
  expect(handedOut.map(String)).toEqual(Array.from({ length: 10_000 }, (_, index) => `10.${Math.floor(index / 256)}.${index % 256}.0/24`));
});

function run(space: Space, pools: SmallBlock[], taken: SmallBlock[], levels: number[]): string[] {
  const blocks = new BlockAllocator(pools.map((block) => cidrOf(space, block)), taken.map((block) => cidrOf(space, block)));
  return levels.map((level) => String(blocks.tryAllocate(prefixOf(space, level), space.family)));
}

/** Leaves out every block that meets one before it. */
function disjoint(blocks: readonly SmallBlock[]): SmallBlock[] {
  const used = new Set<number>();
  return blocks.filter((block) => {
    if (cellsOf(block).some((cell) => used.has(cell))) return false;
    for (const cell of cellsOf(block)) used.add(cell);
    return true;
  });
}

function lowestFree(pools: readonly SmallBlock[], used: ReadonlySet<number>, level: number): SmallBlock | undefined {
  for (let index = 0; index < 2 ** level; index += 1) {
    const cells = cellsOf({ level, index });
    const inPool = pools.some((pool) => cells.every((cell) => cellsOf(pool).includes(cell)));
    if (inPool && cells.every((cell) => !used.has(cell))) return { level, index };
  }
  return undefined;
}
