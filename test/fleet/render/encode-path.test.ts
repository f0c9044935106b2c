import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { encodePath } from '../../../lib/fleet/render/encode-path';

describe('encodePath', () => {
  test.each([
    ['acme/payments', 'payments'],
    ['acme/payments/eu', 'payments.eu'],
    ['acme/v1.2', 'v1%2E2'],
    ['acme/v1%2E2', 'v1%252E2'],
    ['acme', 'acme'],
    ['acmes/x', 'acmes.x'],
    ['acme--hub/x', 'acme--hub.x'],
  ])('%s below acme is %s', (path, encoded) => {
    expect(encodePath('acme', path)).toBe(encoded);
  });

  test('gives different paths below a fleet different ids, and none that begins with a dot', () => {
    const id = fc.oneof(fc.constantFrom('a', '.', '%', '%2E', '%25', 'a.b', '2E'), fc.string({ minLength: 1 })).filter(text => !text.includes('/'));
    const path = fc.array(id, { minLength: 1, maxLength: 4 }).map(ids => ids.join('/'));
    fc.assert(fc.property(path, path, (a, b) => {
      const [one, two] = [a, b].map(below => encodePath('env/acme', `env/acme/${below}`));
      expect(one === two).toBe(a === b);
      expect(one).not.toMatch(/^\.|\//);
    }), { numRuns: 1000 });
  });
});
