import { Rule } from './rule';
import { finding } from './text';

/** Two constructs that ask for different values of one thing. */
export const conflictingClaims: Rule = {
  code: 'conflicting-claims',
  severity: 'error',
  summary: 'Two constructs ask for different values of the same thing: a range, a Helm value, a release.',
  why: 'One thing has one value. Whichever construct came last would win without a word, and the other would not work.',
  fix: 'Make the two agree, or remove one of them. Equal claims are one.',
  check: model => model.conflicts.map(({ cluster, subject, parties: [a, b] }) => finding(conflictingClaims, [cluster], [a.path, b.path],
    `${subject} of ${cluster}: ${a.path} says ${a.value} and ${b.path} says ${b.value}: make them agree, or remove one`)),
};
