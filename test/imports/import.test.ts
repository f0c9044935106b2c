import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { filesOf, FIXTURES, ROOT, TemporaryProject } from './project';
import { KindStructure, structureOf } from '../../imports/catalogue';
import { DefinitionManifest, definitionsOf } from '../../imports/definitions';
import { UPSTREAMS } from '../../imports/table';
import upstreams from '../../imports/upstreams.json';

const ACME = JSON.parse(readFileSync(join(FIXTURES, 'upstreams.json'), 'utf8')) as ReadonlyArray<Readonly<Record<string, unknown>>>;
const COLUMNS = join(FIXTURES, 'printer-columns.json');
const SHARED = join(ROOT, '..', 'shared', 'crds');

/** What the import writes, without what is written by hand. */
function generated(root: string): Readonly<Record<string, string>> {
  const byHand = new Set([
    'imports/upstreams.json', 'imports/catalogue.ts', 'imports/kind-structure.ts',
    'imports/definitions.ts', 'imports/definition-manifest.ts', 'imports/stored-structure.ts',
  ]);
  const files = Object.entries(filesOf(root, 'imports')).filter(([path]) => !byHand.has(path));
  return { ...Object.fromEntries(files), NOTICE: readFileSync(join(root, 'NOTICE'), 'utf8') };
}

/** The CRD from which the committed structure of a kind would come. */
function crdOf({ group, version, kind, plural, scope, schema }: KindStructure): Crd {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    spec: { group, names: { kind, plural }, scope, versions: [{ name: version, served: true, storage: true, schema: { openAPIV3Schema: schema } }] },
  };
}

/** The CRD from which a committed definition would come: the folder has no printer columns. */
function trimmed(definition: DefinitionManifest): Crd {
  const { versions, ...spec } = definition.spec;
  return { ...definition, spec: { ...spec, versions: versions.map(({ additionalPrinterColumns: _columns, ...version }) => version) } };
}

interface Crd {
  readonly spec: { readonly group: string; readonly names: { readonly kind: string; readonly plural: string }; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

/** All CRDs that the committed files of an upstream tell of. */
function crdsOf({ name, definitions }: { readonly name: string; readonly definitions?: boolean }, kinds: readonly string[]): readonly Crd[] {
  if (definitions === true) return definitionsOf(name).map(trimmed);
  // Two upstreams may have kinds of one name: Gateway.
  const own = UPSTREAMS.find(upstream => upstream.name === name)!.kinds;
  const structures = own.map(gvk => gvk.split('/')).map(([group, version, kind]) => structureOf(`${group}/${version}`, kind)!);
  return structures.filter(({ kind }) => kinds.includes(kind)).map(crdOf);
}

describe('the import of the fixtures', () => {
  let project: TemporaryProject;
  beforeAll(() => {
    project = new TemporaryProject(ACME, COLUMNS);
    expect(project.import(join(FIXTURES, 'crds'))).toEqual({ status: 0, stderr: '' });
  });
  afterAll(() => project.remove());

  test.each([
    ['imports/acme/index.ts', 'index.ts.txt'],
    ['imports/acme/schemas.json', 'schemas.json'],
    ['imports/acme-tools/index.ts', 'tools-index.ts.txt'],
    ['imports/acme-tools/definitions.json', 'tools-definitions.json'],
    ['imports/acme-orders/definitions.json', 'orders-definitions.json'],
    ['imports/table.ts', 'table.ts.txt'],
    ['NOTICE', 'NOTICE.txt'],
  ])('writes %s as expected', (path, expected) => {
    expect(project.files()[path]).toBe(readFileSync(join(FIXTURES, 'expected', expected), 'utf8'));
  });

  test('writes no schemas where the definitions hold them, and no module without kinds', () => {
    expect(Object.keys(project.files('imports')).filter(path => /acme-/.test(path)))
      .toEqual(['imports/acme-orders/definitions.json', 'imports/acme-tools/definitions.json', 'imports/acme-tools/index.ts']);
  });

  test('gives the same bytes a second time', () => {
    const first = project.files();
    expect(project.import(join(FIXTURES, 'crds')).status).toBe(0);
    expect(project.files()).toEqual(first);
  });
});

test('the committed files are what the import makes of the committed schemas', () => {
  const project = new TemporaryProject(upstreams);
  // Kinds at a version that is not stored are in the definitions of another line.
  const told = upstreams.filter(upstream => !('version' in upstream));
  const index = told.flatMap(upstream => crdsOf(upstream, upstream.kinds).map(crd => {
    const { group, names: { kind, plural } } = crd.spec;
    const { name, repository: repo, release: ref, license } = upstream;
    project.write(`crds/${name}/${plural}.${group}.json`, crd);
    return { system: 'system' in upstream ? upstream.system : name, repo, ref, license, kind, group, file: `${name}/${plural}.${group}.json` };
  }));
  project.write('crds/index.json', index);

  expect(project.import(join(project.root, 'crds'))).toEqual({ status: 0, stderr: '' });
  expect(generated(project.root)).toEqual(generated(ROOT));
  project.remove();
});

// The trimmed CRDs of the upstreams lie beside the project on the machine where it is regenerated, and are no part of it.
(existsSync(SHARED) ? describe : describe.skip)('with the trimmed CRDs beside the project (skipped where they are not)', () => {
  test('the committed files are what the import makes of them', () => {
    const project = new TemporaryProject(upstreams);
    expect(project.import(SHARED)).toEqual({ status: 0, stderr: '' });
    expect(generated(project.root)).toEqual(generated(ROOT));
    project.remove();
  });
});

/** The message that a file is not made any more. */
function leftover(path: string): RegExp {
  return new RegExp(`^import: imports/upstreams\\.json no longer asks for ${path}: .*\n$`);
}

describe('a failed import says why in one line and writes nothing', () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = new TemporaryProject(ACME, COLUMNS);
    project.copyFixtures();
  });
  afterEach(() => project.remove());

