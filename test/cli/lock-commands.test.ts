import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { buildSync } from 'esbuild';
import { run } from '../../lib/cli/run';
import { Lock } from '../../lib/fleet/lock';
import { serialise } from '../../lib/fleet/lock/format';
import { LockLine } from '../../lib/fleet/lock/lines';

const line = (owner: string, fact: string, value: string, fleet = 'acme'): LockLine => ({ fleet, owner, fact, value });
const LINES = [
  line('eu', 'deletion-protection', 'off'), line('eu', 'range/pods', '10.1.0.0/16'), line('eu', 'range/subnet a', '10.2.0.0/24'),
  line('us', 'deletion-protection', 'on'), line('us', 'range/pods', '10.0.0.0/16'),
];

let folder: string;
const path = () => join(folder, Lock.FILE);
const text = () => readFileSync(path(), 'utf8');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'));
  writeFileSync(path(), serialise(LINES));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function lock(args: string[], env: NodeJS.ProcessEnv = {}): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: string[][] = [[], []];
  const code = await run(['lock', ...args], { folder, env, out: printed => out.push(printed), err: printed => err.push(printed) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('lock show', () => {
  test('prints clusters with their facts in columns', async () => {
    expect(await lock(['show'])).toEqual({
      code: 0,
      out: [
        'acme',
        '  eu',
        '    deletion-protection  off',
        '    range/pods           10.1.0.0/16',
        '    range/subnet a       10.2.0.0/24',
        '  us',
        '    deletion-protection  on',
        '    range/pods           10.0.0.0/16',
      ].join('\n'),
      err: '',
    });
  });

  test('marks retired clusters and conflicts, and shows one fleet when asked', async () => {
    writeFileSync(path(), serialise([...LINES, line('old', 'retired', 'yes', 'beta'), line('old', 'profile', '1', 'beta'), line('old', 'profile', '2', 'beta')]));
    expect((await lock(['show'])).out.split('\n')).toHaveLength(11);
    expect((await lock(['show', '--fleet', 'beta'])).out).toBe('beta\n'
      + '  old (retired; what it was given stays reserved)\n'
      + '    profile  1 or 2 (in conflict: run lock settle)');
  });

  test('fails for an unknown fleet, and when there is no file', async () => {
    expect(await lock(['show', '--fleet', 'acne'])).toMatchObject({ code: 1, err: expect.stringContaining('(did you mean \'acme\'?)') });
    rmSync(path());
    expect(await lock(['show'])).toMatchObject({ code: 1, err: expect.stringContaining('holds nothing yet, or is not in this folder') });
  });

  test('shows a frozen lock', async () => {
    expect((await lock(['show'], { CI: 'true' })).code).toBe(0);
  });
});

// The command reads the base with git: without git there is nothing to test.
const gitTest = spawnSync('git', ['--version']).status === 0 ? test : test.skip;

describe('lock retire and lock release', () => {
  test('take a cluster out in two steps', async () => {
    expect(await lock(['retire', 'eu'])).toMatchObject({ code: 0, out: expect.stringContaining('release it with `npx cdk8s-fleet lock release eu`') });
    expect(Lock.file(path()).read('acme').retired).toEqual(new Set(['eu']));
    expect(Lock.file(path()).read('acme').facts).toHaveLength(5);
    expect(await lock(['release', 'eu'])).toMatchObject({ code: 0, out: 'cluster \'eu\' is forgotten and what it was given is free; commit fleet.lock.json' });
    expect(text()).toBe(serialise(LINES.slice(3)));
  });

  test('retire a cluster again without writing', async () => {
    await lock(['retire', 'eu']);
    const before = statSync(path());
    expect((await lock(['retire', 'eu'])).code).toBe(0);
    expect(statSync(path()).ino).toBe(before.ino);
    expect(statSync(path()).mtimeMs).toBe(before.mtimeMs);
  });

  test('release one fact of a cluster in use', async () => {
    expect(await lock(['release', 'eu', 'range/subnet a'])).toMatchObject({ code: 0, out: expect.stringContaining('eu range/subnet a is released; run `npx cdk8s synth`') });
    expect(text()).toBe(serialise(LINES.filter((_, index) => index !== 2)));
  });

  test.each([
    [['retire', 'use'], 1, 'has no cluster \'use\' in its lock (did you mean \'us\'?)'],
    [['retire', 'us'], 1, 'set `deletionProtection: false` on the ManagedCluster'],
    [['retire', 'eu', '--fleet', 'x'], 1, 'has no fleet \'x\''],
    [['release', 'eu'], 1, 'is not retired'],
    [['release', 'eu', 'range/pod'], 1, '(did you mean \'range/pods\'?)'],
    [['retire'], 2, 'wrong number of names; write `npx cdk8s-fleet lock retire <cluster> [--fleet <name>]`'],
    [['release'], 2, 'wrong number of names'],
    [['settle'], 2, 'lock settle needs --base <branch>'],
    [['settle', '--base', 'main'], 1, 'git cannot read \'main\': '],
  ])('fails for lock %j and leaves the file', async (args, code, message) => {
    expect(await lock(args)).toMatchObject({ code, out: '', err: expect.stringContaining(message) });
    expect(text()).toBe(serialise(LINES));
    expect(readdirSync(folder)).toEqual([Lock.FILE]);
  });

  test.each([[['retire', 'eu']], [['release', 'eu', 'range/pods']], [['settle', '--base', 'main']]])('fail while the lock is frozen: lock %j', async args => {
    expect(await lock(args, { CI: 'true' })).toMatchObject({ code: 1, err: 'cdk8s-fleet: fleet.lock.json is frozen by CI; run this command without CI, and commit fleet.lock.json' });
    expect(text()).toBe(serialise(LINES));
  });

  test('fail when there is no file, and make none', async () => {
    rmSync(path());
    expect(await lock(['retire', 'eu'])).toMatchObject({ code: 1, err: expect.stringContaining('holds nothing yet') });
    expect(readdirSync(folder)).toEqual([]);
  });

  gitTest('do not say that all is well when the base holds the contradictions itself, as after a merge on main', async () => {
    writeFileSync(path(), serialise([line('eu', 'range/pods', '10.1.0.0/16'), line('us', 'range/pods', '10.1.0.0/16')]));
    const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], { cwd: folder, stdio: 'ignore' });
    git('init');
    git('add', '.');
    git('commit', '-m', 'merged');
    const before = text();
    expect(await lock(['settle', '--base', 'HEAD'])).toMatchObject({
      code: 1, err: expect.stringContaining('HEAD itself has facts that exclude each other, such as eu range/pods = 10.1.0.0/16'),
    });
    expect(text()).toBe(before);
  });

  gitTest('have nothing to settle when there is no file', async () => {
    rmSync(path());
    execFileSync('git', ['init', '--quiet'], { cwd: folder });
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '--quiet', '--allow-empty', '--message', 'x'], { cwd: folder });
    expect(await lock(['settle', '--base', 'HEAD'])).toMatchObject({ code: 1, err: expect.stringContaining('there is no fleet.lock.json in this folder') });
    expect(readdirSync(folder)).toEqual(['.git']);
  });
});

describe('the program', () => {
  test('runs in the current folder, prints to the right stream, and sets the exit code', () => {
    const program = join(mkdtempSync(join(folder, 'bin-')), 'main.js');
    buildSync({ entryPoints: [join(__dirname, '../../lib/cli/main.ts')], outfile: program, bundle: true, platform: 'node', format: 'cjs', packages: 'external' });
    const call = (...args: string[]) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH } });
      return { status, stdout, stderr };
    };
    expect(call('lock', 'show').stdout).toContain('    range/pods           10.1.0.0/16\n');
    expect(call('lock', 'retire', 'su')).toEqual({ status: 1, stdout: '', stderr: expect.stringMatching(/^cdk8s-fleet: fleet 'acme' has no cluster 'su'.*\n$/) });
    expect(call('lock')).toEqual({ status: 2, stdout: '', stderr: 'cdk8s-fleet: there is no command \'lock\'; run `npx cdk8s-fleet --help` for a list\n' });
  });
});
