import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { cellsOf, cidrOf, SmallBlock, smallBlocks, spaces } from './small-space';
import { Cidr, overlappingPairs } from '../../lib/net';

interface Named {
  readonly name: string;
  readonly cidr: Cidr;
}

const distinctBlocks = fc.uniqueArray(smallBlocks, { maxLength: 24, selector: ({ level, index }) => `${level}/${index}` });

function named(...texts: string[]): Named[] {
  return texts.map((text, index) => ({ name: `r${index}`, cidr: Cidr.parse(text) }));
}

function shown(pairs: readonly [Named, Named][]): string[] {
  return pairs.map(([a, b]) => `${a.cidr} ${b.cidr}`);
}

describe('overlapping pairs', () => {
  test.each([
    ['nothing', [], []],
    ['one range', ['10.0.0.0/8'], []],
    ['neighbours', ['10.0.0.0/9', '10.128.0.0/9'], []],
    ['the two families', ['0.0.0.0/0', '::/0'], []],
    ['a chain', ['10.0.0.0/24', '10.0.0.0/16', '10.0.0.0/8'], ['10.0.0.0/8 10.0.0.0/16', '10.0.0.0/8 10.0.0.0/24', '10.0.0.0/16 10.0.0.0/24']],
    ['siblings in one block', ['10.1.0.0/16', '10.0.0.0/8', '10.2.0.0/16'], ['10.0.0.0/8 10.1.0.0/16', '10.0.0.0/8 10.2.0.0/16']],
    ['a block after the block that held another', ['10.0.0.0/16', '10.0.1.0/24', '10.1.0.0/16', '10.1.0.0/24'],
      ['10.0.0.0/16 10.0.1.0/24', '10.1.0.0/16 10.1.0.0/24']],
    ['everything', ['0.0.0.0/0', '255.255.255.255/32'], ['0.0.0.0/0 255.255.255.255/32']],
    ['IPv6 below and above bit 64', ['fd00::/16', 'fd00::/64', 'fd00:0:0:1::/64', 'fd00::8000:0:0:0/65'],
      ['fd00::/16 fd00::/64', 'fd00::/16 fd00::8000:0:0:0/65', 'fd00::/64 fd00::8000:0:0:0/65', 'fd00::/16 fd00:0:0:1::/64']],
  ])('of %s', (_, texts, expected) => {
    expect(shown(overlappingPairs(named(...texts)))).toEqual(expected);
  });

  test('of the same block twice keep the order of the input', () => {
    const [a, b, c] = named('10.0.0.0/16', '10.0.0.0/16', '10.0.0.0/8');
    expect(overlappingPairs([a, b, c])).toEqual([[c, a], [c, b], [a, b]]);
    expect(overlappingPairs([b, a, c])).toEqual([[c, b], [c, a], [b, a]]);
  });

  test('hold the very objects that were given, and leave the input as it was', () => {
    const ranges = named('10.0.0.0/16', '10.0.0.0/8');
    const [pair] = overlappingPairs(ranges);
    expect(pair[0]).toBe(ranges[1]);
    expect(pair[1]).toBe(ranges[0]);
    expect(ranges.map(({ name }) => name)).toEqual(['r0', 'r1']);
  });

  test('are exactly those whose cells meet', () => {
    fc.assert(fc.property(spaces, fc.array(smallBlocks, { maxLength: 24 }), (space, blocks) => {
      const ranges = blocks.map((block, index) => ({ index, cidr: cidrOf(space, block) }));
      const found = overlappingPairs(ranges).map(([a, b]) => pairKey(a.index, b.index)).sort();
      expect(found).toEqual(bruteForce(blocks).sort());
    }), { numRuns: 500 });
  });

  test('name the range that contains the other one first', () => {
    fc.assert(fc.property(spaces, fc.array(smallBlocks, { maxLength: 24 }), (space, blocks) => {
      const pairs = overlappingPairs(blocks.map((block) => ({ cidr: cidrOf(space, block) })));
      expect(pairs.filter(([outer, inner]) => !outer.cidr.contains(inner.cidr))).toEqual([]);
    }));
  });

  test('do not depend on the order of the input', () => {
    const inputs = distinctBlocks
      .chain((blocks) => fc.tuple(fc.constant(blocks), fc.shuffledSubarray(blocks, { minLength: blocks.length })));
    fc.assert(fc.property(spaces, spaces, inputs, (space, other, [blocks, shuffled]) => {
      const inBoth = (order: readonly SmallBlock[]) => order.flatMap((block) => [{ cidr: cidrOf(space, block) }, { cidr: cidrOf(other, block) }]);
      const text = (order: readonly SmallBlock[]) => overlappingPairs(inBoth(order)).map(([a, b]) => `${a.cidr} ${b.cidr}`);
      expect(text(shuffled)).toEqual(text(blocks));
    }));
  });

  test('come in the order of the second range, then of the first', () => {
    fc.assert(fc.property(spaces, distinctBlocks, (space, blocks) => {
      const pairs = overlappingPairs(blocks.map((block) => ({ cidr: cidrOf(space, block) })));
      const sorted = [...pairs].sort(([a, b], [c, d]) => Cidr.compare(b.cidr, d.cidr) || Cidr.compare(a.cidr, c.cidr));
      expect(pairs.map(([a, b]) => `${a.cidr} ${b.cidr}`)).toEqual(sorted.map(([a, b]) => `${a.cidr} ${b.cidr}`));
    }));
  });
});

function bruteForce(blocks: readonly SmallBlock[]): string[] {
  const pairs: string[] = [];
  for (let a = 0; a < blocks.length; a += 1) {
    for (let b = a + 1; b < blocks.length; b += 1) {
      if (cellsOf(blocks[a]).some((cell) => cellsOf(blocks[b]).includes(cell))) pairs.push(pairKey(a, b));
    }
  }
  return pairs;
}

function pairKey(a: number, b: number): string {
  return `${Math.min(a, b)}-${Math.max(a, b)}`;
}
