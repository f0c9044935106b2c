import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { ImageReference } from '../../../lib';

const [SHA256, SHA384, SHA512] = [256, 384, 512].map(bits => `sha${bits}:${'0f'.repeat(bits / 8)}`);

/** Read by distribution/reference v0.6.0 `ParseNormalizedNamed` in the same way: registry, repository, tag, digest. */
const REFERENCES: readonly (readonly [text: string, registry: string, repository: string, tag?: string, digest?: string])[] = [
  ['busybox', 'docker.io', 'library/busybox'],
  ['busybox:1.36', 'docker.io', 'library/busybox', '1.36'],
  [`busybox@${SHA256}`, 'docker.io', 'library/busybox', undefined, SHA256],
  [`busybox:1.36@${SHA256}`, 'docker.io', 'library/busybox', '1.36', SHA256],
  ['acme/web', 'docker.io', 'acme/web'],
  ['acme/web/api:v1', 'docker.io', 'acme/web/api', 'v1'],
  ['docker.io/busybox', 'docker.io', 'library/busybox'],
  ['docker.io/library/busybox', 'docker.io', 'library/busybox'],
  ['index.docker.io/busybox', 'docker.io', 'library/busybox'],
  ['index.docker.io/acme/web', 'docker.io', 'acme/web'],
  ['registry-1.docker.io/acme/web', 'registry-1.docker.io', 'acme/web'],
  ['quay.io/cilium/cilium:v1.20.2', 'quay.io', 'cilium/cilium', 'v1.20.2'],
  ['quay.io/web', 'quay.io', 'web'],
  ['registry.example.com:5000/web', 'registry.example.com:5000', 'web'],
  ['registry:5000/web:v1', 'registry:5000', 'web', 'v1'],
  ['registry/web', 'docker.io', 'registry/web'],
  ['localhost/web', 'localhost', 'web'],
  ['localhost:5000/web', 'localhost:5000', 'web'],
  ['localhost', 'docker.io', 'library/localhost'],
  ['Registry/web', 'Registry', 'web'],
  ['Quay.IO/acme/web', 'Quay.IO', 'acme/web'],
  ['10.0.0.1/web', '10.0.0.1', 'web'],
  ['[fd00::1]:5000/web', '[fd00::1]:5000', 'web'],
  ['[::1]/web', '[::1]', 'web'],
  ['a-b.c--d/e__f/g--h/i.j/k_l', 'a-b.c--d', 'e__f/g--h/i.j/k_l'],
  ['quay.io/acme/web:UPPER_and.dots-1', 'quay.io', 'acme/web', 'UPPER_and.dots-1'],
  ['web:_', 'docker.io', 'library/web', '_'],
  [`web:${'t'.repeat(128)}`, 'docker.io', 'library/web', 't'.repeat(128)],
  [`quay.io/${'x'.repeat(255)}`, 'quay.io', 'x'.repeat(255)],
  [`quay.io/acme/web@${SHA384}`, 'quay.io', 'acme/web', undefined, SHA384],
  [`quay.io/acme/web@${SHA512}`, 'quay.io', 'acme/web', undefined, SHA512],
  ['1.2/3', '1.2', '3'],
  ['a'.repeat(63), 'docker.io', `library/${'a'.repeat(63)}`],
];

/** Refused there too, but for a host with an underscore, which is read there as a path without a registry. */
const NONE: readonly string[] = [
  '', ' ', '/', ':', '@', 'busybox:', 'busybox@', ':v1', '/busybox', 'busybox/', 'a//b', 'quay.io//web', 'quay.io/', 'quay.io:/web',
  'quay.io:port/web', ' busybox',
  'busybox ', 'bus ybox', 'busybox\n', 'Busybox', 'acme/Web', 'quay.io/Acme/web', '-web', 'web-', '_web', 'web_', 'a___b', 'a..b', 'a._b',
  'quay.io/.web', 'web:.tag', 'web:-tag',
  `web:${'t'.repeat(129)}`, 'web:v1:v2', 'web:v+1', 'web@sha256', 'web@sha256:', 'web@sha256:0f', `web@sha256:${'0f'.repeat(31)}`,
  `web@sha256:${'0F'.repeat(32)}`,
  `web@${SHA256}0`, `web@md5:${'0f'.repeat(16)}`, `web@${SHA256}:v1`, `web@${SHA256}@${SHA256}`, '-quay.io/web', 'quay-.io/web', 'quay..io/web',
  'my_host.example/web',
  'https://quay.io/web', 'oci://quay.io/web', '[fd00::1/web', 'fd00::1/web', 'a'.repeat(64), `quay.io/${'x'.repeat(256)}`, 'x'.repeat(248),
  'web:{{ .tag }}', '${IMAGE}', '$(IMAGE)', 'wéb', '*:v1',
];

