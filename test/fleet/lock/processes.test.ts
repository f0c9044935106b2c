import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { buildSync } from 'esbuild';
import { Lock } from '../../../lib/fleet/lock';

let folder: string;
let program: string;
let path: string;
const env = { ...process.env, CI: 'false', CDK8S_FLEET_FROZEN: 'false' };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'writers-'));
  program = join(folder, 'writer.js');
  buildSync({ entryPoints: [join(__dirname, 'writer.ts')], outfile: program, bundle: true, platform: 'node', format: 'cjs' });
});

beforeEach(() => {
  path = join(mkdtempSync(join(folder, 'w-')), 'fleet.lock.json');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(...args: (string | number)[]): ChildProcess {
  return spawn(process.execPath, [program, ...args.map(String)], { env, stdio: ['ignore', 'pipe', 'inherit'] });
}

async function finished(children: ChildProcess[]): Promise<(number | null)[]> {
  return Promise.all(children.map(async child => (await once(child, 'exit'))[0] as number | null));
}

describe('several processes', () => {
  test('that commit at the same time lose nothing', async () => {
    const writers = ['a', 'b', 'c', 'd'];
    expect(await finished(writers.map(owner => start('commit', path, owner, 0, 25)))).toEqual([0, 0, 0, 0]);
    const facts = Lock.file(path).read('acme').facts;
    expect(writers.map(owner => facts.filter(fact => fact.owner === owner).length)).toEqual([25, 25, 25, 25]);
    expect(readdirSync(join(path, '..'))).toEqual(['fleet.lock.json']);
  });

  test('that count in one file, without looking at what changed meanwhile, count right', async () => {
    writeFileSync(path, '0');
    expect(await finished([1, 2, 3, 4].map(() => start('count', path, 60)))).toEqual([0, 0, 0, 0]);
    expect(readFileSync(path, 'utf8')).toBe('240');
  });

  test('that are killed again and again lose nothing, and nobody waits for them', async () => {
    const told = { a: 0, b: 0 };
    for (let round = 0; round < 12; round++) {
      const children = (['a', 'b'] as const).map(owner => {
        const child = start('commit', path, owner, told[owner], 1_000_000);
        child.stdout?.on('data', data => { told[owner] = Number(String(data).trim().split('\n').at(-1)) + 1; });
        return child;
      });
      await Promise.race(children.map(child => once(child.stdout!, 'data')));
      await new Promise(resolve => setTimeout(resolve, (round * 7) % 40));
      children.forEach(child => child.kill('SIGKILL'));
      await Promise.all(children.map(child => once(child, 'close')));
      const facts = existsSync(path) ? Lock.file(path).read('acme').facts : [];
      for (const [owner, count] of Object.entries(told)) {
        const held = facts.filter(fact => fact.owner === owner).length;
        // One more may be in the file than its writer had time to tell.
        expect([count, count + 1]).toContain(held);
        told[owner as 'a' | 'b'] = held;
      }
    }
    expect(told.a + told.b).toBeGreaterThan(12);
    expect(await finished([start('commit', path, 'last', 0, 1)])).toEqual([0]);
    expect(readdirSync(join(path, '..'))).toEqual(['fleet.lock.json']);
  });
});
