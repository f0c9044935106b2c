import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Finding, FleetError, formatFinding } from '../../lib/fleet';
import { sortFindings, throwOnErrors, withObjectFindings } from '../../lib/fleet/finding';

const finding = (code: string, message = code, severity: Finding['severity'] = 'error', paths: readonly string[] = []): Finding => ({ code, severity, clusters: [], paths, message });

describe('findings', () => {
  test('are one line each, whatever names are in them', () => {
    expect(formatFinding(finding('x', 'a\n  b\r\nc\n'))).toBe('error x: a b c ');
    expect(formatFinding(finding('x', 'y', 'warning'))).toBe('warning x: y');
    expect(formatFinding(finding('x', 'all\rnothing \u001b[2J'))).toBe('error x: all\\u000dnothing \\u001b[2J');
  });

  test('are sorted, errors first, and doubles dropped, whatever order they come in', () => {
    const all = [finding('b'), finding('a', 'z'), finding('a', 'y'), finding('a', 'y', 'warning'), finding('a', 'y', 'error', ['p'])];
    const sorted = [all[2], all[4], all[1], all[0], all[3]];
    fc.assert(fc.property(fc.shuffledSubarray([...all, ...all], { minLength: 10 }), shuffled => {
      expect(sortFindings(shuffled)).toEqual(sorted);
    }));
  });

  test('are thrown together, warnings included, when one is an error', () => {
    expect(() => throwOnErrors([])).not.toThrow();
    expect(() => throwOnErrors([finding('w', 'w', 'warning')])).not.toThrow();
    expect(() => throwOnErrors([finding('b')])).toThrow('the fleet has 1 error:\n  error b: b');
    const findings = [finding('b'), finding('w', 'w', 'warning'), finding('a')];
    try {
      throwOnErrors(findings);
    } catch (error) {
      expect(error).toBeInstanceOf(FleetError);
      expect(error).toMatchObject({ name: 'FleetError', message: 'the fleet has 2 errors:\n  error a: a\n  error b: b', findings: [findings[2], findings[0], findings[1]] });
    }
    expect.assertions(5);
  });

  test('of objects that lack values are left out when the ranges of the fleet could not all be settled', () => {
    const objects = ['unrenderable-object', 'schema', 'duplicate-object'].map(code => finding(code));
    expect(withObjectFindings([finding('address-plan-exhausted')], objects).map(f => f.code)).toEqual(['address-plan-exhausted', 'duplicate-object']);
    expect(withObjectFindings([finding('overlapping-ranges')], objects).map(f => f.code)).toEqual(['overlapping-ranges', 'unrenderable-object', 'schema', 'duplicate-object']);
  });
});
