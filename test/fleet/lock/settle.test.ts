import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { closeLines } from './arbitrary-lines';
import { serialise } from '../../../lib/fleet/lock/format';
import { keyOf, LockLine, normalised, stateOf, textOf } from '../../../lib/fleet/lock/lines';
import { mergedLines, settled } from '../../../lib/fleet/lock/settle';

const line = (owner: string, fact: string, value: string, fleet = 'acme'): LockLine => ({ fleet, owner, fact, value });
const US = line('us', 'range/pods', '10.0.0.0/16');
const EU = line('eu', 'range/pods', '10.1.0.0/16');
const ASIA = line('asia', 'range/pods', '10.1.0.0/16');

describe('settling', () => {
  test.each<[string, LockLine[], LockLine[], LockLine[], string[]]>([
    ['keeps everything when nothing contradicts', [US, EU], [US], [US, EU], []],
    ['keeps the owner of a block that the base has', [US, EU, ASIA], [US, EU], [US, EU], ['kept: eu range/pods = 10.1.0.0/16']],
    ['keeps the other owner when the base has that one', [US, EU, ASIA], [US, ASIA], [US, ASIA], ['kept: asia range/pods = 10.1.0.0/16']],
    ['sees a block within another', [US, line('eu', 'range/nodes', '10.0.7.0/24')], [US], [US], ['kept: us range/pods = 10.0.0.0/16']],
    ['sees one of several ranges of a fact', [US, line('eu', 'range/pods', 'fd00::/48,10.0.0.0/17')], [US], [US], ['kept: us range/pods = 10.0.0.0/16']],
    ['drops both of two additions, for neither is older', [US, EU, ASIA], [US], [US],
      ['also added: eu range/pods = 10.1.0.0/16', 'also added: asia range/pods = 10.1.0.0/16']],
    ['keeps the value that the base has', [US, { ...US, value: '10.9.0.0/16' }], [US], [US], ['kept: us range/pods = 10.0.0.0/16']],
    ['drops both values when the base has neither fact', [US, { ...US, value: '10.9.0.0/16' }], [], [],
      ['also added: us range/pods = 10.9.0.0/16', 'also added: us range/pods = 10.0.0.0/16']],
    ['brings back what the base has when both values are others', [{ ...US, value: '10.8.0.0/16' }, { ...US, value: '10.9.0.0/16' }], [US], [US],
      ['kept: us range/pods = 10.0.0.0/16', 'kept: us range/pods = 10.0.0.0/16']],
    ['leaves alone what a branch changed on purpose', [{ ...US, value: '10.9.0.0/16' }, EU], [US, EU], [{ ...US, value: '10.9.0.0/16' }, EU], []],
    ['leaves overlaps within the base alone', [EU, ASIA], [EU, ASIA], [EU, ASIA], []],
    ['leaves overlaps within a cluster to the rules', [US, line('us', 'range/nodes', '10.0.0.0/24')], [], [US, line('us', 'range/nodes', '10.0.0.0/24')], []],
    ['does not compare fleets', [US, line('eu', 'range/pods', '10.0.0.0/16', 'beta')], [US], [US, line('eu', 'range/pods', '10.0.0.0/16', 'beta')], []],
    ['does not compare what is no range', [line('us', 'profile', '10.0.0.0/16'), line('eu', 'profile', '10.0.0.0/16')], [],
      [line('us', 'profile', '10.0.0.0/16'), line('eu', 'profile', '10.0.0.0/16')], []],
    ['leaves text that is no range to the rules', [line('us', 'range/pods', 'any'), line('eu', 'range/pods', 'any')], [],
      [line('us', 'range/pods', 'any'), line('eu', 'range/pods', 'any')], []],
  ])('%s', (_, lines, base, kept, reasons) => {
    const result = settled(lines, base);
    expect(result.lines).toEqual(normalised(kept));
    expect(result.dropped.map(({ reason }) => reason)).toEqual(reasons);
  });

  test('drops what stands in the way of a value that comes back', () => {
    const moved = { ...US, value: '10.1.0.0/24' };
    const taker = line('asia', 'range/pods', '10.0.0.0/16');
    expect(settled([moved, EU, taker], [US, EU]).lines).toEqual([EU, US]);
  });

  test('leaves no conflict, keeps every line that the base has, adds only lines of the base, and has nothing to do the second time', () => {
    fc.assert(fc.property(closeLines, closeLines, (lines, other) => {
      const base = normalised([...new Map(other.map(old => [old.fleet + keyOf(old), old])).values()]);
      const result = settled(lines, base);
      expect([...stateOf(result.lines, 'acme').conflicts, ...stateOf(result.lines, 'beta').conflicts]).toEqual([]);
      expect(result.lines).toEqual(expect.arrayContaining(lines.filter(mine => base.some(old => textOf(old) === textOf(mine)))));
      expect([...lines, ...base]).toEqual(expect.arrayContaining([...result.lines]));
      expect(settled(result.lines, base)).toEqual({ lines: result.lines, dropped: [] });
    }));
  });
});

describe('the lines of a merged file', () => {
  test('are those of both sides of a conflict', () => {
    const text = serialise([US]).replace('    ["acme"', '<<<<<<< HEAD\n    ["acme", "eu", "range/pods", "10.1.0.0/16"],\n=======\n    ["acme", "asia", "range/pods", "10.1.0.0/16"],\n>>>>>>> other\n    ["acme"');
    expect(mergedLines(text, 'f')).toEqual([ASIA, EU, US]);
  });

  test('fail to be read when the markers do not match up', () => {
    expect(() => mergedLines(`=======\n${serialise([US])}`, 'f')).toThrow('f is damaged: its git conflict markers do not match up');
  });

  test('fail to be read when a side is not whole', () => {
    expect(() => mergedLines(`<<<<<<< HEAD\n${serialise([US])}=======\n>>>>>>> other\n`, 'f')).toThrow('f is damaged: it is empty');
  });
});
