import { describe, expect, test } from '@jest/globals';
import { ILock, Lock, LockError, LockFact } from '../../../lib/fleet/lock';

const fact = (owner: string, name: string, value: string): LockFact => ({ owner, fact: name, value });
const US = fact('us', 'range/pods', '10.0.0.0/16');
const EU = fact('eu', 'range/pods', '10.1.0.0/16');
const PROTECTED = fact('us', 'deletion-protection', 'on');

const holding = (...facts: LockFact[]): ILock => Lock.memory({ acme: { facts } });

describe('a lock in memory', () => {
  test('is empty at first, open, and says what it is', () => {
    const lock = Lock.memory();
    expect(lock.read('acme')).toEqual({ facts: [], retired: new Set(), conflicts: [] });
    expect(lock.frozen).toBe(false);
    expect(lock.description).toBe('memory');
  });

  test('holds what it is made with, by fleet', () => {
    const lock = Lock.memory({ acme: { facts: [US, EU], retired: new Set(['eu']) }, beta: { facts: [EU] } });
    expect(lock.read('acme')).toEqual({ facts: [EU, US], retired: new Set(['eu']), conflicts: [], others: { beta: ['eu'] } });
    expect(lock.read('beta').facts).toEqual([EU]);
  });

  test('shows a fact with two values as a conflict, and not as a fact', () => {
    const lock = holding(US, fact('us', 'range/pods', '10.9.0.0/16'), EU);
    expect(lock.read('acme')).toEqual({
      facts: [EU], retired: new Set(), conflicts: [{ owner: 'us', fact: 'range/pods', values: ['10.0.0.0/16', '10.9.0.0/16'] }],
    });
  });
});

describe('a commit', () => {
  test('adds facts and keeps those that the program does not name', () => {
    const lock = holding(EU);
    lock.commit('acme', lock.read('acme'), [US]);
    expect(lock.read('acme').facts).toEqual([EU, US]);
  });

  test('touches one fleet only', () => {
    const lock = holding(EU);
    lock.commit('beta', lock.read('beta'), [fact('eu', 'range/pods', '10.9.0.0/16')]);
    expect(lock.read('acme').facts).toEqual([EU]);
  });

  test('may name a fact twice when both say the same', () => {
    const lock = holding();
    lock.commit('acme', lock.read('acme'), [US, US]);
    expect(lock.read('acme').facts).toEqual([US]);
  });

  test('fails when a recorded value would move, and names both values and the way out', () => {
    const lock = holding(US);
    expect(() => lock.commit('acme', lock.read('acme'), [EU, fact('us', 'range/pods', '10.9.0.0/16')]))
      .toThrow(new LockError('memory records us range/pods = 10.0.0.0/16, and the program says 10.9.0.0/16; what is recorded does not move: '
        + 'use 10.0.0.0/16, or release it with `npx cdk8s-fleet lock release us range/pods`'));
    expect(lock.read('acme').facts).toEqual([US]);
  });

  test('fails when the program itself says two things', () => {
    const lock = holding();
    expect(() => lock.commit('acme', lock.read('acme'), [US, fact('us', 'range/pods', '10.9.0.0/16')])).toThrow('us range/pods = 10.0.0.0/16');
    expect(() => lock.commit('acme', lock.read('acme'), [PROTECTED, { ...PROTECTED, value: 'off' }])).toThrow('us deletion-protection = on');
  });

  test('follows the program in whether a cluster is protected against deletion', () => {
    const lock = holding(PROTECTED);
    lock.commit('acme', lock.read('acme'), [{ ...PROTECTED, value: 'off' }]);
    expect(lock.read('acme').facts).toEqual([{ ...PROTECTED, value: 'off' }]);
  });

  test.each([fact('', 'range/pods', 'x'), fact('us', '', 'x'), fact('us', 'range/pods', '')])('fails for an empty text: %j', empty => {
    const lock = holding();
    expect(() => lock.commit('acme', lock.read('acme'), [empty])).toThrow('memory cannot record an empty text');
  });

  test('fails for the name that marks retired clusters', () => {
    const lock = holding();
    expect(() => lock.commit('acme', lock.read('acme'), [fact('us', 'retired', 'no')])).toThrow('use another name, got \'us retired\'');
  });

  test('fails to add to a retired cluster', () => {
    const lock = Lock.memory({ acme: { facts: [US], retired: new Set(['us']) } });
    expect(() => lock.commit('acme', lock.read('acme'), [US, fact('us', 'range/nodes', '10.5.0.0/16')]))
      .toThrow('memory holds cluster \'us\' as retired, and the program declares it');
  });

  test('fails while a fact has two values, with the command that settles it', () => {
    const lock = holding(US, fact('us', 'range/pods', '10.9.0.0/16'));
    expect(() => lock.commit('acme', lock.read('acme'), [EU]))
      .toThrow('memory gives us range/pods more than one value (10.0.0.0/16, 10.9.0.0/16), as a git merge leaves it; run `npx cdk8s-fleet lock settle --base main`');
  });
});

