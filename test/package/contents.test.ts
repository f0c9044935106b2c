import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { builtinModules } from 'node:module';
import * as path from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { ensureBuilt, ROOT } from './build';

jest.setTimeout(240_000);

/** Kilobytes; a generated file that slipped in, or the source maps, would show. */
const LARGEST_PACKED = 1_250;
/** `require('x')`, `import ... from 'x'`, `import('x')`, as the compiler writes them. */
const REFERENCE = /(?:\brequire\(|\bfrom |\bimport\(|\bimport )["']([^"'$]+)["']/g;

const MAIN = 'dist/lib/index.d.ts';
const PULUMI = 'dist/lib/pulumi/index.d.ts';

let files: readonly string[];
let packedSize: number;

beforeAll(() => {
  ensureBuilt();
  const [report] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json'], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  files = report.files.map((file: { path: string }) => file.path);
  packedSize = report.size;
});

describe('the packed files', () => {
  test.each([
    'LICENSE', 'NOTICE', 'README.md', 'CHANGELOG.md', 'package.json',
    'dist/lib/index.js', 'dist/lib/index.d.ts', 'dist/lib/cli/main.js', 'dist/lib/pulumi/index.js', 'dist/lib/pulumi/index.d.ts', 'dist/imports/capi/schemas.json',
  ])('include %s', file => {
    expect(files).toContain(file);
  });

  test('are documents and built files, nothing else', () => {
    const expected = /^(LICENSE|NOTICE|[A-Z]+\.md|package\.json|docs\/([^/]+\.md|images\/.+\.svg)|dist\/lib\/.+\.(js|d\.ts)|dist\/imports\/.+\.(js|json))$/;
    expect(files.filter(file => !expected.test(file))).toEqual([]);
  });

  test('include the pictures that the documents show', () => {
    const shown = files.filter(file => /^docs\/.+\.md$/.test(file))
      .flatMap(file => [...read(file).matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(match => path.posix.join(path.posix.dirname(file), match[1])));
    expect(shown.filter(file => !files.includes(file))).toEqual([]);
  });

  test('stay small', () => {
    expect(packedSize / 1000).toBeLessThan(LARGEST_PACKED);
  });

  test('are what the package and its command start with', () => {
    const { main, types, bin, exports } = JSON.parse(read('package.json'));
    expect(files).toEqual(expect.arrayContaining([main, types, ...Object.values<string>(bin)]));
    const entries = [exports['.'], exports['./pulumi']].flatMap(entry => Object.values<string>(entry));
    expect(files).toEqual(expect.arrayContaining(entries.map(file => file.replace('./', ''))));
    expect(read(bin['cdk8s-fleet'])).toMatch(/^#!\/usr\/bin\/env node\n/);
  });
});

describe('the packed programs', () => {
  const programs = () => files.filter(file => file.endsWith('.js'));

  test('require nothing but Node, the peers and each other', () => {
    const allowed = [...builtinModules.flatMap(name => [name, `node:${name}`]), 'cdk8s', 'constructs'];
    const isAllowed = (file: string, name: string) => allowed.includes(name) || (name === '@pulumi/pulumi' && file.startsWith('dist/lib/pulumi/'));
    const wrong = programs().flatMap(file => references(file)
      .filter(name => name.startsWith('.') ? !resolves(file, name, ['', '.js', '/index.js']) : !isAllowed(file, name)).map(name => `${file}: ${name}`));
    expect(wrong).toEqual([]);
  });

  test('of the main entry point lead to none of Pulumi', () => {
    const loaded = reachable('dist/lib/index.js', ['', '.js', '/index.js']);
    expect(loaded.length).toBeGreaterThan(100);
    expect(loaded.filter(file => file.startsWith('dist/lib/pulumi/'))).toEqual([]);
  });

  test('hold no source map', () => {
    expect(programs().filter(file => read(file).includes('sourceMappingURL'))).toEqual([]);
  });
});

describe('the declarations that a user\'s compiler reads', () => {
  test.each([[MAIN, ['cdk8s', 'constructs']], [PULUMI, ['@pulumi/pulumi', 'cdk8s', 'constructs']]])('name nothing but the peers and each other: %s', (entry, peers) => {
    const names = declarations(entry).flatMap(file => references(file).filter(name => !name.startsWith('.')));
    expect([...new Set(names)].sort()).toEqual(peers);
  });

  test.each([MAIN, PULUMI])('never mention generated code nor the CEL engine: %s', entry => {
    expect(declarations(entry).length).toBeGreaterThan(20);
    expect(declarations(entry).filter(file => !file.startsWith('dist/lib/') || /imports\/|cel-js/.test(read(file)))).toEqual([]);
  });

  test.each([MAIN, PULUMI])('never say any, but where cdk8s does: %s', entry => {
    const lines = declarations(entry).flatMap(file => withoutComments(read(file)).split('\n').filter(line => /\bany\b/.test(line)).map(line => line.trim()));
    expect(lines.filter(line => !/^toJson\(\): any(\[\])?;$/.test(line))).toEqual([]);
  });
});

/** An entry point, and every declaration file that it leads to. */
function declarations(entry: string): readonly string[] {
  return reachable(entry, ['.d.ts', '/index.d.ts']);
}

/** A file, and every file that it leads to. */
function reachable(first: string, endings: readonly string[]): readonly string[] {
  const found = new Set([first]);
  for (const file of found) {
    for (const name of references(file).filter(reference => reference.startsWith('.'))) {
      const target = resolves(file, name, endings);
      found.add(target ?? `missing: ${name} of ${file}`);
    }
  }
  return [...found];
}

function references(file: string): readonly string[] {
  return [...withoutComments(read(file)).matchAll(REFERENCE)].map(match => match[1]);
}

/** The packed file that a relative reference leads to. */
function resolves(from: string, name: string, endings: readonly string[]): string | undefined {
  return endings.map(ending => path.posix.join(path.posix.dirname(from), name) + ending).find(file => files.includes(file));
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

function read(file: string): string {
  return fs.readFileSync(path.join(ROOT, file), 'utf8');
}
