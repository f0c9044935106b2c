// Runs the real `cdk8s synth` in the folder of an example and prints what it made: node scripts/synth-example.js examples/two-regions
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { parseAllDocuments } = require('yaml');

/** One finding of the library on stderr: `warning some-code: message`. */
const FINDING = /^(error|warning) [a-z0-9-]+: /;

const folder = path.resolve(process.argv[2] ?? '.');
const cli = path.join(path.dirname(require.resolve('cdk8s-cli/package.json')), 'bin', 'cdk8s');
const run = spawnSync(process.execPath, [cli, 'synth'], {
  cwd: folder,
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'pipe'],
  // Its question whether there is a newer version needs a network.
  env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' },
});
const findings = run.stderr.split('\n').filter(line => FINDING.test(line));

if (run.status !== 0) {
  console.error(findings.length > 0 ? findings.join('\n') : `${run.stdout}${run.stderr}`);
  console.error(`${show(folder)}: cdk8s synth failed, nothing was written`);
  process.exit(1);
}

const output = path.join(folder, 'dist');
const files = manifestsIn(output);
const objects = files.flatMap(file => file.objects);
const clusters = clustersOf(files);
const widest = Math.max(...files.map(({ name }) => name.length));

console.log(`\n${count(clusters.length, 'cluster')}: ${clusters.join(', ')}`);
console.log(`${count(objects.length, 'object')} in ${show(output)}/`);
for (const { name, objects: inFile } of files) {
  console.log(`  ${name.padEnd(widest)}  ${count(inFile.length, 'object')}`);
}
console.log(findings.length === 0 ? 'no findings' : `${count(findings.length, 'finding')}:\n${findings.map(line => `  ${line}`).join('\n')}`);

/** Every manifest file below a folder, with its objects. */
function manifestsIn(root) {
  return fs.readdirSync(root, { recursive: true }).map(String).filter(name => name.endsWith('.yaml')).sort()
    .map(name => ({ name, objects: parseAllDocuments(fs.readFileSync(path.join(root, name), 'utf8')).map(document => document.toJS()) }));
}

/** Clusters that have a folder, and clusters that the objects in a folder make. */
function clustersOf(manifests) {
  const made = manifests.flatMap(file => file.objects).filter(({ apiVersion, kind }) => kind === 'Cluster' && apiVersion.startsWith('cluster.x-k8s.io/'));
  return [...new Set([...manifests.map(({ name }) => path.dirname(name)), ...made.map(({ metadata }) => metadata.name)])].sort();
}

function count(number, noun) {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** A path as the user would type it. */
function show(file) {
  return path.relative(process.cwd(), file) || '.';
}
