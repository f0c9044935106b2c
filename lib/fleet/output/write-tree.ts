import { existsSync, lstatSync, mkdirSync, openSync, readSync, closeSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** First line of every file that this library writes: what it does not carry it neither replaces nor removes. */
export const FILE_HEADER = '# Written by cdk8s-fleet. Edit the program, not this file.\n';
/** The same of a Markdown file, which a `#` would make a title of. */
export const MARKDOWN_HEADER = '<!-- Written by cdk8s-fleet. Edit the program, not this file. -->\n';
/** The same of a JSON file, which has no comments: it opens the object that the rest of the text closes. */
export const JSON_HEADER = '{ "writtenBy": "cdk8s-fleet: edit the program, not this file",\n';

/** Folders in which files are staged, one for each process. */
const STAGING = /^\.cdk8s-fleet-(\d+)$/;

/** Files that are on disk completely, but not in place yet. */
export interface StagedTree {
  /** Moves the files into place and removes those of an earlier synth that are not among them. */
  commit(): void;
  /** Removes what was staged. */
  discard(): void;
}

/**
 * Writes a tree of files beside their final place, so that a full disk, a missing permission or a crash leaves the old output as it was.
 *
 * @param outdir the output folder; made when it does not exist
 * @param files text by path relative to the output folder
 * @throws when the folder cannot be written, or when a file that this library did not write is in the way
 */
export function stageTree(outdir: string, files: ReadonlyMap<string, string>): StagedTree {
  const staging = join(outdir, `.cdk8s-fleet-${process.pid}`);
  const discard = () => rmSync(staging, { recursive: true, force: true });
  try {
    refuseForeignFiles(outdir, files);
    mkdirSync(outdir, { recursive: true });
    removeAbandoned(outdir);
    for (const folder of new Set([...files.keys()].map(dirname))) {
      mkdirSync(join(staging, folder), { recursive: true });
    }
    for (const [path, text] of files) {
      writeFileSync(join(staging, path), headerOf(path) + text);
    }
  } catch (error) {
    if (existsSync(staging)) {
      discard();
    }
    throw new Error(`cannot write the output folder ${outdir}: ${(error as Error).message}; its old content is as it was`);
  }
  return { discard, commit: () => moveIntoPlace(outdir, staging, files) };
}

function headerOf(path: string): string {
  return path.endsWith('.json') ? JSON_HEADER : path.endsWith('.md') ? MARKDOWN_HEADER : FILE_HEADER;
}

/** What killed processes have left behind. */
function removeAbandoned(outdir: string): void {
  for (const name of readdirSync(outdir)) {
    const pid = Number(STAGING.exec(name)?.[1]);
    if (pid === process.pid || (pid > 0 && !isRunning(pid))) {
      rmSync(join(outdir, name), { recursive: true, force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Everything is on disk and nothing is in the way: what remains is renaming. */
function moveIntoPlace(outdir: string, staging: string, files: ReadonlyMap<string, string>): void {
  const stale = ownFiles(outdir).filter(path => !files.has(path));
  for (const folder of new Set([...files.keys()].map(dirname))) {
    mkdirSync(join(outdir, folder), { recursive: true });
  }
  for (const path of files.keys()) {
    renameSync(join(staging, path), join(outdir, path));
  }
  rmSync(staging, { recursive: true, force: true });
  for (const path of stale) {
    rmSync(join(outdir, path));
  }
  for (const folder of new Set(stale.map(dirname))) {
    removeEmptyFolders(outdir, folder);
  }
}

function refuseForeignFiles(outdir: string, files: ReadonlyMap<string, string>): void {
  const folders = new Set([...files.keys()].flatMap(path => path.split('/').map((_, i, ids) => join(outdir, ...ids.slice(0, i)))));
  for (const folder of folders) {
    if (existsSync(folder) && !statSync(folder).isDirectory()) {
      throw new Error(`${folder} is in the way and is no folder; move it, or choose another output folder`);
    }
    // The output folder itself may be a link; a link inside it would have us write somewhere else.
    if (folder !== join(outdir) && existsSync(folder) && lstatSync(folder).isSymbolicLink()) {
      throw new Error(`${folder} is a symbolic link, behind which nothing is written; remove it, or choose another output folder`);
    }
  }
  for (const path of files.keys()) {
    const target = join(outdir, path);
    if (existsSync(target) && !isOwn(target)) {
      throw new Error(`${target} is in the way and was not written by cdk8s-fleet; move it, or choose another output folder`);
    }
  }
}

/** Files of earlier synths, relative to the output folder. */
function ownFiles(outdir: string, below = ''): string[] {
  return readdirSync(join(outdir, below), { withFileTypes: true }).flatMap(entry => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) {
      return entry.name.startsWith('.') || entry.name === 'node_modules' ? [] : ownFiles(outdir, path);
    }
    return entry.isFile() && /^_|\.(yaml|md|json)$/.test(entry.name) && isOwn(join(outdir, path)) ? [path] : [];
  });
}

function isOwn(path: string): boolean {
  if (!statSync(path).isFile()) {
    return false;
  }
  const header = headerOf(path);
  const head = Buffer.alloc(header.length);
  const file = openSync(path, 'r');
  try {
    return readSync(file, head, 0, head.length, 0) === head.length && head.toString('utf8') === header;
  } finally {
    closeSync(file);
  }
}

function removeEmptyFolders(outdir: string, folder: string): void {
  if (folder !== '.' && existsSync(join(outdir, folder)) && readdirSync(join(outdir, folder)).length === 0) {
    rmSync(join(outdir, folder), { recursive: true });
    removeEmptyFolders(outdir, dirname(folder));
  }
}
