import * as fc from 'fast-check';
import { LockLine, normalised } from '../../../lib/fleet/lock/lines';

const text = fc.oneof(fc.string({ minLength: 1, unit: 'binary', maxLength: 8 }), fc.constantFrom('"facts":', '<<<<<<< a', '=======', 'end', '\n', '\\', ']', 'eu'));

/** Any line, awkward texts included. */
export const anyLine: fc.Arbitrary<LockLine> = fc.record({ fleet: text, owner: text, fact: text, value: text });

/** Any set of lines, as a file holds them. */
export const anyLines: fc.Arbitrary<LockLine[]> = fc.array(anyLine, { maxLength: 12 }).map(normalised);

/** Lines close to each other, so that two sets often have lines in common or side by side. */
export const closeLines: fc.Arbitrary<LockLine[]> = fc.array(fc.record({
  fleet: fc.constantFrom('acme', 'beta'),
  owner: fc.constantFrom('asia', 'eu', 'us'),
  fact: fc.constantFrom('profile', 'range/nodes', 'range/pods'),
  value: fc.constantFrom('1', '2'),
}), { maxLength: 10 }).map(normalised);
