import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { closeLines } from './arbitrary-lines';
import { run } from '../../../lib/cli/run';
import { Lock, LockFact } from '../../../lib/fleet/lock';
import { parse, serialise } from '../../../lib/fleet/lock/format';
import { normalised } from '../../../lib/fleet/lock/lines';

const FILE = 'fleet.lock.json';
const fact = (owner: string, value: string): LockFact => ({ owner, fact: 'range/pods', value });
const US = fact('us', '10.0.0.0/16');
const EU = fact('eu', '10.1.0.0/16');
const ASIA = fact('asia', '10.1.0.0/16');

// Real merges need git; the properties of the format run without it.
const withGit = spawnSync('git', ['--version']).status === 0 ? describe : describe.skip;
let folder: string;

beforeEach(() => {
  delete process.env.CI;
  delete process.env.CDK8S_FLEET_FROZEN;
  folder = mkdtempSync(join(tmpdir(), 'merge-'));
  if (withGit !== describe.skip) {
    git('init', '--quiet');
    git('symbolic-ref', 'HEAD', 'refs/heads/main');
  }
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function gitResult(...args: string[]) {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', HOME: folder };
  return spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: folder, encoding: 'utf8', env });
}

function git(...args: string[]): string {
  const { status, stdout, stderr } = gitResult(...args);
  if (status !== 0) {
    throw new Error(`git ${args.join(' ')}: ${stdout}${stderr}`);
  }
  return stdout;
}

function commit(...facts: LockFact[]): void {
  const lock = Lock.file(join(folder, FILE));
  lock.commit('acme', lock.read('acme'), facts);
  git('add', '--all');
  git('commit', '--quiet', '--message', 'lock');
}

/** `main` adds eu, `feature` adds another cluster, and `feature` merges `main`. */
function mergeOf(other: LockFact, options: string[] = []): number | null {
  commit(US);
  git('checkout', '--quiet', '-b', 'feature');
  commit(other);
  git('checkout', '--quiet', 'main');
  commit(EU);
  git('checkout', '--quiet', 'feature');
  return gitResult(...options, 'merge', '--no-edit', 'main').status;
}

const useUnion = () => writeFileSync(join(folder, '.gitattributes'), `${FILE} merge=union\n`);
const read = () => Lock.file(join(folder, FILE)).read('acme');
const raw = () => readFileSync(join(folder, FILE), 'utf8');

async function settle(base = 'main'): Promise<{ code: number; out: string[]; err: string[] }> {
  const [out, err]: string[][] = [[], []];
  const code = await run(['lock', 'settle', '--base', base], { folder, env: {}, out: line => out.push(line), err: line => err.push(line) });
  return { code, out, err };
}

withGit('two branches that each add a cluster', () => {
  test('merge without a conflict when the file is merged as a union, and both stay', () => {
    useUnion();
    expect(mergeOf(fact('asia', '10.2.0.0/16'))).toBe(0);
    expect(read()).toEqual({ facts: [fact('asia', '10.2.0.0/16'), EU, US], retired: new Set(), conflicts: [] });
  });

  test('merge to a file that names both owners of one block, and the command keeps the one that main has', async () => {
    useUnion();
    expect(mergeOf(ASIA)).toBe(0);
    expect(read().facts).toEqual([ASIA, EU, US]);
    expect(await settle()).toEqual({
      code: 0,
      out: [
        'dropped asia range/pods = 10.1.0.0/16 (kept: eu range/pods = 10.1.0.0/16)',
        'fleet.lock.json is settled; run `npx cdk8s synth` to decide again what was dropped, and commit fleet.lock.json',
      ],
      err: [],
    });
    expect(read().facts).toEqual([EU, US]);
  });

  test.each([[[]], [['-c', 'merge.conflictStyle=diff3']]])(
    'fail to be read after a merge without union, and the command settles them (%j)', async options => {
      expect(mergeOf(ASIA, options)).toBe(1);
      expect(() => read()).toThrow(/git conflict markers \(line \d\); run `npx cdk8s-fleet lock settle --base main`/);
      expect((await settle()).code).toBe(0);
      expect(raw()).toBe(serialise([US, EU].map(kept => ({ fleet: 'acme', ...kept }))));
    });

  test('both stay after a merge without union when their blocks differ', async () => {
    expect(mergeOf(fact('asia', '10.2.0.0/16'))).toBe(1);
    expect(await settle()).toEqual({ code: 0, out: ['nothing in fleet.lock.json contradicts main; commit it'], err: [] });
    expect(read().facts).toEqual([fact('asia', '10.2.0.0/16'), EU, US]);
  });

  test('that each made the file merge as a union', () => {
    useUnion();
    git('add', '--all');
    git('commit', '--quiet', '--message', 'attributes');
    git('checkout', '--quiet', '-b', 'feature');
    commit(ASIA);
    git('checkout', '--quiet', 'main');
    commit(EU, US);
    git('merge', '--no-edit', 'feature');
    expect(read().facts).toEqual([ASIA, EU, US]);
  });

  test.each(['merge', 'diff3'])('that each made the file are settled after a merge without union (%s)', async style => {
    git('commit', '--quiet', '--allow-empty', '--message', 'start');
    git('checkout', '--quiet', '-b', 'feature');
    commit(ASIA);
    git('checkout', '--quiet', 'main');
    commit(EU, US);
    git('checkout', '--quiet', 'feature');
    expect(gitResult('-c', `merge.conflictStyle=${style}`, 'merge', '--no-edit', 'main').status).toBe(1);
    expect((await settle()).code).toBe(0);
    expect(read().facts).toEqual([EU, US]);
  });
});

