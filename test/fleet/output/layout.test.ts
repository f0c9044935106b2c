import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { fileName, filesOf } from '../../../lib/fleet/output/layout';
import { RenderedObject } from '../../../lib/fleet/render/render-chart';

const rendered = (ids: readonly string[], kind = 'ConfigMap'): RenderedObject => (
  { ids, path: ids.join('/'), manifest: { apiVersion: 'v1', kind, metadata: { name: ids.join('-').toLowerCase() } } });

describe('file names', () => {
  test.each([
    ['payments', 'payments'], ['payments.eu', 'payments.eu'], ['a_b-c.9', 'a_b-c.9'], ['A', '%41'], ['a b', 'a%20b'], ['%41', '%2541'], ['é', '%e9'],
    ['Ж', '%u0416'], ['😀', '%ud83d%ude00'], ['..', '%2e.'], ['.hidden', '%2ehidden'], ['00-namespaces-and-crds', '%300-namespaces-and-crds'], ['00-mine', '00-mine'],
  ])('%s becomes %s', (id, name) => {
    expect(fileName(id)).toBe(name);
  });

  test('differ for different ids, also where case does not count, and lead nowhere else', () => {
    const id = fc.oneof(
      fc.string({ minLength: 1 }), fc.string({ minLength: 1, unit: 'binary' }), fc.constantFrom('a', 'A', '%61', '%41', '.', '..', '😀', '😁', '\ud83d', '\ude00', '\ufffd', '00-namespaces-and-crds'),
    );
    fc.assert(fc.property(id, id, (a, b) => {
      const [one, two] = [fileName(a), fileName(b)];
      expect(one.toLowerCase() === two.toLowerCase()).toBe(a === b);
      expect(one).toMatch(/^[a-z0-9_%-][a-z0-9._%-]*$/);
      expect(one).not.toBe('00-namespaces-and-crds');
    }), { numRuns: 2000 });
  });
});

describe('files of a folder', () => {
  test('hold what lies below one construct, namespaces and CRDs in the first', () => {
    const objects = [rendered(['b', 'x']), rendered(['ns'], 'Namespace'), rendered(['a']), rendered(['b', 'crd'], 'CustomResourceDefinition'), rendered(['b', 'y', 'z'])];
    expect(Object.fromEntries([...filesOf(objects)].map(([name, inFile]) => [name, inFile.map(o => o.path)]))).toEqual({
      '00-namespaces-and-crds.yaml': ['ns', 'b/crd'], 'a.yaml': ['a'], 'b.yaml': ['b/x', 'b/y/z'],
    });
    expect([...filesOf(objects).keys()].sort()[0]).toBe('00-namespaces-and-crds.yaml');
  });

  test('stay as they are when other constructs come and go', () => {
    const object = fc.record({ ids: fc.array(fc.constantFrom('a', 'A', 'b', 'c.d'), { minLength: 1, maxLength: 3 }), kind: fc.constantFrom('ConfigMap', 'Namespace') })
      .map(({ ids, kind }) => rendered(ids, kind));
    fc.assert(fc.property(fc.array(object), fc.array(object), (kept, others) => {
      const nameIn = (files: ReadonlyMap<string, readonly RenderedObject[]>, wanted: RenderedObject) =>
        [...files].find(([, inFile]) => inFile.includes(wanted))![0];
      const [alone, together] = [filesOf(kept), filesOf([...others, ...kept])];
      kept.forEach(o => expect(nameIn(together, o)).toBe(nameIn(alone, o)));
      expect([...together.values()].flat()).toHaveLength(kept.length + others.length);
    }));
  });
});
