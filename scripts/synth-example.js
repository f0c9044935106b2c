// Runs the real `cdk8s synth` in the folder of an example and prints what it made: node scripts/synth-example.js examples/two-regions
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

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
const clusters = clustersIn(output);
const widest = Math.max(...clusters.map(({ name }) => name.length));
console.log(`\n${clusters.length} ${clusters.length === 1 ? 'cluster' : 'clusters'}, ${clusters.reduce((sum, { objects }) => sum + objects, 0)} objects in ${show(output)}/`);
for (const { name, objects, files } of clusters) {
  console.log(`  ${name.padEnd(widest)}  ${String(objects).padStart(4)} objects  ${String(files).padStart(3)} files  ${show(path.join(output, name))}/`);
}
console.log(findings.length === 0 ? 'no findings' : `${findings.length} findings:\n${findings.map(line => `  ${line}`).join('\n')}`);

/** Folders that hold manifests, each with the number of its objects. */
function clustersIn(root) {
  const byFolder = new Map();
  for (const file of fs.readdirSync(root, { recursive: true }).map(String).filter(name => name.endsWith('.yaml')).sort()) {
    const name = path.dirname(file);
    const cluster = byFolder.get(name) ?? { name, objects: 0, files: 0 };
    cluster.files += 1;
    cluster.objects += fs.readFileSync(path.join(root, file), 'utf8').match(/^apiVersion:/gm)?.length ?? 0;
    byFolder.set(name, cluster);
  }
  return [...byFolder.values()];
}

/** A path as the user would type it. */
function show(file) {
  return path.relative(process.cwd(), file) || '.';
}
