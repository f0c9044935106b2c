import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

const SCRIPT = join(__dirname, '..', '..', 'scripts', 'synth-example.js');
const MANIFESTS: Readonly<Record<string, string>> = {
  'dist/hub/one.yaml': 'apiVersion: cluster.x-k8s.io/v1beta2\nkind: Cluster\nmetadata:\n  name: one\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n',
  'dist/hub/settings.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: b\n',
};

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'synth-example-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the script, and with it the real `cdk8s synth`, over a program of a few lines. */
function synth(program: string) {
  writeFileSync(join(folder, 'cdk8s.yaml'), 'language: typescript\napp: node main.js\noutput: dist\n');
  writeFileSync(join(folder, 'main.js'), program);
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, '.'], { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** A program that writes the manifests and says something on stderr. */
const writing = (stderr = '') => Object.entries(MANIFESTS).map(([path, text]) =>
  `require('node:fs').mkdirSync(${JSON.stringify(dirname(path))}, { recursive: true }); require('node:fs').writeFileSync(${JSON.stringify(path)}, ${JSON.stringify(text)});`)
  .join('\n') + `process.stderr.write(${JSON.stringify(stderr)});`;

describe('npm run synth', () => {
  test('prints clusters, objects, findings and where the files are', () => {
    expect(synth(writing())).toEqual({
      status: 0, stderr: '',
      stdout: '\n2 clusters: hub, one\n3 objects in dist/\n  hub/one.yaml       2 objects\n  hub/settings.yaml  1 object\nno findings\n',
    });
  });

  test('counts warnings and shows them', () => {
    const { status, stdout } = synth(writing('warning pool-behind: workers are old\nsomething else\n'));
    expect(status).toBe(0);
    expect(stdout.endsWith('\n1 finding:\n  warning pool-behind: workers are old\n')).toBe(true);
  });

  test('fails with the findings alone when the program does', () => {
    expect(synth('process.stderr.write("error overlapping-ranges: a and b\\n"); process.exit(1);'))
      .toEqual({ status: 1, stdout: '', stderr: 'error overlapping-ranges: a and b\n.: cdk8s synth failed, nothing was written\n' });
  });

  test('fails with all that the program said when it has no findings', () => {
    const { status, stderr } = synth('throw new Error("no such region");');
    expect(status).toBe(1);
    expect(stderr).toContain('Error: no such region');
  });
});
