import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

/** The root of this project. */
export const ROOT = join(__dirname, '..', '..');
/** A small upstream that never existed, with every shape that the generator tells apart. */
export const FIXTURES = join(__dirname, 'fixtures');

/** What the generator reads beside the trimmed CRDs. */
const COLUMNS = 'scripts/import/printer-columns.json';

/** A project of its own in a temporary folder, with nothing but a list of upstreams and the printer columns of this project. */
export class TemporaryProject {
  /** Its root. */
  public readonly root = mkdtempSync(join(tmpdir(), 'import-'));

  /** @param list the content of `imports/upstreams.json`. @param columns a file of printer columns. */
  public constructor(list: unknown, columns = join(ROOT, COLUMNS)) {
    this.write('imports/upstreams.json', list);
    this.write(COLUMNS, JSON.parse(readFileSync(columns, 'utf8')));
  }

  /** Writes a value as JSON to a path below the root. */
  public write(path: string, value: unknown): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), JSON.stringify(value));
  }

  /** Copies the CRDs of the fixtures, so that a test can spoil them. */
  public copyFixtures(): void {
    cpSync(join(FIXTURES, 'crds'), join(this.root, 'crds'), { recursive: true });
  }

  /** Runs the import as `npm run import` does. */
  public import(from: string): { readonly status: number | null; readonly stderr: string } {
    const args = [require.resolve('tsx/cli'), join(ROOT, 'scripts', 'import', 'main.ts'), '--root', this.root, '--from', from];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
    return { status, stderr };
  }

  /** Every file of a folder below the root, by its path from the root. */
  public files(folder = '.'): Readonly<Record<string, string>> {
    return filesOf(this.root, folder);
  }

  /** Removes the folder. */
  public remove(): void {
    rmSync(this.root, { recursive: true });
  }
}

/** The content of every file below a folder of a root, by its path from that root with `/`. */
export function filesOf(root: string, folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(join(root, folder), { withFileTypes: true, recursive: true }).filter(entry => entry.isFile());
  const paths = entries.map(entry => relative(root, join(entry.parentPath, entry.name)).split('\\').join('/')).sort();
  return Object.fromEntries(paths.map(path => [path, readFileSync(join(root, path), 'utf8')]));
}
