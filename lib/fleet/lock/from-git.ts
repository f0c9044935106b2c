import { execFileSync } from 'node:child_process';
import { LockError } from './error';
import { parse } from './format';
import { LockLine } from './lines';

/**
 * The lines of a lock file as a branch, tag or commit has it; none when it has no such file.
 *
 * @param folder where the file is; inside a git work tree
 * @throws LockError when git cannot be run or does not know the reference, and when the file is damaged there
 */
export function linesAt(reference: string, folder: string, name: string): LockLine[] {
  if (reference.startsWith('-')) {
    throw new LockError(`'${reference}' is not a branch, tag or commit; name the branch whose facts stay, such as main`);
  }
  git(folder, reference, ['rev-parse', '--verify', `${reference}^{commit}`]);
  if (git(folder, reference, ['ls-tree', reference, '--', name]) === '') {
    return [];
  }
  return parse(git(folder, reference, ['show', `${reference}:./${name}`]), `${name} of ${reference}`);
}

function git(folder: string, reference: string, args: readonly string[]): string {
  try {
    return execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 28 });
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new LockError(`git cannot read '${reference}': ${(stderr || message).trim().split('\n')[0]}; name a branch, tag or commit that this repository has`);
  }
}
