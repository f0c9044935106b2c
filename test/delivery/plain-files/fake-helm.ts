import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterAll } from '@jest/globals';
import type { Output, SeenRelease } from '../delivery-contract';

/** One run of the fake. */
export interface Run {
  readonly args: readonly string[];
  readonly values: unknown;
}

/** A program in the place of Helm, that keeps what it is asked. */
export interface FakeHelm {
  readonly binary: string;
  runs(): readonly Run[];
}

const folders: string[] = [];
afterAll(() => folders.forEach(folder => fs.rmSync(folder, { recursive: true, force: true })));

/**
 * A program that keeps its arguments and its input, and then does what `body` says.
 *
 * @param body JavaScript: `args` and `values` are what it got
 */
export function fakeHelm(body: string): FakeHelm {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fake-helm-'));
  folders.push(folder);
  const [binary, log] = ['helm', 'runs.jsonl'].map(file => path.join(folder, file));
  fs.writeFileSync(binary, `#!${process.execPath}
const fs = require('node:fs');
const args = process.argv.slice(2);
const values = JSON.parse(fs.readFileSync(0, 'utf8'));
fs.appendFileSync(${JSON.stringify(log)}, JSON.stringify({ args, values }) + '\\n');
${body}
`, { mode: 0o755 });
  return { binary, runs: () => (fs.existsSync(log) ? fs.readFileSync(log, 'utf8').trim().split('\n').map(line => JSON.parse(line) as Run) : []) };
}

/** Prints text. */
export function printing(text: string): FakeHelm {
  return fakeHelm(`process.stdout.write(${JSON.stringify(text)});`);
}

/** Prints a ConfigMap that says what it was asked. */
export function echoing(): FakeHelm {
  return fakeHelm(`process.stdout.write(JSON.stringify({
    apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: args.at(-2) }, data: { args: JSON.stringify(args), values: JSON.stringify(values) },
  }));`);
}

/** The releases that `echoing` was asked to render, from the objects that it gave for them. */
export function releasesRendered(output: Output): readonly SeenRelease[] {
  return output.flatMap(({ cluster, objects }) => objects.filter(({ data }) => data?.args !== undefined).map(({ metadata, data }) => {
    const args = JSON.parse(data.args) as string[];
    const option = (name: string) => args[args.indexOf(name) + 1];
    const [name, chart] = args.slice(-2);
    return {
      cluster, name, namespace: metadata.namespace!, version: option('--version'), values: JSON.parse(data.values),
      repository: chart.startsWith('oci://') ? chart.split('/').slice(0, -1).join('/') : option('--repo'), chart: chart.split('/').at(-1)!,
    };
  }));
}
