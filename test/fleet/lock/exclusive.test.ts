import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Claim, claimsOn, isAbandoned, newClaim, placed } from '../../../lib/fleet/lock/claims';
import { exclusively } from '../../../lib/fleet/lock/exclusive';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claims-'));
  file = join(folder, 'f.json');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A claim as another process would have left it. */
function left(change: { host?: string; pid?: number; start?: string }, place: string): string {
  const { host, pid, start } = { ...newClaim(file), ...change };
  const path = join(folder, `.f.json.${host}-${pid}-${start}-00ff.${place}`);
  writeFileSync(path, 'half a fil');
  return path;
}

async function endedPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid!;
}

function run(patienceMs = 50): string[] {
  const done: string[] = [];
  exclusively(file, scratch => done.push(scratch), patienceMs);
  return done;
}

describe('one at a time', () => {
  test('gives a file of its own, which is gone afterwards', () => {
    exclusively(file, scratch => expect(readFileSync(scratch, 'utf8')).toBe(''));
    expect(readdirSync(folder)).toEqual([]);
  });

  test('lets that file take the place of the other', () => {
    exclusively(file, scratch => {
      writeFileSync(scratch, 'new');
      renameSync(scratch, file);
    });
    expect(readdirSync(folder)).toEqual(['f.json']);
  });

  test('leaves nothing behind when the work fails', () => {
    expect(() => exclusively(file, () => { throw new Error('no'); })).toThrow('no');
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each(['choosing', '1', '2000'])('does not wait for a process that has ended, and removes what it left: %s', async place => {
    left({ pid: await endedPid() }, place);
    expect(run()).toHaveLength(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  // Only Linux tells when a process started; elsewhere a pid that is in use again counts as the same process.
  (process.platform === 'linux' ? test : test.skip)('does not wait for an earlier process that had a pid in use now', () => {
    left({ start: 'bbbbbbbb12' }, '1');
    expect(run()).toHaveLength(1);
  });

  test.each([
    ['a living process', {}],
    ['a process whose start is unknown', { start: 'unknown' }],
    ['a process of another machine', { host: 'abc123', pid: 1 }],
  ])('fails with the file to delete when %s keeps its place for too long', (_, change) => {
    const path = left(change, '1');
    expect(() => run()).toThrow(`delete ${path}`);
    expect(readdirSync(folder)).toEqual([path.slice(folder.length + 1)]);
  });

  test('waits for a living process that is choosing', () => {
    left({}, 'choosing');
    expect(() => run()).toThrow('has been writing');
  });

  test('takes no notice of files with other names', () => {
    ['.f.json.swp', '.f.json.x-1-2-3.1', '.g.json.abc-1-2-00.1', 'f.json.abc-1-2-00.1'].forEach(name => writeFileSync(join(folder, name), ''));
    expect(run()).toHaveLength(1);
    expect(readdirSync(folder)).toHaveLength(4);
  });
});

describe('a claim', () => {
  test('says all about itself in its name', () => {
    const claim = placed(file, newClaim(file), 7);
    writeFileSync(claim.path, '');
    const waiting: Claim = newClaim(file);
    writeFileSync(waiting.path, '');
    expect(claimsOn(file)).toHaveLength(2);
    expect(claimsOn(file)).toEqual(expect.arrayContaining([claim, waiting]));
  });

  test('of this process is not abandoned', () => {
    expect(isAbandoned(newClaim(file))).toBe(false);
  });

  // Only Linux tells that a process is a zombie.
  (process.platform === 'linux' ? test : test.skip)('of a process that has ended is abandoned before its parent has noticed', () => {
    // The shell starts a child that ends at once, and becomes a program that never asks for it.
    const shell = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    return once(shell.stdout, 'data').then(async ([data]) => {
      const claim = { ...newClaim(file), pid: Number(String(data)), start: 'unknown' };
      try {
        while (!isAbandoned(claim)) {
          await new Promise(resolve => setTimeout(resolve, 5));
        }
        expect(() => process.kill(claim.pid, 0)).not.toThrow();
      } finally {
        shell.kill('SIGKILL');
      }
    });
  });
});
