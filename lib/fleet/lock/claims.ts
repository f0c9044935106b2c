import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** A file beside the lock by which a program says that it wants to write. Everything about it is in its name, so it is made at once. */
export interface Claim {
  readonly path: string;
  /** Machine (and process namespace) in which `pid` means something. */
  readonly host: string;
  readonly pid: number;
  /** When the process began, or `unknown` where the system does not tell; two processes with one pid differ in it. */
  readonly start: string;
  readonly nonce: string;
  /** Place in the queue; undefined while its owner is choosing one. */
  readonly place?: number;
}

const UNKNOWN = 'unknown';
const ENDED = 'ended';

/** A claim of this process, without a place yet. No file is made. */
export function newClaim(file: string): Claim {
  return withPath(file, { host: thisHost(), pid: process.pid, start: startOf(process.pid) ?? UNKNOWN, nonce: randomBytes(6).toString('hex') });
}

/** The same claim with a place in the queue. */
export function placed(file: string, claim: Claim, place: number): Claim {
  return withPath(file, { ...claim, place });
}

/** All claims on a file, of living and dead owners. */
export function claimsOn(file: string): Claim[] {
  const prefix = `.${basename(file)}.`;
  return readdirSync(dirname(file)).filter(name => name.startsWith(prefix)).flatMap(name => {
    const match = /^([0-9a-f]+)-(\d+)-(\w+)-([0-9a-f]+)\.(choosing|\d+)$/.exec(name.slice(prefix.length));
    if (!match) {
      return [];
    }
    const [, host, pid, start, nonce, place] = match;
    const claim = { host, pid: Number(pid), start, nonce };
    return [withPath(file, place === 'choosing' ? claim : { ...claim, place: Number(place) })];
  });
}

/** Whether the owner is known to have ended. A process of another machine, or one whose start is unknown, counts as living. */
export function isAbandoned(claim: Claim): boolean {
  if (claim.host !== thisHost()) {
    return false;
  }
  try {
    process.kill(claim.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
  const start = startOf(claim.pid);
  return start === ENDED || (start !== undefined && claim.start !== UNKNOWN && start !== claim.start);
}

function withPath(file: string, claim: Omit<Claim, 'path'>): Claim {
  const name = `.${basename(file)}.${claim.host}-${claim.pid}-${claim.start}-${claim.nonce}.${claim.place ?? 'choosing'}`;
  return { ...claim, path: join(dirname(file), name) };
}

/** Containers may share a folder and a host name, and still count their processes apart. */
function thisHost(): string {
  return createHash('sha256').update(`${hostname()} ${tryRead(() => readlinkSync('/proc/self/ns/pid')) ?? ''}`).digest('hex').slice(0, 12);
}

/** Boot and clock ticks from then on, where /proc tells; `ENDED` for a process that its parent has not collected yet. */
function startOf(pid: number): string | undefined {
  const boot = tryRead(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  const stat = tryRead(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (boot === undefined || stat === undefined) {
    return undefined;
  }
  // The second field, the program's name, may hold spaces and brackets; state is field 3 and start time field 22 (proc(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ['Z', 'X'].includes(fields[0]) ? ENDED : `${boot.slice(0, 8)}${fields[19]}`;
}

function tryRead(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
