import { checkProps, FLAG, TEXT } from '../check-props';
import { additions, droppedFacts, withAdditions } from './commit';
import { LockError } from './error';
import { parse } from './format';
import { frozenBy } from './frozen';
import { LockLine, RETIRED, shown, stateOf } from './lines';
import { LockFile } from './lock-file';
import { ILock, LockFact, LockState } from './types';

/** Options for `Lock.file` and `Lock.memory`. */
export interface LockOptions {
  /**
   * Forbids writing.
   *
   * @default - a file is frozen when the environment variable `CI` or `CDK8S_FLEET_FROZEN` is set to anything but `false`, `0` or
   *   nothing, and then `frozen: false` does not open it; a lock in memory is not frozen
   */
  readonly frozen?: boolean;
}

/** Where decisions that must not move are kept: ranges, ids, template names, versions. */
export class Lock implements ILock {
  /** Name of the file when none is given. */
  public static readonly FILE = 'fleet.lock.json';

  /**
   * A lock file, to be committed with the program. It is read when asked, and made by the first commit.
   *
   * @param path path of the file. Default: `fleet.lock.json` in the folder in which the program runs, which is where cdk8s.yaml is
   */
  public static file(path: string = Lock.FILE, options: LockOptions = {}): ILock {
    checkProps('Lock.file: ', { path, ...options }, { path: TEXT }, { frozen: FLAG });
    const file = new LockFile(path);
    return new Lock(path, frozenBy(options.frozen, process.env), {
      lines: () => file.lines(),
      update: change => file.update(text => change(text === undefined ? [] : parse(text, path))),
    });
  }

  /**
   * A lock that lives as long as the program, for tests.
   *
   * @param initial what it holds at first, by fleet. Default: nothing
   */
  public static memory(initial: Readonly<Record<string, Partial<Pick<LockState, 'facts' | 'retired'>>>> = {}, options: LockOptions = {}): ILock {
    let held = Object.entries(initial).flatMap(([fleet, { facts = [], retired = new Set<string>() }]) => [
      ...facts.map(fact => ({ fleet, ...fact })),
      ...[...retired].map(owner => ({ fleet, owner, fact: RETIRED, value: 'yes' })),
    ]);
    return new Lock('memory', frozenBy(options.frozen, {}), { lines: () => held, update: change => { held = change(held); } });
  }

  /** Whether writing is forbidden. */
  public readonly frozen: boolean;

  private constructor(
    /** What to call the lock in messages: the path of the file as given, `fleet.lock.json`, or `memory`. */
    public readonly description: string,
    private readonly frozenReason: string | undefined, private readonly store: Store,
  ) {
    this.frozen = frozenReason !== undefined;
  }

  /**
   * What is recorded for a fleet, read anew at each call; empty when nothing is.
   *
   * @throws LockError when the lock is damaged, holds git conflict markers, or was written by a newer format version
   */
  public read(fleet: string): LockState {
    return stateOf(this.store.lines(), fleet);
  }

  /**
   * Records the facts that are new, in one write; what is there stays. Nothing is written when there is nothing new.
   *
   * @throws LockError when a recorded value would change, when the lock is frozen and something would be written,
   *   or when another program recorded something that contradicts the facts
   */
  public commit(fleet: string, base: LockState, facts: readonly LockFact[]): void {
    const added = additions(this.description, base, facts);
    const dropped = droppedFacts(base, facts);
    // A fact about an object that is gone does no harm in a lock that may not be written.
    if (added.length === 0 && (dropped.size === 0 || this.frozenReason !== undefined)) {
      return;
    }
    if (this.frozenReason !== undefined) {
      const first = added.slice(0, 3).map(shown).join(', ');
      throw new LockError(`${this.description} is frozen by ${this.frozenReason} and lacks ${added.length} of the facts of fleet '${fleet}': `
        + `${first}${added.length > 3 ? ', ...' : ''}; run \`npx cdk8s synth\` without ${this.frozenReason}, and commit ${this.description}`);
    }
    this.store.update(lines => withAdditions(this.description, lines, fleet, base, added, dropped));
  }
}

/** Lines, and a way to replace them while nobody else does. */
interface Store {
  lines(): LockLine[];
  update(change: (lines: readonly LockLine[]) => LockLine[]): void;
}
