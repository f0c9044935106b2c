import { describe, expect, test } from '@jest/globals';
import { parseKubernetesVersion, tryParseKubernetesVersion } from '../../lib/fleet';

describe('a Kubernetes version', () => {
  test.each([
    ['1.34.1', 'v1.34.1', 34, 1], ['v1.34.1', 'v1.34.1', 34, 1], ['1.0.0', 'v1.0.0', 0, 0], ['1.35.0-rc.1', 'v1.35.0-rc.1', 35, 0], ['v1.33.4+k3s1', 'v1.33.4+k3s1', 33, 4],
    ['1.33.4-eks.1+abc', 'v1.33.4-eks.1+abc', 33, 4],
  ])('%s is read as %s', (text, canonical, minor, patch) => {
    expect(parseKubernetesVersion('version', text)).toEqual({ major: 1, minor, patch, text: canonical });
  });

  test.each(['', '1', '1.34', 'v1.34', '1.34.x', '01.34.1', '1.034.1', '1.34.1 ', ' 1.34.1', 'V1.34.1', '1.34.1-', '1.34.1.2', 'latest'])('fails for %p', text => {
    expect(tryParseKubernetesVersion(text)).toBeUndefined();
    expect(() => parseKubernetesVersion('acme/eu: version', text)).toThrow(`acme/eu: version: write a full Kubernetes version like '1.34.1', got '${text}'`);
  });
});
