import { describe, expect, test } from '@jest/globals';
import { LockLine, stateOf } from '../../../lib/fleet/lock/lines';
import { chosenFleet, withoutReleased, withRetired } from '../../../lib/fleet/lock/retire';

const line = (owner: string, fact: string, value: string, fleet = 'acme'): LockLine => ({ fleet, owner, fact, value });
const LINES = [
  line('eu-west', 'deletion-protection', 'off'), line('eu-west', 'range/nodes', '10.3.0.0/16'), line('eu-west', 'range/pods', '10.1.0.0/16'),
  line('us-east', 'range/pods', '10.0.0.0/16'), line('eu-west', 'range/pods', '10.1.0.0/16', 'beta'),
];
const RETIRED = withRetired(LINES, 'acme', 'eu-west');

describe('a retired cluster', () => {
  test('keeps its facts and is marked, in its fleet only', () => {
    expect(stateOf(RETIRED, 'acme')).toEqual({ ...stateOf(LINES, 'acme'), retired: new Set(['eu-west']) });
    expect(stateOf(RETIRED, 'beta')).toEqual(stateOf(LINES, 'beta'));
  });

  test('may be retired again, which changes nothing', () => {
    expect(withRetired(RETIRED, 'acme', 'eu-west')).toBe(RETIRED);
  });

  test('fails when the lock does not know it', () => {
    expect(() => withRetired(LINES, 'acme', 'eu-wets'))
      .toThrow('fleet \'acme\' has no cluster \'eu-wets\' in its lock (did you mean \'eu-west\'?); it has eu-west, us-east');
    expect(() => withRetired(LINES, 'beta', 'us-east')).toThrow('it has eu-west');
  });

  test.each([
    [[line('eu', 'deletion-protection', 'on')]],
    [[line('eu', 'deletion-protection', 'off'), line('eu', 'deletion-protection', 'on')]],
  ])('fails while it is protected against deletion: %j', lines => {
    expect(() => withRetired(lines, 'acme', 'eu')).toThrow('set `deletionProtection: false` on the ManagedCluster, synth and apply that, then retire it');
  });

  test('is gone when it is released', () => {
    expect(withoutReleased(RETIRED, 'acme', 'eu-west')).toEqual([LINES[3], LINES[4]]);
  });

  test('keeps its mark when one fact is released', () => {
    const state = stateOf(withoutReleased(RETIRED, 'acme', 'eu-west', 'range/pods'), 'acme');
    expect(state.retired).toEqual(new Set(['eu-west']));
    expect(state.facts.filter(fact => fact.owner === 'eu-west').map(fact => fact.fact)).toEqual(['deletion-protection', 'range/nodes']);
  });
});

describe('a cluster in use', () => {
  test('has one fact released by name', () => {
    expect(withoutReleased(LINES, 'acme', 'eu-west', 'range/pods')).toEqual(LINES.filter((_, index) => index !== 2));
  });

  test('has both values of a fact in conflict released', () => {
    const lines = [...LINES, line('us-east', 'range/pods', '10.9.0.0/16')];
    expect(stateOf(withoutReleased(lines, 'acme', 'us-east', 'range/pods'), 'acme').conflicts).toEqual([]);
  });

  test('fails to be released as a whole', () => {
    expect(() => withoutReleased(LINES, 'acme', 'us-east')).toThrow('cluster \'us-east\' is not retired; retire it first with '
      + '`npx cdk8s-fleet lock retire us-east`, or name the fact to release so that a cluster in use can change it: range/pods');
  });

  test.each([['range/pod', '(did you mean \'range/pods\'?)'], ['retired', 'it has deletion-protection, range/nodes, range/pods']])('fails to have the fact %s released, which it has not', (fact, message) => {
    expect(() => withoutReleased(RETIRED, 'acme', 'eu-west', fact)).toThrow(message);
  });

  test('fails to be released when the lock does not know it', () => {
    expect(() => withoutReleased(LINES, 'acme', 'asia', 'range/pods')).toThrow('fleet \'acme\' has no cluster \'asia\' in its lock');
  });
});

describe('the fleet of a command', () => {
  test('is the only one, or the one named', () => {
    expect(chosenFleet(LINES.slice(0, 2), 'f')).toBe('acme');
    expect(chosenFleet(LINES, 'f', 'beta')).toBe('beta');
  });

  test('fails when there are several and none is named, or there is none, or not this one', () => {
    expect(() => chosenFleet(LINES, 'f')).toThrow('f holds several fleets; name one with --fleet: acme, beta');
    expect(() => chosenFleet([], 'f')).toThrow('f holds nothing yet, or is not in this folder');
    expect(() => chosenFleet(LINES, 'f', 'acne')).toThrow('f has no fleet \'acne\' (did you mean \'acme\'?); it has acme, beta');
  });
});