  test.each([
    ['a folder that does not exist', 'none', /^import: cannot read .*none.index\.json: ENOENT\n$/, () => undefined],
    ['a missing kind after a good one', 'crds', /^import: acme has no kind Gizmo in .*\n$/, () =>
      project.write('imports/upstreams.json', [{ ...ACME[0], kinds: ['WidgetSpec', 'Gizmo'] }])],
    ['a broken CRD', 'crds', /^import: .*broken\.acme\.example\.json is not JSON: .*\n$/, () =>
      project.write('imports/upstreams.json', [{ ...ACME[0], kinds: ['WidgetSpec', 'Broken'] }])],
    ['a type name that is taken', 'crds', /^import: the type name Construct is taken.*\n$/, () => {
      const crd = JSON.parse(readFileSync(join(FIXTURES, 'crds', 'acme', 'widgetspecs.acme.example.json'), 'utf8')) as { readonly spec: object };
      project.write('crds/acme/constructs.json', { ...crd, spec: { ...crd.spec, names: { kind: 'Construct', plural: 'constructs' } } });
      const entry = { system: 'acme', repo: 'acme/widgets', ref: 'v2.0.0', license: 'MIT', group: 'acme.example' };
      project.write('crds/index.json', [{ ...entry, kind: 'Construct', file: 'acme/constructs.json' }]);
      project.write('imports/upstreams.json', [{ ...ACME[0], kinds: ['Construct'] }]);
    }],
    ['a folder of an upstream that is no longer listed', 'crds', leftover('imports/old/schemas.json'), () =>
      project.write('imports/old/schemas.json', {})],
    ['schemas that the definitions replace', 'crds', leftover('imports/acme-tools/schemas.json'), () =>
      project.write('imports/acme-tools/schemas.json', {})],
    ['definitions that the list no longer asks for', 'crds', leftover('imports/acme/definitions.json'), () =>
      project.write('imports/acme/definitions.json', [])],
    ['a definition without printer columns', 'crds', /^import: scripts\/import\/printer-columns\.json lacks bolts\.acme\.example: .*\n$/, () =>
      project.write('scripts/import/printer-columns.json', { 'tools.acme.example': [] })],
  ])('fails on %s', (_, from, message, spoil) => {
    spoil();
    const before = project.files();
    const { status, stderr } = project.import(join(project.root, from));
    expect(stderr).toMatch(message);
    expect(status).toBe(1);
    expect(project.files()).toEqual(before);
  });
});
