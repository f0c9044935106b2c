import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { overlapsBetween } from '../../../lib/fleet/rules/between';
import { Cidr } from '../../../lib/net';

const blocks = fc.array(fc.tuple(fc.nat(255), fc.integer({ min: 24, max: 32 }), fc.boolean()).map(([address, prefix, v6]) => {
  const first = address - address % 2 ** (32 - prefix);
  return { cidr: v6 ? Cidr.parse(`fd00::${first.toString(16)}/${prefix + 96}`) : Cidr.parse(`10.0.0.${first}/${prefix}`) };
}), { maxLength: 12 });

test('agrees with comparing each range of one list with each of the other', () => {
  fc.assert(fc.property(blocks, blocks, (left, right) => {
    const expected = left.flatMap((l, i) => right.flatMap((r, j) => (l.cidr.overlaps(r.cidr) ? [`${i} ${j}`] : [])));
    expect(overlapsBetween(left, right).map(([l, r]) => `${left.indexOf(l)} ${right.indexOf(r)}`).sort()).toEqual(expected.sort());
  }), { numRuns: 500 });
});