describe('an image reference', () => {
  test.each(REFERENCES.map(([text, ...parts]) => [text, parts] as const))('%s is read as a container runtime reads it',
    (text, [registry, repository, tag, digest]) => {
      const parsed = ImageReference.parse(text);
      expect({ ...parsed }).toEqual({ registry, repository, tag, digest });
      expect(parsed.name).toBe(`${registry}/${repository}`);
    });

  test.each(NONE.map(text => [text]))('is not: %j', text => {
    expect(ImageReference.tryParse(text)).toBeUndefined();
    expect(() => ImageReference.parse(text)).toThrow(new Error(`'${text}' is no image; write <registry>/<path>:<tag>, with <path> in lower case`));
  });

  test.each(REFERENCES.map(([text]) => [text]))('%s is the same when it is written and read again', text => {
    const parsed = ImageReference.parse(text);
    expect(ImageReference.parse(String(parsed))).toEqual(parsed);
  });

  const part = fc.constantFrom(
    'a', 'web', 'quay.io', 'docker.io', 'index.docker.io', 'localhost', 'Upper', 'library', '5000', '[::1]', 'latest', SHA256, 'sha256',
    'a'.repeat(64), 'x'.repeat(120),
    '/', '/', ':', '@', '.', '-', '--', '_', '__', '___', ' ', '{{', '+', '~', 'é',
  );
  const text = fc.oneof(fc.array(part, { maxLength: 8 }).map(parts => parts.join('')), fc.string(),
    fc.constantFrom(...REFERENCES.map(([reference]) => reference), ...NONE));

  test('that is written is read as the same one, whatever it was read from', () => {
    fc.assert(fc.property(text, reference => {
      const parsed = ImageReference.tryParse(reference);
      return parsed === undefined || String(ImageReference.parse(String(parsed))) === String(parsed);
    }), { numRuns: 2000 });
  });

  test('has a host, a path in lower case, and what was written after it', () => {
    fc.assert(fc.property(text, reference => {
      const { registry, repository, tag, digest } = ImageReference.tryParse(reference) ?? ImageReference.parse('a');
      expect(registry).toMatch(/^(localhost$|.*[.:]|.*[A-Z])/);
      expect(repository).toMatch(/^[a-z0-9][a-z0-9._/-]*$/);
      expect(`${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`).not.toMatch(/[\s/{]/);
      if (registry === 'docker.io') {
        expect(repository).toContain('/');
      }
    }), { numRuns: 1000 });
  });

  test('in another place keeps tag and digest', () => {
    const moved = ImageReference.parse(`web:v1@${SHA256}`).at('registry.example.com:5000', 'mirror/web');
    expect(String(moved)).toBe(`registry.example.com:5000/mirror/web:v1@${SHA256}`);
    expect(String(ImageReference.parse('web').at('registry.example.com', 'mirror/web'))).toBe('registry.example.com/mirror/web');
  });

  test('of great length is read in no time', () => {
    const start = Date.now();
    for (const long of ['a-'.repeat(50_000), `${'a/'.repeat(50_000)}!`, `quay.io/${'a_'.repeat(50_000)}`, `${'a.'.repeat(50_000)}/b`,
      `a:${'t'.repeat(100_000)}`]) {
      expect(ImageReference.tryParse(long)).toBeUndefined();
    }
    expect(Date.now() - start).toBeLessThan(1000);
  });
});
