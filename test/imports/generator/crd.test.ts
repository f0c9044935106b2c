import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { gvkOf, readCrd } from '../../../scripts/import/crd';
import { FIXTURES } from '../project';

const folder = mkdtempSync(join(tmpdir(), 'crd-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SCHEMA = { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'string' } } } };
const VERSION = { name: 'v1', served: true, storage: true, schema: SCHEMA };
const SPEC = { group: 'acme.example', names: { kind: 'Widget', plural: 'widgets' }, scope: 'Namespaced', versions: [VERSION] };
const CRD = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', spec: SPEC };

function read(content: unknown) {
  const file = join(folder, 'crd.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readCrd(file);
}

describe('readCrd', () => {
  test('takes the stored version, whatever its place', () => {
    const kind = readCrd(join(FIXTURES, 'crds', 'acme', 'widgets.acme.example.json'));
    expect(gvkOf(kind)).toBe('acme.example/v2/Widget');
    expect(kind).toMatchObject({ plural: 'widgets', scope: 'Namespaced' });
    expect(JSON.stringify(kind)).not.toContain('legacy');
  });

  test('takes another version that is served when it is asked for', () => {
    const file = join(FIXTURES, 'crds', 'acme', 'widgets.acme.example.json');
    expect(gvkOf(readCrd(file, 'v1alpha1'))).toBe('acme.example/v1alpha1/Widget');
    expect(gvkOf(readCrd(file, 'v2'))).toBe('acme.example/v2/Widget');
    expect(() => readCrd(file, 'v1')).toThrow('widgets.acme.example.json serves no version v1: correct imports/upstreams.json');
    expect(() => readCrd(join(FIXTURES, 'crds', 'acme', 'tools.acme.example.json'), 'v1beta1')).toThrow('serves no version v1beta1');
  });

  test('leaves the status out, also where it is required', () => {
    const { schema } = readCrd(join(FIXTURES, 'crds', 'acme', 'widgets.acme.example.json'));
    expect(schema.required).toEqual(['spec']);
    expect(Object.keys(schema.properties as object)).toEqual(['apiVersion', 'kind', 'metadata', 'spec']);
  });

  test('reads a CRD in which nothing is required', () => {
    expect(read(CRD))
      .toEqual({ group: 'acme.example', version: 'v1', kind: 'Widget', plural: 'widgets', scope: 'Namespaced', schema: SCHEMA.openAPIV3Schema });
  });

  test.each([
    ['is not JSON', '{'],
    ['is not an apiextensions.k8s.io/v1 CustomResourceDefinition', 'null'],
    ['is not an apiextensions.k8s.io/v1 CustomResourceDefinition', { ...CRD, apiVersion: 'apiextensions.k8s.io/v1beta1' }],
    ['is not an apiextensions.k8s.io/v1 CustomResourceDefinition', { ...CRD, kind: 'ConfigMap' }],
    ['is not an apiextensions.k8s.io/v1 CustomResourceDefinition', { ...CRD, spec: undefined }],
    ['has 0 stored versions', { ...CRD, spec: { ...SPEC, versions: [{ ...VERSION, storage: false }] } }],
    ['has 2 stored versions', { ...CRD, spec: { ...SPEC, versions: [VERSION, { ...VERSION, name: 'v2' }] } }],
    ['has 0 stored versions', { ...CRD, spec: { ...SPEC, versions: 'v1' } }],
    ["spec.scope is \"Galaxy\", neither 'Namespaced' nor 'Cluster'", { ...CRD, spec: { ...SPEC, scope: 'Galaxy' } }],
    ['spec.group is undefined, expected a text', { ...CRD, spec: { ...SPEC, group: undefined } }],
    ['spec.names.kind is undefined, expected a text', { ...CRD, spec: { ...SPEC, names: null } }],
    ['spec.names.plural is "", expected a text', { ...CRD, spec: { ...SPEC, names: { kind: 'Widget', plural: '' } } }],
    ['the version "v1" has no object schema', { ...CRD, spec: { ...SPEC, versions: [{ ...VERSION, schema: undefined }] } }],
    ['the version "v1" has no object schema', {
      ...CRD, spec: { ...SPEC, versions: [{ ...VERSION, schema: { openAPIV3Schema: { type: 'array' } } }] },
    }],
  ])('fails when it %s', (message, content) => {
    expect(() => read(content)).toThrow(message);
  });

  test('fails on a file that does not exist', () => {
    expect(() => readCrd(join(folder, 'none.json'))).toThrow(/^cannot read .*none\.json: ENOENT$/);
  });
});
