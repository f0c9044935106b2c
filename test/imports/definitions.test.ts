import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Place, places } from './schema-walk';
import { DefinitionManifest, definitionsOf } from '../../imports/definitions';
import upstreams from '../../imports/upstreams.json';
import { Manifest } from '../../lib/fleet';
import columns from '../../scripts/import/printer-columns.json';
import { isObject, Json } from '../../scripts/import/structure';

const UPSTREAMS = upstreams.filter(upstream => 'definitions' in upstream).map(({ name }) => name);
const DEFINITIONS = UPSTREAMS.flatMap(definitionsOf).map(definition => [definition.metadata.name, definition] as const);
const VERSIONS = DEFINITIONS.flatMap(([name, { spec }]) => spec.versions.map(version => ({
  title: `${name} ${version.name}`, name, version, all: places(version.schema.openAPIV3Schema as unknown as Json),
})));

describe('definitionsOf', () => {
  test.each(UPSTREAMS)('gives those of %s, sorted by name', upstream => {
    const names = definitionsOf(upstream).map(({ metadata }) => metadata.name);
    expect(names).not.toHaveLength(0);
    expect(names).toEqual([...new Set(names)].sort());
  });

  test('gives only those of the controller where several upstreams are one system', () => {
    expect(definitionsOf('flux-notification').map(({ spec }) => spec.names.kind)).toEqual(['Alert', 'Provider', 'Receiver']);
  });

  test('gives those of one commit where several of a repository are followed, with the versions of that commit', () => {
    const versions = (upstream: string) => definitionsOf(upstream).map(({ metadata, spec }) => [metadata.name, ...spec.versions.map(v => v.name)]);
    expect(versions('submariner-operator')).toEqual([
      ['brokers.submariner.io', 'v1alpha1'], ['servicediscoveries.submariner.io', 'v1alpha1'], ['submariners.submariner.io', 'v1alpha1'],
    ]);
    expect(versions('submariner-endpoint')).toEqual([['endpoints.submariner.io', 'v1']]);
    expect(versions('submariner').slice(-2)).toEqual([['serviceexports.multicluster.x-k8s.io', 'v1alpha1'], ['serviceimports.multicluster.x-k8s.io', 'v1alpha1']]);
    expect(versions('mcs-api')).toEqual([
      ['serviceexports.multicluster.x-k8s.io', 'v1alpha1', 'v1beta1'], ['serviceimports.multicluster.x-k8s.io', 'v1alpha1', 'v1beta1'],
    ]);
  });

  test('gives manifests, whose labels and annotations the caller sets', () => {
    const [first] = definitionsOf('argo-cd');
    const labelled: Manifest = { ...first, metadata: { ...first.metadata, annotations: { a: 'b' } } };
    expect(labelled).toMatchObject({ kind: 'CustomResourceDefinition', metadata: { name: 'applications.argoproj.io', annotations: { a: 'b' } } });
  });

  test('gives objects of its own to every caller', () => {
    const before = JSON.stringify(definitionsOf('cluster-inventory'));
    const [first] = definitionsOf('cluster-inventory') as unknown as Array<{ metadata: object; spec: { versions: unknown[] } }>;
    first.metadata = {};
    first.spec.versions.length = 0;
    expect(JSON.stringify(definitionsOf('cluster-inventory'))).toBe(before);
  });

  test.each(['capi', 'nobody', '', 'constructor'])("throws for '%s'", upstream => {
    expect(() => definitionsOf(upstream)).toThrow(`imports/upstreams.json lists no definitions of '${upstream}'`);
  });
});

describe('loading', () => {
  afterEach(() => {
    jest.dontMock('../../imports/argo-cd/definitions.json').resetModules();
  });

  test('reads the definitions of an upstream when they are asked for, not before', () => {
    jest.resetModules();
    jest.doMock('../../imports/argo-cd/definitions.json', () => { throw new Error('argo-cd was read'); });
    const fresh = jest.requireActual<typeof import('../../imports/definitions')>('../../imports/definitions');

    expect(fresh.definitionsOf('cert-manager')).toHaveLength(6);
    expect(() => fresh.definitionsOf('argo-cd')).toThrow('argo-cd was read');
  });
});

test('every definition has printer columns on record, and nothing else has', () => {
  expect(Object.keys(columns).sort()).toEqual([...new Set(DEFINITIONS.map(([name]) => name))].sort());
});

