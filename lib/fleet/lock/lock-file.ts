import { accessSync, closeSync, constants, fchmodSync, fsyncSync, openSync, readFileSync, realpathSync, renameSync, Stats, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { LockError } from './error';
import { exclusively } from './exclusive';
import { parse, serialise } from './format';
import { LockLine } from './lines';

/** A lock file on disk. Reading takes no claim: the file is only ever replaced as a whole. */
export class LockFile {
  private readonly path: string;

  /**
   * @param name path of the file, as messages show it
   * @param folder what the path is relative to. Default: the folder in which the program runs
   */
  constructor(public readonly name: string, folder = '.') {
    this.path = resolve(folder, name);
  }

  /**
   * The text of the file; undefined when there is none.
   *
   * @throws LockError when there is something that cannot be read
   */
  public text(): string | undefined {
    try {
      return readFileSync(this.path, 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') {
        return undefined;
      }
      throw codeOf(error) === 'EISDIR' ? this.isFolder() : new LockError(`cannot read ${this.name}: ${(error as Error).message}`);
    }
  }

  /**
   * The lines of the file; none when there is no file.
   *
   * @throws LockError when it is not a whole lock file of a version that this library reads
   */
  public lines(): LockLine[] {
    const text = this.text();
    return text === undefined ? [] : parse(text, this.name);
  }

  /**
   * Replaces the file by what `change` makes of its text, while no other program does. Writes nothing when nothing changes or `change` throws.
   *
   * @throws LockError when the file cannot be written; it is then as it was
   */
  public update(change: (text: string | undefined) => readonly LockLine[]): void {
    this.guarded(() => {
      const target = this.writable();
      exclusively(target, scratch => {
        const before = this.text();
        const after = serialise(change(before));
        if (after !== before) {
          replace(target, scratch, after);
        }
      });
    });
  }

  /** Where the file really is: renaming over a symbolic link would replace the link. */
  private writable(): string {
    const stats = statOf(this.path);
    if (!stats) {
      return this.path;
    }
    if (stats.isDirectory()) {
      throw this.isFolder();
    }
    // Renaming over a read-only file succeeds, so its permissions have to be asked for.
    if (bits(stats, 0o222) === 0) {
      throw new LockError(`cannot write ${this.name}: the file is read-only, and was left as it was: make it writable`);
    }
    accessSync(this.path, constants.W_OK);
    return realpathSync(this.path);
  }

  private guarded(write: () => void): void {
    try {
      write();
    } catch (error) {
      if (codeOf(error) === undefined) {
        throw error;
      }
      const hint = codeOf(error) === 'ENOENT' ? 'run the program in the folder that holds cdk8s.yaml' : 'the program needs to create files in its folder';
      throw new LockError(`cannot write ${this.name}: ${(error as Error).message}; nothing was changed: ${hint}`);
    }
  }

  private isFolder(): LockError {
    return new LockError(`${this.name} is a folder, and must be a file; move it away`);
  }
}

/** The new file is on disk under its own name before it gets the old one's, so there is a whole file at any time, power cuts included. */
function replace(target: string, scratch: string, text: string): void {
  const stats = statOf(target);
  const file = openSync(scratch, 'w');
  try {
    writeFileSync(file, text);
    if (stats) {
      fchmodSync(file, bits(stats, 0o777));
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(scratch, target);
  syncFolder(dirname(target));
}

/** The file is in place already; where the system cannot sync a folder (Windows, some network disks) there is nothing left to report. */
function syncFolder(path: string): void {
  try {
    const folder = openSync(path, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch (error) {
    if (codeOf(error) === undefined) {
      throw error;
    }
  }
}

function statOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

function bits(stats: Stats, mask: number): number {
  return stats.mode & mask; // eslint-disable-line no-bitwise
}

/** The code of a system error, such as `EACCES`. */
function codeOf(error: unknown): string | undefined {
  return error instanceof LockError ? undefined : (error as NodeJS.ErrnoException).code;
}
