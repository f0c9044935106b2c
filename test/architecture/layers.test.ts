import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';

// The linter reads the types of every planted file.
jest.setTimeout(120_000);

const ROOT = path.join(__dirname, '..', '..');

/** Who may import whom, written a second time on purpose: what the linter enforces is compared with it. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  net: [],
  schema: [],
  fleet: ['net', 'schema', 'imports/catalogue'],
  delivery: ['net', 'fleet', 'imports', 'imports/catalogue'],
  hub: ['net', 'fleet', 'delivery', 'imports', 'imports/catalogue'],
  capi: ['net', 'fleet', 'delivery', 'imports', 'imports/catalogue'],
  gitops: ['net', 'fleet', 'delivery', 'imports', 'imports/catalogue'],
  mesh: ['net', 'fleet', 'delivery', 'imports', 'imports/catalogue'],
  services: ['net', 'fleet', 'delivery', 'imports', 'imports/catalogue'],
  dr: ['net', 'fleet', 'delivery', 'imports', 'imports/catalogue'],
  pulumi: ['net', 'fleet'],
  cli: ['net', 'schema', 'fleet', 'imports/catalogue'],
};
const LAYERS = Object.keys(MAY_IMPORT);
const TARGETS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(LAYERS.map(layer => [layer, `../${layer}`])),
  'imports': '../../imports/capi',
  'imports/catalogue': '../../imports/catalogue',
};
const PAIRS = LAYERS.flatMap(from => Object.keys(TARGETS).filter(to => to !== from).map(to => [from, to] as const));

/** A project with the real configuration of the linter, in which each pair of layers has a file that imports one from the other. */
const planted = fs.mkdtempSync(path.join(os.tmpdir(), 'fleet-layers-'));
let broken: ReadonlyMap<string, readonly string[]>;

beforeAll(() => {
  for (const file of ['.eslintrc.json', 'tsconfig.json', 'tsconfig.dev.json', 'package.json']) {
    fs.copyFileSync(path.join(ROOT, file), path.join(planted, file));
  }
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(planted, 'node_modules'), 'junction');
  plant('imports/capi/index.ts', 'export const target = 1;\n');
  plant('imports/catalogue.ts', 'export const target = 1;\n');
  LAYERS.forEach(layer => plant(`lib/${layer}/index.ts`, 'export const target = 1;\n'));
  PAIRS.forEach(([from, to]) => plant(fileOf(from, to), `export { target } from '${TARGETS[to]}';\n`));
  plant('lib/net/circle.ts', "import { b } from './circle-b';\n\nexport const a = () => b;\n");
  plant('lib/net/circle-b.ts', "import { a } from './circle';\n\nexport const b = () => a;\n");
  broken = lint();
});
afterAll(() => fs.rmSync(planted, { recursive: true, force: true }));

test('every folder of lib/ is a layer of the table', () => {
  const folders = fs.readdirSync(path.join(ROOT, 'lib'), { withFileTypes: true }).filter(entry => entry.isDirectory()).map(entry => entry.name);
  expect(folders.sort()).toEqual([...LAYERS].sort());
});

describe('what the linter says of an import', () => {
  test.each(PAIRS)('from %s of %s', (from, to) => {
    expect(broken.get(fileOf(from, to)) ?? []).toEqual(MAY_IMPORT[from].includes(to) ? [] : ['import/no-restricted-paths']);
  });

  test('fails when two files import each other', () => {
    expect(broken.get('lib/net/circle.ts')).toEqual(['import/no-cycle']);
  });
});

function fileOf(from: string, to: string): string {
  return `lib/${from}/uses-${to.replace('/', '-')}.ts`;
}

function plant(file: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(planted, file)), { recursive: true });
  fs.writeFileSync(path.join(planted, file), text);
}

/** The rules that each planted file breaks. */
function lint(): ReadonlyMap<string, readonly string[]> {
  const eslint = path.join(ROOT, 'node_modules', 'eslint', 'bin', 'eslint.js');
  const options = { cwd: planted, encoding: 'utf8', env: { ...process.env, ESLINT_USE_FLAT_CONFIG: 'false' }, stdio: 'pipe' } as const;
  let report: string;
  try {
    report = execFileSync(process.execPath, [eslint, '--ext', '.ts', '--format', 'json', 'lib'], options);
  } catch (error) {
    // It exits with 1 when a rule is broken.
    report = (error as { stdout: string }).stdout;
  }
  const results = JSON.parse(report) as readonly { filePath: string; messages: readonly { ruleId: string }[] }[];
  const root = fs.realpathSync(planted);
  return new Map(results.map(({ filePath, messages }) => [path.relative(root, filePath).split(path.sep).join('/'), messages.map(message => message.ruleId)]));
}
