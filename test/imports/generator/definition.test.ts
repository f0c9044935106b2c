import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readDefinition } from '../../../scripts/import/definition';

const folder = mkdtempSync(join(tmpdir(), 'definition-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SPEC_SCHEMA = { type: 'object', properties: { size: { type: 'integer' } } };
const SCHEMA = { openAPIV3Schema: { type: 'object', description: 'prose', properties: { zone: { type: 'string' }, spec: SPEC_SCHEMA } } };
const VERSION = { name: 'v1', served: true, storage: true, schema: SCHEMA };
const SPEC = { group: 'acme.example', names: { kind: 'Widget', plural: 'widgets', shortNames: ['w'] }, scope: 'Cluster', versions: [VERSION] };
const CRD = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'widgets.acme.example' }, spec: SPEC };
const OPEN = { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true };
const AGE = { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' };

function read(content: object, columns: object = { 'widgets.acme.example': [] }) {
  const file = join(folder, 'crd.json');
  writeFileSync(file, JSON.stringify(content));
  return readDefinition(file, columns as never);
}

function versions(change: object, columns?: object) {
  return read({ ...CRD, spec: { ...SPEC, versions: [{ ...VERSION, ...change }] } }, columns).spec.versions;
}

describe('readDefinition', () => {
  test('gives the CRD without prose, its fields in order', () => {
    const schema = { type: 'object', properties: { spec: SPEC_SCHEMA, zone: { type: 'string' } } };
    expect(read(CRD)).toEqual({ ...CRD, spec: { ...SPEC, versions: [{ ...VERSION, schema: { openAPIV3Schema: schema } }] } });
    expect(Object.keys(read(CRD).spec.versions[0].schema.openAPIV3Schema.properties)).toEqual(['spec', 'zone']);
  });

  test('leaves out metadata other than the name', () => {
    expect(read({ ...CRD, metadata: { ...CRD.metadata, labels: { a: 'b' } } }).metadata).toEqual(CRD.metadata);
  });

  test('opens the status of a version with that subresource, in its place', () => {
    const [{ schema }] = versions({ subresources: { status: {} } });
    expect(Object.entries(schema.openAPIV3Schema.properties)).toEqual([['spec', SPEC_SCHEMA], ['status', OPEN], ['zone', { type: 'string' }]]);
  });

  test.each([{ subresources: {} }, { subresources: { scale: {} } }, {}])('adds no status with %j', change => {
    expect(versions(change)[0].schema.openAPIV3Schema.properties).not.toHaveProperty('status');
  });

  test('replaces a status that is described, and leaves it required', () => {
    const properties = { ...SCHEMA.openAPIV3Schema.properties, status: { type: 'object', properties: { phase: { type: 'string' } } } };
    const openAPIV3Schema = { type: 'object', required: ['status'], properties };
    expect(versions({ subresources: { status: {} }, schema: { openAPIV3Schema } })[0].schema.openAPIV3Schema)
      .toMatchObject({ required: ['status'], properties: { status: OPEN } });
  });

  test('opens the status of a kind that has one without the subresource', () => {
    const spec = { ...SPEC, group: 'argoproj.io', names: { kind: 'Application', plural: 'applications' } };
    const name = 'applications.argoproj.io';
    const { spec: { versions: [version] } } = read({ ...CRD, metadata: { name }, spec }, { [name]: [] });
    expect(version.schema.openAPIV3Schema.properties.status).toEqual(OPEN);
    expect(version).not.toHaveProperty('subresources');
  });

  test('shows its columns in a version that is served, and in no other', () => {
    const columns = { 'widgets.acme.example': [AGE] };
    expect(versions({}, columns)[0].additionalPrinterColumns).toEqual([AGE]);
    expect(versions({ served: false }, columns)[0]).not.toHaveProperty('additionalPrinterColumns');
    expect(versions({})[0]).not.toHaveProperty('additionalPrinterColumns');
  });

  test('keeps what else a version says', () => {
    const more = { deprecated: true, deprecationWarning: 'w', selectableFields: [{ jsonPath: '.spec.size' }], subresources: { scale: {} } };
    expect(versions(more)[0]).toMatchObject(more);
  });

  test.each([
    ['printer-columns.json lacks widgets.acme.example: copy its additionalPrinterColumns', CRD, {}],
    ["metadata.name is \"widget\", expected 'widgets.acme.example'", { ...CRD, metadata: { name: 'widget' } }, undefined],
    ['metadata.name is undefined', { ...CRD, metadata: undefined }, undefined],
    ["spec has 'conversion': add it to scripts/import/definition.ts", { ...CRD, spec: { ...SPEC, conversion: { strategy: 'None' } } }, undefined],
    ["version \"v1\" has 'shown'", { ...CRD, spec: { ...SPEC, versions: [{ ...VERSION, shown: [] }] } }, undefined],
    ['has 0 stored versions', { ...CRD, spec: { ...SPEC, versions: [] } }, undefined],
    ['the version "v2" has no object schema', { ...CRD, spec: { ...SPEC, versions: [VERSION, { name: 'v2', served: true }] } }, undefined],
    ['is not an apiextensions.k8s.io/v1 CustomResourceDefinition', { ...CRD, kind: 'ConfigMap' }, undefined],
  ])('fails with: %s', (message, content, columns) => {
    expect(() => read(content, columns)).toThrow(message);
  });
});
