/** One recorded decision about one cluster. */
export interface LockFact {
  /** Name of the cluster that the decision belongs to. */
  readonly owner: string;
  /**
   * What was decided, for example `range/pods`, `range/subnet us-east-1a`, `template/control-plane` or `chart/cilium`.
   *
   * Facts that begin with `range/` hold one or more address ranges (separated by commas) and are compared as such.
   */
  readonly fact: string;
  /** The decision, as text. */
  readonly value: string;
}

/** A fact that the file gives more than one value, which only a git merge can cause. */
export interface LockConflict {
  /** Name of the cluster that the fact is about. */
  readonly owner: string;
  /** What was decided twice: `range/pods`. */
  readonly fact: string;
  /** The values found, sorted; at least two. */
  readonly values: readonly string[];
}

/** What a lock holds for one fleet. */
export interface LockState {
  /** Facts with one value each, sorted by owner and fact. Facts in conflict are not among them. */
  readonly facts: readonly LockFact[];
  /** Clusters retired by name. Their facts stay reserved until they are released by name. */
  readonly retired: ReadonlySet<string>;
  /** Facts with several values; a fleet must not be rendered while there is one. */
  readonly conflicts: readonly LockConflict[];
  /** The clusters that the same lock holds of other fleets, by fleet. @default - none */
  readonly others?: Readonly<Record<string, readonly string[]>>;
}

/** Where decisions that must not move are kept. */
export interface ILock {
  /** Whether writing is forbidden. */
  readonly frozen: boolean;
  /** What to call the lock in messages: the path of the file, or `memory`. */
  readonly description: string;

  /**
   * What is recorded for a fleet; empty when nothing is.
   *
   * @throws LockError when the lock is damaged, holds git conflict markers, or was written by a newer format version
   */
  read(fleet: string): LockState;

  /**
   * Records facts, and keeps every fact that is there already, except those about objects of the output (`kept/...`) that are not given any more.
   *
   * Writes nothing when `base` holds all of them. When another program wrote in the meantime, both results are kept if they agree.
   *
   * @param base what `read` returned and the facts were computed from
   * @throws LockError when a recorded value would change, when the lock is frozen and something would be written,
   *   or when another program recorded something that contradicts the facts
   */
  commit(fleet: string, base: LockState, facts: readonly LockFact[]): void;
}
