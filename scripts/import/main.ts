import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure } from './failure';
import { generate } from './generate';

/**
 * `npm run import`: regenerates `imports/` and `NOTICE` from `imports/upstreams.json` and a folder of trimmed CRDs.
 *
 * `--from DIR` is that folder, `../shared/crds` beside the project unless given; `--root DIR` is the project, for tests.
 */
async function main(args: readonly string[]): Promise<void> {
  const { values } = options(args);
  const root = resolve(values.root ?? join(__dirname, '..', '..'));
  const crds = values.from === undefined ? join(root, '..', 'shared', 'crds') : resolve(values.from);
  const columns = join(root, 'scripts', 'import', 'printer-columns.json');
  const files = await generate({ list: join(root, 'imports', 'upstreams.json'), crds, columns });
  refuseLeftovers(root, files);
  for (const [path, content] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  process.stdout.write(`${files.size} files written from ${crds}\n`);
}

function options(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { from: { type: 'string' }, root: { type: 'string' } } });
  } catch (error) {
    throw new Failure((error as Error).message);
  }
}

function refuseLeftovers(root: string, files: ReadonlyMap<string, string>): void {
  const folders = readdirSync(join(root, 'imports'), { withFileTypes: true }).filter(entry => entry.isDirectory());
  const left = folders.flatMap(({ name }) => ['schemas.json', 'definitions.json', 'index.ts'].map(file => `imports/${name}/${file}`))
    .find(path => existsSync(join(root, path)) && !files.has(path));
  if (left !== undefined) throw new Failure(`imports/upstreams.json no longer asks for ${left}: delete it, or correct the list`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(error instanceof Failure ? `import: ${error.message}\n` : `${(error as Error).stack}\n`);
  process.exitCode = 1;
});
