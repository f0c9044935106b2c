import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { didYouMean, listed, quoted } from '../../../lib/fleet/lock/names';

describe('names in messages', () => {
  test('propose the nearest known name, or nothing', () => {
    expect(didYouMean('us-eats', ['us-east', 'eu-west'])).toBe(' (did you mean \'us-east\'?)');
    expect(didYouMean('singapore', ['us-east', 'eu-west'])).toBe('');
  });

  test('are listed, or said to be none', () => {
    expect(listed(['a', 'b'])).toBe('a, b');
    expect(listed([])).toBe('none');
  });

  test.each([['range/pods', 'range/pods'], ['range/subnet us-east-1a', '\'range/subnet us-east-1a\''], ['it\'s', '\'it\'\\\'\'s\'']])('%s is written %s in a shell', (name, expected) => {
    expect(quoted(name)).toBe(expected);
  });

  test('reach a program through a shell as they are', () => {
    const names = fc.sample(fc.string({ minLength: 1, unit: 'binary-ascii' }).filter(name => !name.includes('\0')), { numRuns: 50, seed: 1 });
    const printed = execFileSync('sh', ['-c', names.map(name => `printf '%s\\0' ${quoted(name)}`).join('\n')], { encoding: 'utf8' });
    expect(printed.split('\0').slice(0, -1)).toEqual(names);
  });
});
