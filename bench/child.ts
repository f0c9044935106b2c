import { execFileSync } from 'node:child_process';
import * as path from 'node:path';

/** The largest heap that a measurement may need, in megabytes: a stock `App` with 20,000 objects. */
const HEAP = 4_000;

/** Runs a program of this folder in a process of its own, and returns what it prints as JSON. Errors go to stderr. */
export function runProgram<T>(program: string, ...args: readonly string[]): T {
  const { CI: _, ...env } = process.env;
  const output = execFileSync(process.execPath, [`--max-old-space-size=${HEAP}`, '--require', 'tsx/cjs', path.join(__dirname, program), ...args],
    { cwd: path.join(__dirname, '..'), env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(output);
}

/** Runs a line of JavaScript in a process of its own, without any compiler, and returns what it prints as JSON. */
export function runLine<T>(line: string): T {
  return JSON.parse(execFileSync(process.execPath, ['-e', line], { cwd: path.join(__dirname, '..'), encoding: 'utf8' }));
}