describe.each(DEFINITIONS)('%s', (name, definition) => {
  const { spec, ...head } = definition as DefinitionManifest;

  test('is a CRD named after its plural and group', () => {
    const metadata = { name: `${spec.names.plural}.${spec.group}` };
    expect(head).toEqual({ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata });
    // An API server fills in a list kind that is not there.
    expect({ listKind: `${spec.names.kind}List`, ...spec.names }).toMatchObject({ listKind: `${spec.names.kind}List`, singular: spec.names.kind.toLowerCase() });
    expect(['Namespaced', 'Cluster']).toContain(spec.scope);
  });

  test('stores exactly one version, which is served', () => {
    expect(spec.versions.filter(({ storage }) => storage).map(({ served }) => served)).toEqual([true]);
    expect(new Set(spec.versions.map(version => version.name)).size).toBe(spec.versions.length);
  });

  test('shows the columns on record', () => {
    const served = spec.versions.filter(version => version.served).map(version => version.additionalPrinterColumns ?? []);
    expect(served).toEqual(served.map(() => columns[name as keyof typeof columns]));
    for (const column of served.flat()) {
      expect(['integer', 'number', 'string', 'boolean', 'date']).toContain(column.type);
      expect(column.jsonPath).toMatch(/^\.(spec|status|metadata)\./);
    }
  });
});

// What k8s.io/apiextensions-apiserver v0.34 `schema/validation.go` asks of a structural schema, as far as upstreams could break it.
describe.each(VERSIONS)('the schema of $title', ({ name, version, all }) => {
  const wrong = (isWrong: (place: Place) => boolean) => all.filter(isWrong).map(({ at }) => at);

  test('tells the type of every value', () => {
    expect(wrong(({ schema }) => typeof schema.type !== 'string' && schema['x-kubernetes-int-or-string'] !== true
      && schema['x-kubernetes-preserve-unknown-fields'] !== true)).toEqual([]);
    expect(wrong(({ schema }) => schema.type === 'array' && !isObject(schema.items))).toEqual([]);
  });

  test('has fields or values of one kind, not both', () => {
    expect(wrong(({ schema }) => schema.properties !== undefined && schema.additionalProperties !== undefined)).toEqual([]);
  });

  test('forbids nothing that a structural schema may not forbid', () => {
    expect(wrong(({ schema }) => schema.uniqueItems === true || schema.additionalProperties === false || '$ref' in schema)).toEqual([]);
  });

  test('has keys that every item of a keyed list has', () => {
    const isKeyed = (schema: Json) => schema['x-kubernetes-list-type'] === 'map';
    expect(wrong(({ schema }) => isKeyed(schema) && !keysOf(schema).every(key => isSet(schema.items as Json, key)))).toEqual([]);
  });

  test('says nothing of metadata, which every object has', () => {
    const properties = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' } };
    expect(all[0].schema).toMatchObject({ type: 'object', properties });
    expect(all.find(({ at }) => at === 'metadata')?.schema).toEqual({ type: 'object' });
  });

  test('has no prose', () => {
    expect(wrong(({ schema }) => ['description', 'title', 'example', 'externalDocs'].some(keyword => keyword in schema))).toEqual([]);
  });

  test('keeps a status', () => {
    const without = [
      'alerts.notification.toolkit.fluxcd.io', 'placementdecisions.multicluster.x-k8s.io', 'providers.notification.toolkit.fluxcd.io',
      'clusters.submariner.io', 'endpoints.submariner.io', 'gatewayroutes.submariner.io', 'nongatewayroutes.submariner.io',
    ];
    const status = all.find(({ at }) => at === 'status')?.schema;
    expect(status).toEqual(without.includes(name) ? undefined : { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true });
    expect(version.subresources?.status === undefined || status !== undefined).toBe(true);
  });

  test('has every field by which objects are selected', () => {
    const plain = all.filter(({ schema }) => ['string', 'integer', 'boolean'].includes(String(schema.type))).map(({ at }) => `.${at}`);
    expect(plain).toEqual(expect.arrayContaining((version.selectableFields ?? []).map(({ jsonPath }) => jsonPath)));
  });
});

function keysOf(schema: Json): readonly string[] {
  return schema['x-kubernetes-list-map-keys'] as readonly string[];
}

/** Whether an item has a field in any case. */
function isSet({ properties, required }: Json, key: string): boolean {
  const field = (properties as Readonly<Record<string, Json | undefined>>)[key];
  return field !== undefined && (field.default !== undefined || ((required ?? []) as readonly string[]).includes(key));
}
