import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from '../../../scripts/import/crd';
import { Columns } from '../../../scripts/import/definition';
import { readKinds, readUpstreams, Source, Upstream } from '../../../scripts/import/upstream';
import { FIXTURES, TemporaryProject } from '../project';

const ACME: Upstream = { name: 'acme', repository: 'acme/widgets', release: 'v2.0.0', license: 'MIT', kinds: ['WidgetSpec'] };
const CRDS = join(FIXTURES, 'crds');
const TOOLS: Upstream = {
  name: 'acme-tools', system: 'acme', repository: 'acme/tools', release: 'v1.4.0', license: 'MIT', kinds: [], definitions: true,
};

function from(folder: string): Source {
  return { folder, columns: () => parse(join(FIXTURES, 'printer-columns.json')) as Columns };
}

let project: TemporaryProject;
beforeEach(() => { project = new TemporaryProject([ACME]); });
afterEach(() => project.remove());

describe('readUpstreams', () => {
  const read = (list: unknown) => {
    project.write('list.json', list);
    return readUpstreams(join(project.root, 'list.json'));
  };

  test('reads the list of this project', () => {
    expect(readUpstreams(join(__dirname, '..', '..', '..', 'imports', 'upstreams.json')).map(({ name }) => name)).toContain('capi');
  });

  test.each([
    ['is not a list', {}],
    ['is not an object', [[]]],
    ["line 2 of .*: 'release' is undefined, expected a text", [ACME, { ...ACME, release: undefined }]],
    ["'license' is 3, expected a text", [{ ...ACME, license: 3 }]],
    ["the name '../acme' is not lower case letters, digits and '-'", [{ ...ACME, name: '../acme' }]],
    ["'kinds' is \\[\\], expected at least one kind", [{ ...ACME, kinds: [] }]],
    ["'kinds' is \\[\\], expected at least one kind", [{ ...ACME, kinds: [], definitions: false }]],
    ["'definitions' is \"yes\", expected true or false", [{ ...ACME, definitions: 'yes' }]],
    ["'kinds' is \\[1\\], expected at least one kind", [{ ...ACME, kinds: [1] }]],
    ["'version' is 1, expected a text", [{ ...ACME, version: 1 }]],
    ["'system' is 1, expected a text", [{ ...ACME, system: 1 }]],
    ["definitions hold every version: write the kinds of version 'v1' as a line of its own", [{ ...ACME, version: 'v1', definitions: true }]],
    ["lists the upstream 'acme' twice", [ACME, ACME]],
  ])('fails when it %s', (message, list) => {
    expect(() => read(list)).toThrow(new RegExp(message));
  });
});