withGit('settling against a branch', () => {
  test('fails when git does not know it, and leaves the file', async () => {
    mergeOf(ASIA);
    const before = raw();
    expect(await settle('mian')).toMatchObject({ code: 1, err: [expect.stringMatching(/^cdk8s-fleet: git cannot read 'mian': fatal: .*; name a branch/)] });
    expect(await settle('-x')).toMatchObject({ code: 2 });
    expect(await settle('--all')).toMatchObject({ code: 2 });
    expect(raw()).toBe(before);
  });

  test('finds the lock of a program that lies deeper in the repository', async () => {
    const root = folder;
    try {
      folder = join(root, 'deploy');
      mkdirSync(folder);
      commit(US, EU);
      git('checkout', '--quiet', '-b', 'feature');
      commit(ASIA);
      expect((await settle()).out[0]).toBe('dropped asia range/pods = 10.1.0.0/16 (kept: eu range/pods = 10.1.0.0/16)');
      expect(read().facts).toEqual([EU, US]);
    } finally {
      folder = root;
    }
  });

  test('that has no lock treats everything as added', async () => {
    git('commit', '--quiet', '--allow-empty', '--message', 'start');
    git('checkout', '--quiet', '-b', 'feature');
    commit(US, EU, ASIA);
    expect((await settle()).code).toBe(0);
    expect(read().facts).toEqual([US]);
  });

  test('tells what the branch has and the file lacks', async () => {
    commit(US, EU);
    writeFileSync(join(folder, FILE), serialise([{ fleet: 'acme', ...EU }]));
    expect((await settle()).out[0]).toBe('main has 1 fact(s) that this file lacks, such as us range/pods = 10.0.0.0/16: '
      + 'right if this branch released them, otherwise merge main again');
  });

  test('fails when the lock is damaged there', async () => {
    commit(US);
    writeFileSync(join(folder, FILE), '{');
    git('commit', '--quiet', '--all', '--message', 'damaged');
    writeFileSync(join(folder, FILE), serialise([{ fleet: 'acme', ...EU }]));
    expect(await settle()).toMatchObject({ code: 1, err: [expect.stringContaining('fleet.lock.json of main is damaged')] });
  });
});

withGit('a union merge by git', () => {
  /** `git merge-file --union` is the same merge without a repository. */
  function merged(base: string, ours: string, theirs: string): string {
    const paths = [ours, base, theirs].map((text, index) => {
      const path = join(folder, `side-${index}`);
      writeFileSync(path, text);
      return path;
    });
    return execFileSync('git', ['merge-file', '--union', '--stdout', ...paths], { encoding: 'utf8' });
  }

  test('of any two sets of additions is a valid file that holds exactly the union', () => {
    fc.assert(fc.property(closeLines, closeLines, closeLines, (base, left, right) => {
      const result = merged(serialise(base), serialise([...base, ...left]), serialise([...base, ...right]));
      expect(normalised(parse(result, 'f'))).toEqual(normalised([...base, ...left, ...right]));
    }), { numRuns: 150 });
  });

  test('of any additions and releases is a valid file that lacks nothing that either side added or both kept', () => {
    fc.assert(fc.property(closeLines, closeLines, closeLines, (base, left, right) => {
      const result = normalised(parse(merged(serialise(base), serialise(left), serialise(right)), 'f'));
      const has = (lines: typeof base, line: (typeof base)[0]) => lines.some(other => JSON.stringify(other) === JSON.stringify(line));
      const wanted = normalised([...left, ...right]).filter(line => !has(base, line) || (has(left, line) && has(right, line)));
      expect(result).toEqual(expect.arrayContaining(wanted));
      expect([...base, ...left, ...right]).toEqual(expect.arrayContaining(result));
    }), { numRuns: 150 });
  });
});
