#!/usr/bin/env node
import { run } from './run';

void run(process.argv.slice(2), {
  folder: process.cwd(),
  env: process.env,
  out: line => process.stdout.write(`${line}\n`),
  err: line => process.stderr.write(`${line}\n`),
}).then(code => { process.exitCode = code; });

// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', () => process.exit());
