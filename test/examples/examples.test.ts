import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';

/**
 * Every folder of `examples/` is a program, run as it stands and compared with its `golden/` folder: `dist/`, the lock, and what it says on stderr.
 * `UPDATE_GOLDEN=1 npm run test:unit -- test/examples` rewrites them; read every line of the difference.
 */
const ROOT = join(__dirname, '..', '..');
const EXAMPLES = join(ROOT, 'examples');
const programs = readdirSync(EXAMPLES).filter(name => existsSync(join(EXAMPLES, name, 'main.ts')));
const scratch = mkdtempSync(join(tmpdir(), 'cdk8s-fleet-examples-'));

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function run(name: string) {
  const cwd = join(scratch, name);
  rmSync(cwd, { recursive: true, force: true });
  cpSync(join(EXAMPLES, name), cwd, { recursive: true, filter: path => !/[\\/](dist|golden)$/.test(path) });
  const tsx = join(ROOT, 'node_modules', '.bin', 'tsx');
  // As in a pipeline: the lock is frozen, so that one that is out of date fails here.
  const env: NodeJS.ProcessEnv = { ...process.env, CI: 'true' };
  delete env.CDK8S_OUTDIR;
  const { status, stderr } = spawnSync(tsx, ['--tsconfig', join(ROOT, 'tsconfig.dev.json'), join(EXAMPLES, name, 'main.ts')], { cwd, encoding: 'utf8', env });
  return { cwd, status, stderr };
}

function tree(folder: string): Record<string, string> {
  if (!existsSync(folder)) {
    return {};
  }
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter(path => statSync(join(folder, path)).isFile()).sort();
  return Object.fromEntries(files.map(path => [path, readFileSync(join(folder, path), 'utf8')]));
}

/**
 * The text of a file with a line in the place of each CustomResourceDefinition: its name and a digest. They are those of `imports/`, whose tests
 * look at them, and three megabytes of them would hide everything else from a reader.
 */
function withoutDefinitions(text: string): string {
  return text.split('\n---\n').map(document => (!/^kind: CustomResourceDefinition$/m.test(document) ? document
    : `# CustomResourceDefinition ${/^ {2}name: (.*)$/m.exec(document)![1]} ${createHash('sha256').update(document).digest('hex').slice(0, 16)}`)).join('\n---\n');
}

describe.each(programs)('example %s', name => {
  const result = run(name);
  const written = { ...prefixed('dist', tree(join(result.cwd, 'dist'))), 'stderr.txt': result.stderr };
  const actual = Object.fromEntries(Object.entries(written).map(([path, text]) => [path, path.endsWith('.yaml') ? withoutDefinitions(text) : text]));

  test('writes its golden output, with a lock that is up to date', () => {
    const golden = join(EXAMPLES, name, 'golden');
    if (process.env.UPDATE_GOLDEN) {
      rmSync(golden, { recursive: true, force: true });
      for (const [path, text] of Object.entries(actual)) {
        mkdirSync(dirname(join(golden, path)), { recursive: true });
        writeFileSync(join(golden, path), text);
      }
    }
    expect(actual).toEqual(tree(golden));
    expect(result.status).toBe(result.stderr.includes('error ') ? 1 : 0);
  });

  test('writes files that a second reader of YAML takes for whole objects, none twice', () => {
    // A file of values for a Helm chart holds no object.
    const manifests = Object.entries(written).filter(([path]) => path.endsWith('.yaml') && !path.endsWith('.values.yaml'));
    const objects = manifests.flatMap(([path, text]) => parseAllDocuments(text).map(document => {
      expect(document.errors).toEqual([]);
      return { folder: dirname(path), ...document.toJSON() };
    }));
    const keys = objects.map(o => `${o.folder} ${o.apiVersion} ${o.kind} ${o.metadata.namespace} ${o.metadata.name}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(objects.filter(o => o.status !== undefined)).toEqual([]);
  });
});

test('there is a flagship, an example for the README and one of what is rejected', () => {
  expect(programs).toEqual(expect.arrayContaining(['two-regions', 'readme', 'rejected']));
});

function prefixed(prefix: string, files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${prefix}/${path}`, text]));
}

test('the fleet of gitops and gitops-flux names no delivery: one line of main.ts chooses it', () => {
  const read = (file: string) => readFileSync(join(EXAMPLES, file), 'utf8');
  expect(read('gitops/shop.ts')).not.toMatch(/Delivery\.|flux|argo/i);
  const [argoCd, flux] = ['gitops/main.ts', 'gitops-flux/main.ts'].map(file => read(file).split('\n').filter(line => !line.startsWith('import ')));
  expect(argoCd.filter((line, i) => line !== flux[i])).toEqual(["shop(Delivery.argoCd({ repoUrl: 'https://git.example.com/acme/fleet.git', path: 'dist' }));"]);
});
