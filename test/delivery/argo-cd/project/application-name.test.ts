import { describe, expect, test } from '@jest/globals';
import { checkArgoCdName, LONGEST_GENERATED_APPLICATION_NAME } from '../../../../lib/delivery/argo-cd/project';

const HINT = 'lower-case letters, digits, dashes and dots, 253 characters at most, each part between dots with a letter or digit at both ends';

describe('a name', () => {
  test.each(['a', '0', 'payment-api.us-east', 'a--b', 'a'.repeat(253)])('passes %s', name => {
    expect(() => checkArgoCdName('acme/apps', 'Application', name)).not.toThrow();
  });

  test.each(['', 'A', 'a_b', '-a', 'a-', 'a..b', '.a', 'a.-b', 'a/b', 'ü', 'a\n', 'a'.repeat(254)])('fails on %j', name => {
    expect(() => checkArgoCdName('acme/apps', 'AppProject', name)).toThrow(new Error(`acme/apps: name of the AppProject: write ${HINT}, got '${name}'`));
  });

  test('a made up name is short enough for a Helm release', () => {
    const longest = LONGEST_GENERATED_APPLICATION_NAME;
    expect(() => checkArgoCdName('acme/apps', 'Application', 'a'.repeat(53), longest)).not.toThrow();
    expect(() => checkArgoCdName('acme/apps', 'ApplicationSet', 'a'.repeat(54), longest)).toThrow(
      new Error(`acme/apps: name of the ApplicationSet: write ${HINT.replace('253', '53')}, got '${'a'.repeat(54)}'`),
    );
  });
});