describe('readKinds', () => {
  const read = (change: Partial<Upstream>) => readKinds([{ ...ACME, ...change }], from(CRDS));

  test('reads the kinds in the order of the list', () => {
    const [{ structures }] = read({ kinds: ['WidgetSpec', 'Widget.acme.example'] });
    expect(structures.map(({ kind, group }) => `${kind}.${group}`)).toEqual(['WidgetSpec.acme.example', 'Widget.acme.example']);
  });

  test.each([
    ['acme has no kind Gizmo in ', { kinds: ['Gizmo'] }],
    ['acne has no kind WidgetSpec in ', { name: 'acne' }],
    ['acme has 2 kinds Widget: write one of Widget.acme.example, Widget.other.example', { kinds: ['Widget'] }],
    ["acme is listed with release 'v2.0.0', but its Gadget is of 'v1.9.0'", { kinds: ['Gadget'] }],
    ["acme is listed with license 'GPL-3.0', but its WidgetSpec is of 'MIT'", { license: 'GPL-3.0' }],
    ["acme is listed with repository 'acme/gadgets', but its WidgetSpec is of 'acme/widgets'", { repository: 'acme/gadgets' }],
    ['acme.example/v1/WidgetSpec is imported twice', { kinds: ['WidgetSpec', 'WidgetSpec.acme.example'] }],
    ['defines Widget.acme.example, the index says Widget.other.example', { kinds: ['Widget.other.example'] }],
    ['widgetspecs.acme.example.json serves no version v9: correct imports/upstreams.json', { version: 'v9' }],
    ['ghosts.acme.example.json: ENOENT', { kinds: ['Ghost'] }],
    ['broken.acme.example.json is not JSON', { kinds: ['Broken'] }],
  ])('fails with: %s', (message, change) => {
    expect(() => read(change)).toThrow(message);
  });

  test('fails when two upstreams have the same kind of the same group and version', () => {
    const index = parse(join(CRDS, 'index.json')) as object[];
    project.copyFixtures();
    project.write('crds/index.json', [...index, ...index.map(entry => ({ ...entry, system: 'copy' }))]);
    const source = from(join(project.root, 'crds'));
    expect(() => readKinds([ACME, { ...ACME, name: 'copy' }], source)).toThrow('acme.example/v1/WidgetSpec is imported twice');
  });

  test('fails when an upstream has one kind in two groups, because classes share their names', () => {
    const other = parse(join(CRDS, 'acme', 'widgets.acme.example.json')) as { readonly spec: object };
    project.copyFixtures();
    project.write('crds/acme/widgets.other.example.json', { ...other, spec: { ...other.spec, group: 'other.example' } });
    const index = parse(join(CRDS, 'index.json')) as ReadonlyArray<{ readonly group: string }>;
    const file = 'acme/widgets.other.example.json';
    project.write('crds/index.json', index.map(entry => entry.group === 'other.example' ? { ...entry, file } : entry));
    expect(() => readKinds([{ ...ACME, kinds: ['Widget.acme.example', 'Widget.other.example'] }], from(join(project.root, 'crds'))))
      .toThrow('acme has two kinds named Widget: import them as two upstreams');
  });

  test('fails on a folder that does not exist', () => {
    expect(() => readKinds([ACME], from(join(project.root, 'none')))).toThrow(/^cannot read .*index\.json: ENOENT$/);
  });

  test('fails when the index is not a list', () => {
    project.write('crds/index.json', {});
    expect(() => readKinds([ACME], from(join(project.root, 'crds')))).toThrow('is not a list');
  });
});

describe('the definitions of an upstream', () => {
  const read = (change: Partial<Upstream>) => readKinds([{ ...TOOLS, ...change }], from(CRDS))[0].crds.map(({ metadata }) => metadata.name);

  test('are all CRDs of its repository, whatever kinds are listed', () => {
    expect(read({})).toEqual(['tools.acme.example', 'bolts.acme.example']);
    expect(read({ kinds: ['Tool'] })).toEqual(['tools.acme.example', 'bolts.acme.example']);
  });

  test('are those of one release where other lines follow others of the repository', () => {
    const index = parse(join(CRDS, 'index.json')) as ReadonlyArray<{ readonly kind: string }>;
    project.copyFixtures();
    project.write('crds/index.json', index.map(entry => entry.kind === 'Bolt' ? { ...entry, ref: 'v2.0.0' } : entry));
    const source = from(join(project.root, 'crds'));
    const named = (...lines: readonly Upstream[]) => readKinds(lines, source).map(({ crds }) => crds.map(({ metadata }) => metadata.name));

    expect(named(TOOLS, { ...TOOLS, name: 'acme-bolts', release: 'v2.0.0' })).toEqual([['tools.acme.example'], ['bolts.acme.example']]);
    expect(() => named(TOOLS)).toThrow("acme-tools is listed with release 'v1.4.0', but its Bolt is of 'v2.0.0'");
    // A line for one version of the same release takes nothing away.
    expect(named({ ...TOOLS, name: 'acme-bolts', release: 'v2.0.0' }, TOOLS, { ...TOOLS, name: 'old', definitions: false, version: 'v1alpha1' }))
      .toEqual([['bolts.acme.example'], ['tools.acme.example'], []]);
  });

  test('are read only when the list asks for them', () => {
    const columns = () => { throw new Error('read'); };
    expect(readKinds([{ ...TOOLS, definitions: false, kinds: ['Tool'] }], { folder: CRDS, columns })[0].crds).toEqual([]);
  });

  test.each([
    ['acme-tools has no CRD of acme/saws in ', { repository: 'acme/saws' }],
    ["acme-tools is listed with release 'v9.0.0', but its Tool is of 'v1.4.0'", { release: 'v9.0.0' }],
    ["acme-tools is listed with license 'GPL-3.0', but its Tool is of 'MIT'", { license: 'GPL-3.0' }],
  ])('fail with: %s', (message, change) => {
    expect(() => read(change)).toThrow(message);
  });
});