describe('a frozen lock', () => {
  const frozen = (...facts: LockFact[]): ILock => Lock.memory({ acme: { facts } }, { frozen: true });

  test('accepts a commit that changes nothing', () => {
    const lock = frozen(US, EU);
    lock.commit('acme', lock.read('acme'), [EU]);
    expect(lock.frozen).toBe(true);
    expect(lock.read('acme').facts).toEqual([EU, US]);
  });

  test('fails to change, and shows what is missing and the command that adds it', () => {
    const lock = frozen(US);
    expect(() => lock.commit('acme', lock.read('acme'), [EU])).toThrow(new LockError('memory is frozen by `frozen: true` and lacks 1 of the facts of fleet \'acme\': '
      + 'eu range/pods = 10.1.0.0/16; run `npx cdk8s synth` without `frozen: true`, and commit memory'));
    expect(lock.read('acme').facts).toEqual([US]);
  });

  test('shows three facts at most', () => {
    const lock = frozen();
    expect(() => lock.commit('acme', lock.read('acme'), ['a', 'b', 'c', 'd'].map(owner => fact(owner, 'profile', '1'))))
      .toThrow('lacks 4 of the facts of fleet \'acme\': a profile = 1, b profile = 1, c profile = 1, ...; run');
  });
});

describe('a commit after another program wrote', () => {
  const asia = (name: string, value: string): LockFact => fact('asia', name, value);

  test.each<[string, LockFact[], LockFact[]]>([
    ['added another cluster', [asia('range/pods', '10.7.0.0/16')], [EU]],
    ['added the same', [EU], [EU]],
    ['added the same and more', [EU, fact('eu', 'profile', '1')], [EU]],
    ['added a fact that is no range and has the same value', [asia('profile', '1')], [fact('eu', 'profile', '1')]],
    ['added a nested range to the same cluster', [fact('eu', 'range/nodes', '10.1.0.0/24')], [EU]],
    ['added to another fleet', [], [EU]],
  ])('keeps both when the other %s', (_, theirs, ours) => {
    const lock = holding(US);
    const base = lock.read('acme');
    lock.commit('beta', lock.read('beta'), [fact('eu', 'range/pods', '10.1.0.0/16')]);
    lock.commit('acme', lock.read('acme'), theirs);
    lock.commit('acme', base, ours);
    expect(lock.read('acme').facts).toHaveLength(new Set([US, ...theirs, ...ours].map(f => JSON.stringify(f))).size);
    expect(lock.read('acme').facts).toEqual(expect.arrayContaining([US, ...theirs, ...ours]));
  });

  test.each<[string, LockFact[], LockFact[], string]>([
    ['handed out the same block', [asia('range/pods', '10.1.0.0/16')], [EU], 'it now has asia range/pods = 10.1.0.0/16, this program wants eu range/pods = 10.1.0.0/16'],
    ['handed out a block around it', [asia('range/nodes', '10.0.0.0/8')], [EU], 'it now has asia range/nodes = 10.0.0.0/8, this program wants eu range/pods'],
    ['handed out a block of IPv6 within it', [asia('range/pods', '10.9.0.0/16,fd00:0:1::/48')], [fact('eu', 'range/pods', '10.1.0.0/16,fd00::/32')], 'it now has asia'],
    ['recorded another value of the fact', [{ ...EU, value: '10.2.0.0/16' }], [EU], 'it now has eu range/pods = 10.2.0.0/16, this program wants eu range/pods = 10.1.0.0/16'],
  ])('fails when the other %s', (_, theirs, ours, reason) => {
    const lock = holding(US);
    const base = lock.read('acme');
    lock.commit('acme', base, theirs);
    const before = lock.read('acme');
    expect(() => lock.commit('acme', base, ours)).toThrow(`memory changed while this program ran (${reason}`);
    expect(() => lock.commit('acme', base, ours)).toThrow('nothing was written: run it again');
    expect(lock.read('acme')).toEqual(before);
  });

  const state = (facts: LockFact[], retired: string[] = []) => ({ facts, retired: new Set(retired), conflicts: [] });

  test.each<[string, ILock, ReturnType<typeof state>, string]>([
    ['released a fact', holding(), state([US]), 'us range/pods = 10.0.0.0/16 is gone'],
    ['moved a fact', holding({ ...US, value: '10.9.0.0/16' }), state([US]), 'us range/pods = 10.0.0.0/16 is gone'],
    ['retired a cluster', Lock.memory({ acme: state([US], ['us']) }), state([US]), 'cluster \'us\' was retired or released'],
    ['released a retired cluster', holding(), state([], ['us']), 'cluster \'us\' was retired or released'],
    ['merged a conflict in', holding(US, fact('asia', 'x', '1'), fact('asia', 'x', '2')), state([US]), 'asia x has more than one value'],
  ])('fails when the other %s', (_, lock, base, reason) => {
    expect(() => lock.commit('acme', base, [EU])).toThrow(`memory changed while this program ran (${reason}); nothing was written: run it again`);
  });
});
