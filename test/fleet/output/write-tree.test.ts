import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FILE_HEADER, stageTree } from '../../../lib/fleet/output/write-tree';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'write-tree-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const outdir = () => join(folder, 'dist');
const files = (...paths: readonly string[]) => new Map(paths.map(path => [path, `path: ${path}\n`]));
const write = (...paths: readonly string[]) => stageTree(outdir(), files(...paths)).commit();

/** Text by path; folders end in a slash. */
function content(): Readonly<Record<string, string>> {
  const paths = existsSync(outdir()) ? readdirSync(outdir(), { recursive: true, encoding: 'utf8' }).sort() : [];
  return Object.fromEntries(paths.map(path => (statSync(join(outdir(), path)).isDirectory() ? [`${path}/`, ''] : [path, readFileSync(join(outdir(), path), 'utf8')])));
}

function put(path: string, text: string): void {
  mkdirSync(dirname(join(outdir(), path)), { recursive: true });
  writeFileSync(join(outdir(), path), text);
}

describe('a tree', () => {
  test('is not in place before it is committed', () => {
    const tree = stageTree(outdir(), files('a/x.yaml', 'top.yaml'));
    expect(Object.keys(content()).filter(path => !path.startsWith('.cdk8s-fleet-'))).toEqual([]);
    tree.commit();
    expect(content()).toEqual({ 'a/': '', 'a/x.yaml': `${FILE_HEADER}path: a/x.yaml\n`, 'top.yaml': `${FILE_HEADER}path: top.yaml\n` });
  });

  test('leaves nothing when it is discarded', () => {
    write('a/x.yaml');
    const before = content();
    stageTree(outdir(), files('b/y.yaml')).discard();
    expect(content()).toEqual(before);
  });

  test('replaces what an earlier synth wrote, removes what it no longer has, and empty folders with it', () => {
    write('a/x.yaml', 'a/deep/y.yaml', 'b/z.yaml', 'top.yaml');
    writeFileSync(join(outdir(), 'a/x.yaml'), `${FILE_HEADER}an older text`);
    write('a/x.yaml', 'c/new.yaml');
    expect(content()).toEqual({ 'a/': '', 'a/x.yaml': `${FILE_HEADER}path: a/x.yaml\n`, 'c/': '', 'c/new.yaml': `${FILE_HEADER}path: c/new.yaml\n` });
  });

  test('never touches what others wrote', () => {
    put('a/README.md', 'read me');
    put('a/foreign.yaml', 'kind: ConfigMap\n');
    put('a/header.txt', FILE_HEADER);
    put('a/short.yaml', '#');
    put('.git/x.yaml', FILE_HEADER);
    put('node_modules/x.yaml', FILE_HEADER);
    put('target.yaml', `${FILE_HEADER}x`);
    symlinkSync(join(outdir(), 'target.yaml'), join(outdir(), 'a/link.yaml'));
    const before = content();
    write('a/x.yaml');
    write('target.yaml');
    expect(content()).toEqual({ ...before, 'target.yaml': `${FILE_HEADER}path: target.yaml\n`, 'a/link.yaml': `${FILE_HEADER}path: target.yaml\n` });
  });

  test('removes what a killed process of the same number has staged, as every container has a process 1', () => {
    put(`.cdk8s-fleet-${process.pid}/a`, 'where the folder a goes');
    write('a/y.yaml');
    expect(Object.keys(content())).toEqual(['a/', 'a/y.yaml']);
  });

  test('removes what a killed process has staged, and not what a running one stages', () => {
    const { pid } = spawnSync('true');
    put(`.cdk8s-fleet-${pid}/a/x.yaml`, FILE_HEADER);
    put(`.cdk8s-fleet-${process.ppid}/a/x.yaml`, FILE_HEADER);
    put('.cdk8s-fleet-notes/x.yaml', 'mine');
    write('a/y.yaml');
    expect(Object.keys(content()).filter(path => path.endsWith('yaml'))).toEqual([`.cdk8s-fleet-${process.ppid}/a/x.yaml`, '.cdk8s-fleet-notes/x.yaml', 'a/y.yaml']);
  });
});

describe('fails and leaves the output as it was', () => {
  const refusal = (paths: readonly string[]) => {
    const before = content();
    expect(() => stageTree(outdir(), files(...paths))).toThrow(/^cannot write the output folder .*; its old content is as it was$/);
    expect(content()).toEqual(before);
    try {
      stageTree(outdir(), files(...paths));
    } catch (error) {
      return (error as Error).message.split(folder).join('<folder>');
    }
    return '';
  };

  beforeEach(() => write('a/x.yaml', 'b/y.yaml'));

  test('when somebody else\'s file is in the way', () => {
    put('b/mine.yaml', 'kind: Secret\n');
    expect(refusal(['a/x.yaml', 'b/mine.yaml'])).toContain('<folder>/dist/b/mine.yaml is in the way and was not written by cdk8s-fleet; move it, or choose another output folder');
  });

  test('when a folder is in the way of a file', () => {
    put('a/new.yaml/README', '');
    expect(refusal(['a/x.yaml', 'a/new.yaml'])).toContain('<folder>/dist/a/new.yaml is in the way and was not written by cdk8s-fleet');
  });

  test.each(['', FILE_HEADER])('when a file is in the way of a folder, with %j in it', text => {
    put('c', text);
    expect(refusal(['a/x.yaml', 'c/deep/z.yaml'])).toContain('<folder>/dist/c is in the way and is no folder; move it, or choose another output folder');
  });

  test('when a name is too long for the file system, half way through', () => {
    expect(refusal(['a/x.yaml', `z/${'x'.repeat(300)}.yaml`])).toContain('ENAMETOOLONG');
  });

  test('when the output folder is a file', () => {
    rmSync(outdir(), { recursive: true });
    writeFileSync(outdir(), 'x');
    expect(() => stageTree(outdir(), files('a.yaml'))).toThrow('dist is in the way and is no folder; move it, or choose another output folder; its old content is as it was');
    expect(readFileSync(outdir(), 'utf8')).toBe('x');
  });

  test('when the output folder lies in a file', () => {
    writeFileSync(join(folder, 'file'), 'x');
    expect(() => stageTree(join(folder, 'file/dist'), files('a.yaml'))).toThrow(/^cannot write the output folder .*ENOTDIR/);
  });
});

test('fails on a folder that is a link to somewhere else, and writes nothing there', () => {
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  mkdirSync(outdir());
  symlinkSync(elsewhere, join(outdir(), 'hub'));
  expect(() => write('hub/x.yaml')).toThrow(`${join(outdir(), 'hub')} is a symbolic link, behind which nothing is written; remove it`);
  expect(readdirSync(elsewhere)).toEqual([]);
});

test('writes into an output folder that is a link itself', () => {
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  symlinkSync(elsewhere, outdir());
  write('hub/x.yaml');
  expect(readdirSync(join(elsewhere, 'hub'))).toEqual(['x.yaml']);
});
