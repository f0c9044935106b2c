'use strict';

// Replaces `dist/lib/schema/cel-js.js`, which re-exports the CEL engine, by the engine itself as CommonJS.
// The package is ESM only, and a `require` of one fails in the test runners of the people who use this library.

const fs = require('node:fs');
const path = require('node:path');
const { buildSync } = require('esbuild');

const ENGINE = '@marcbachmann/cel-js';
const root = path.dirname(__dirname);
const target = path.join(root, 'dist', 'lib', 'schema', 'cel-js.js');

if (!fs.existsSync(target)) {
  console.error(`bundle-cel: ${path.relative(root, target)} is missing; compile first`);
  process.exit(1);
}

const folder = path.join(root, 'node_modules', ...ENGINE.split('/'));
const { name, version } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
const licence = fs.readFileSync(path.join(folder, 'LICENSE'), 'utf8').trim();

buildSync({
  stdin: { contents: `export { Environment, Optional } from '${ENGINE}';`, resolveDir: root, loader: 'js' },
  outfile: target,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  legalComments: 'inline',
  banner: { js: `/*!\n * ${name} ${version}, bundled\n *\n${licence.split('\n').map(line => ` * ${line}`.trimEnd()).join('\n')}\n */` },
  logLevel: 'warning',
});
