import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { imagesOf } from '../../../lib/delivery/flux/images';
import { objectName, sourceName } from '../../../lib/delivery/flux/names';
import { fluxUrl, gitReference, moves, repositorySource } from '../../../lib/delivery/flux/sources';

describe('a revision', () => {
  test.each([
    ['main', { branch: 'main' }],
    ['release-1.0', { branch: 'release-1.0' }],
    ['1.2', { branch: '1.2' }],
    ['v2.1.0', { tag: 'v2.1.0' }],
    ['2.1.0-rc.1', { tag: '2.1.0-rc.1' }],
    ['refs/tags/stable', { name: 'refs/tags/stable' }],
    ['HEAD', { name: 'HEAD' }],
    ['>=1.0.0 <2.0.0', { semver: '>=1.0.0 <2.0.0' }],
    ['1.x', { semver: '1.x' }],
    ['~1.2.0', { semver: '~1.2.0' }],
    ['f0e1d2c3b4a5968778695a4b3c2d1e0ff0e1d2c3', { commit: 'f0e1d2c3b4a5968778695a4b3c2d1e0ff0e1d2c3' }],
  ])('%s is %j', (revision, reference) => {
    expect(gitReference(revision)).toEqual(reference);
  });

  test.each([['main', true], ['HEAD', true], ['^1', true], ['v1.0.0', false], ['refs/tags/a', false], ['f'.repeat(40), false]])('%s moves by itself: %s', (revision, moving) => {
    expect(moves('https://git.example.com/a', revision)).toBe(moving);
  });

  test.each([['v1', { tag: 'v1' }], [`sha256:${'a'.repeat(64)}`, { digest: `sha256:${'a'.repeat(64)}` }], ['>=1.0.0', { semver: '>=1.0.0' }]])('%s of an artifact is %j', (revision, ref) => {
    expect(repositorySource({ namespace: 'a', interval: '10m' }, 'oci://registry.example.com/a', revision)).toMatchObject({ kind: 'OCIRepository', spec: { ref } });
  });
});

test.each([
  ['git@git.example.com:acme/web.git', 'ssh://git@git.example.com/acme/web.git'],
  ['https://git.example.com/acme/web', 'https://git.example.com/acme/web'],
  ['ssh://git@git.example.com:2222/acme/web', 'ssh://git@git.example.com:2222/acme/web'],
])('%s is the address %s', (url, address) => {
  expect(fluxUrl(url)).toBe(address);
});

test.each([
  ['web=registry.example.com:5000/web:v2', { name: 'web', newName: 'registry.example.com:5000/web', newTag: 'v2' }],
  ['web:v2', { name: 'web', newTag: 'v2' }],
  ['registry.example.com:5000/web:v2', { name: 'registry.example.com:5000/web', newTag: 'v2' }],
  [`web@sha256:${'a'.repeat(64)}`, { name: 'web', digest: `sha256:${'a'.repeat(64)}` }],
  [`web=r.example.com/w:v2@sha256:${'a'.repeat(64)}`, { name: 'web', newName: 'r.example.com/w', newTag: 'v2', digest: `sha256:${'a'.repeat(64)}` }],
  ['web=other', { name: 'web', newName: 'other' }],
])('the image %s is %j', (image, expected) => {
  expect(JSON.parse(JSON.stringify(imagesOf([image])))).toEqual([expected]);
});

describe('names', () => {
  test('are their parts where those are short, and end in a hash where not', () => {
    expect(objectName('payment-api', 'eu', undefined)).toBe('payment-api-eu');
    expect(objectName('a'.repeat(31), 'b'.repeat(31))).toHaveLength(63);
    expect(objectName('a'.repeat(53), 'b'.repeat(31))).toMatch(/^a{53}-[0-9a-f]{8}$/);
  });

  test('are label values, different for parts that come to different texts', () => {
    const part = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,60}[a-z0-9])?$/);
    fc.assert(fc.property(fc.tuple(part, part), fc.tuple(part, part), (a, b) => {
      expect(objectName(...a)).toMatch(/^(?=.{1,63}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
      expect(objectName(...a) === objectName(...b)).toBe(a.join('-') === b.join('-'));
    }));
  });

  test('of sources are of DNS, and differ for different specs', () => {
    fc.assert(fc.property(fc.webUrl(), fc.string(), fc.string(), (url, a, b) => {
      expect(sourceName(url, a)).toMatch(/^(?=.{1,63}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
      expect(sourceName(url, a) === sourceName(url, b)).toBe(a === b);
    }));
    expect(sourceName('ssh://git@git.example.com/acme/web.git', 1)).toMatch(/^web-s/);
  });
});
