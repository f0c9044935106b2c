import { describe, expect, test } from '@jest/globals';
import { localityFaults, readLocality } from '../../../lib/mesh/istio-traffic/locality-faults';

const froms = (...localities: readonly string[]) => localityFaults({ distribute: localities.map(from => ({ from, to: { q: 100 } })) });
const tos = (a: string, b: string) => localityFaults({ distribute: [{ from: 'q', to: { [a]: 50, [b]: 50 } }] });

describe('localities of distribute', () => {
  // As istioctl validate of istio v0.0.0-20260827124520 has it, but for `to`: Istio reads that in any order, so that one of its answers is a chance.
  test.each([
    ['a', 'b'], ['a/*', 'b/*'], ['a/z', 'a/y'], ['a/z/s', 'a/z/t'], ['a/z/*', 'a/y/*'], ['a', '*'], ['a/z', 'a/*'], ['a/z/s', 'a/z/*'], ['a/z', '*'],
  ])('from %s and then %s pass', (a, b) => {
    expect(froms(a, b)).toEqual([]);
  });

  test.each([
    ['a', 'a'], ['a', 'a/*'], ['a', 'a/z'], ['a/*', 'a'], ['a/*', 'a/z'], ['a/*', 'a/z/s'], ['a/z', 'a'], ['a/z/s', 'a/z'], ['*', 'a'], ['*', 'a/z'], ['*', '*'],
  ])('from %s and then %s overlap', (a, b) => {
    expect(froms(a, b)).toEqual([`distribute: from ${a} and ${b} overlap: leave one out`]);
  });

  test.each([['a', '*'], ['a/z', 'a/*'], ['a/*', 'a/z'], ['a/z', 'a']])('to %s and %s overlap, in whatever order', (a, b) => {
    expect(tos(a, b)).toEqual([`distribute: to ${a} and ${b} of q overlap: leave one out`]);
  });

  test.each(['', 'a*', 'a/z*', '/a', 'a//s', 'a/*/s', '*/z', 'a/', 'a/z/s/t'])("'%s' is none", locality => {
    expect(froms(locality)).toEqual([expect.stringMatching(/^distribute: write <region>, <region>\/<zone> or .*, got '/)]);
  });
});

test('a policy is read as far as it goes', () => {
  expect(readLocality(undefined)).toBeUndefined();
  expect(readLocality({ loadBalancer: 'x' })).toBeUndefined();
  expect(readLocality({ loadBalancer: { localityLbSetting: { enabled: true } } }))
    .toEqual({ setting: { enabled: true }, hasOutlierDetection: false });
  expect(readLocality({ loadBalancer: { localityLbSetting: {} }, outlierDetection: {} }))
    .toEqual({ setting: {}, hasOutlierDetection: true });
});
