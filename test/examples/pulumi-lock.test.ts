import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';

const ROOT = join(__dirname, '..', '..');
const FOLDER = join(ROOT, 'examples', 'pulumi');
const scratch = mkdtempSync(join(tmpdir(), 'cdk8s-fleet-pulumi-'));

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('the lock that the Pulumi program reads is that which the program beside it writes', () => {
  cpSync(FOLDER, scratch, { recursive: true, filter: path => !/[\\/]dist$/.test(path) });
  const args = ['--tsconfig', join(ROOT, 'tsconfig.dev.json'), join(FOLDER, 'lock.ts')];
  const { status, stderr } = spawnSync(join(ROOT, 'node_modules', '.bin', 'tsx'), args, { cwd: scratch, encoding: 'utf8', env: { ...process.env, CI: 'true' } });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(readFileSync(join(scratch, 'fleet.lock.json'), 'utf8')).toBe(readFileSync(join(FOLDER, 'fleet.lock.json'), 'utf8'));
});
