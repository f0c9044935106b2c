import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import * as ts from 'typescript';
import { Block, blocksOf, pages, ROOT } from './pages';

jest.setTimeout(120_000);

/** Names that a fragment may use without saying where they come from. */
const GIVEN = { fleet: 'Fleet', cluster: 'ManagedCluster' };
const COMPILER: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Node10,
  ignoreDeprecations: '6.0',
  esModuleInterop: true,
  resolveJsonModule: true,
  skipLibCheck: true,
  types: ['node'],
  typeRoots: [join(ROOT, 'node_modules', '@types')],
  paths: { 'cdk8s-fleet/pulumi': [join(ROOT, 'lib', 'pulumi', 'index.ts')], 'cdk8s-fleet': [join(ROOT, 'lib', 'index.ts')] },
};

const scratch = mkdtempSync(join(tmpdir(), 'cdk8s-fleet-docs-'));
symlinkSync(join(ROOT, 'node_modules'), join(scratch, 'node_modules'), 'junction');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const blocks = pages().flatMap(blocksOf).filter(block => block.language === 'ts')
  .map((block, i) => ({ ...block, where: `${block.page}:${block.line}`, file: join(scratch, `block-${i}.ts`) }));
// Whole programs: what they print would be a finding.
const programs = blocks.filter(block => block.code.includes('app.synth()'));

test('the pages hold examples, some of them whole programs', () => {
  expect(blocks.length).toBeGreaterThan(15);
  expect(new Set(programs.map(block => block.page))).toEqual(new Set(['README.md', ...[
    'addresses', 'application-sets', 'argo-cd', 'cilium-cluster-mesh', 'concepts', 'deliveries', 'environments', 'first-fleet', 'flux', 'hub-platform', 'istio', 'istio-traffic', 'plain-files', 'recovery', 'secrets', 'service-export-pair', 'submariner',
    'velero-schedule',
  ].map(name => `docs/${name}.md`)]));
});

describe('every example', () => {
  blocks.forEach(block => writeFileSync(block.file, asModule(block)));
  const program = ts.createProgram(blocks.map(block => block.file), COMPILER);

  test.each(blocks)('of $where compiles', ({ file }) => {
    const source = program.getSourceFile(file)!;
    const faults = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    expect(faults.map(fault => ts.flattenDiagnosticMessageText(fault.messageText, ' '))).toEqual([]);
  });
});

describe('every program', () => {
  test.each(programs)('of $where runs and has no findings', ({ file }) => {
    const cwd = mkdtempSync(join(scratch, 'run-'));
    const { CDK8S_OUTDIR: _, CI: __, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs'), '--tsconfig', join(ROOT, 'tsconfig.dev.json'), file],
      { cwd, encoding: 'utf8', env });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});

/** A fragment with the names that it takes for granted. */
function asModule({ code }: Block): string {
  const given = Object.entries(GIVEN).filter(([name]) => new RegExp(`\\b${name}\\b`).test(code) && !new RegExp(`(const|[(,]) ?${name}( =|:)`).test(code));
  return `${code}\n${given.map(([name, type]) => `declare const ${name}: import('cdk8s-fleet').${type};\n`).join('')}export {};\n`;
}
