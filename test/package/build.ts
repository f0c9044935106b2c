import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** The root of the project. */
export const ROOT = path.join(__dirname, '..', '..');
/** Written last by the compiler. */
const STAMP = path.join(ROOT, 'dist', 'tsconfig.tsbuildinfo');
/** What the build reads. */
const SOURCES = ['lib', 'imports', 'tsconfig.json', 'scripts/bundle-cel.js'];
/** Outside `dist`, which the build empties. */
const TURN = path.join(ROOT, '.cache', 'build-for-tests');
const LONGEST_BUILD_MS = 180_000;

/** Builds `dist` when it is missing or older than its sources. Test files that run at the same time wait for one build. */
export function ensureBuilt(): void {
  const giveUp = Date.now() + LONGEST_BUILD_MS;
  while (!isFresh()) {
    if (takeTurn()) {
      try {
        execFileSync(process.execPath, [require.resolve('projen/bin/projen'), 'compile'], { cwd: ROOT, stdio: 'pipe' });
      } finally {
        fs.rmdirSync(TURN);
      }
    } else if (Date.now() > giveUp) {
      throw new Error(`another test builds dist for more than ${LONGEST_BUILD_MS / 1000} s; if none does, delete ${path.relative(ROOT, TURN)}`);
    } else {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
}

function takeTurn(): boolean {
  fs.mkdirSync(path.dirname(TURN), { recursive: true });
  try {
    fs.mkdirSync(TURN);
    return true;
  } catch {
    return false;
  }
}

function isFresh(): boolean {
  return !fs.existsSync(TURN) && fs.existsSync(STAMP) && Math.max(...SOURCES.map(newest)) < fs.statSync(STAMP).mtimeMs;
}

/** When a file, or the newest file of a folder, was last changed. */
function newest(source: string): number {
  const file = path.join(ROOT, source);
  const stat = fs.statSync(file);
  return stat.isDirectory() ? Math.max(...fs.readdirSync(file).map(name => newest(path.join(source, name)))) : stat.mtimeMs;
}
