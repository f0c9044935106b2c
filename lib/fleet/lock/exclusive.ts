import { closeSync, openSync, renameSync, rmSync } from 'node:fs';
import { Claim, claimsOn, isAbandoned, newClaim, placed } from './claims';
import { LockError } from './error';

/** How long one living owner may keep everybody else waiting. Writing takes milliseconds; a process that is stopped takes for ever. */
const PATIENCE_MS = 10_000;

/**
 * Runs `work` while no other process runs it for the same file.
 *
 * Lamport's bakery algorithm, with files for its shared variables: whoever wants to write takes a place behind everybody it sees, and
 * waits for those before it. Each process makes and removes only files of its own name, so the file of a killed process can be removed
 * by anybody at any time; a single lock file could not be taken over without a race.
 *
 * @param work is given the path of a file of its own, to be written and renamed over `file`, or left alone
 * @throws LockError when another process holds its place for longer than `patienceMs`
 */
export function exclusively(file: string, work: (scratch: string) => void, patienceMs = PATIENCE_MS): void {
  let mine = newClaim(file);
  closeSync(openSync(mine.path, 'wx'));
  try {
    const last = Math.max(0, ...claimsOn(file).map(claim => claim.place ?? 0));
    const chosen = placed(file, mine, last + 1);
    renameSync(mine.path, chosen.path);
    mine = chosen;
    awaitTurn(file, mine, patienceMs);
    work(mine.path);
  } finally {
    rmSync(mine.path, { force: true });
  }
}

function awaitTurn(file: string, mine: Claim, patienceMs: number): void {
  let waitingFor: Claim | undefined;
  let since = 0;
  for (;;) {
    // Two looks, in this order. An owner that the first look does not show choosing has either taken its place before the second
    // look, which shows it, or began to choose after our place was there to be seen, and is behind us. One look could miss a file
    // that is renamed meanwhile.
    const choosing = claimsOn(file).filter(claim => claim.place === undefined);
    const ahead = claimsOn(file).filter(claim => claim.place !== undefined && isBefore(claim, mine));
    const blocker = [...choosing, ...ahead].find(claim => !removed(claim));
    if (!blocker) {
      return;
    }
    if (blocker.nonce !== waitingFor?.nonce) {
      waitingFor = blocker;
      since = performance.now();
    } else if (performance.now() - since > patienceMs) {
      throw new LockError(`process ${blocker.pid} has been writing for ${Math.round(patienceMs / 1000)} s; `
        + `end it, or when it is gone (a process of another machine or container) delete ${blocker.path}`);
    }
    sleep(2);
  }
}

function isBefore(claim: Claim, mine: Claim): boolean {
  const [a, b] = [claim.place ?? 0, mine.place ?? 0];
  return a < b || (a === b && claim.nonce < mine.nonce);
}

function removed(claim: Claim): boolean {
  if (!isAbandoned(claim)) {
    return false;
  }
  rmSync(claim.path, { force: true });
  return true;
}

/** The program is synchronous all the way, as cdk8s is. */
function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
