import { app } from './app';
import { applicationSets } from './application-sets';
import { backups } from './backups';
import { load } from './load';
import { mesh } from './mesh';
import { overlap } from './overlap';
import { pulumi } from './pulumi';
import { BenchResult } from './result';
import { schema } from './schema';
import { yaml } from './yaml';

/** Every benchmark, in the order in which they run. */
const BENCHMARKS: Readonly<Record<string, () => Promise<BenchResult[]>>> = {
  overlap, yaml, schema, app, applicationSets, mesh, backups, pulumi, load,
};

/** `npm run bench -- [--json] [name...]`: all benchmarks or the named ones; exit code 1 when one misses its limit. */
async function main(args: readonly string[]): Promise<void> {
  const named = args.filter(arg => arg !== '--json');
  const unknown = named.filter(name => !(name in BENCHMARKS));
  if (unknown.length > 0) {
    throw new Error(`no benchmark is called ${unknown.join(', ')}; there are ${Object.keys(BENCHMARKS).join(', ')}`);
  }
  const results: BenchResult[] = [];
  for (const name of named.length > 0 ? named : Object.keys(BENCHMARKS)) {
    results.push(...await BENCHMARKS[name]());
  }
  process.stdout.write(args.includes('--json') ? `${JSON.stringify(results, undefined, 2)}\n` : table(results));
  if (results.some(result => result.ok === false)) {
    process.exitCode = 1;
  }
}

function table(results: readonly BenchResult[]): string {
  const widest = Math.max(...results.map(result => result.name.length));
  return results.map(({ name, value, unit, limit, ok }) => {
    const verdict = limit === undefined ? '' : `  at most ${show(limit)} ${unit}  ${ok ? 'ok' : 'FAIL'}`;
    return `${name.padEnd(widest)}  ${show(value).padStart(10)} ${unit.padEnd(3)}${verdict}`.trimEnd();
  }).join('\n') + '\n';
}

/** Three digits that matter, never an exponent. */
function show(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
