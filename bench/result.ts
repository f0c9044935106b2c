/** One measured number. */
export interface BenchResult {
  /** What was measured, unique among all results. */
  readonly name: string;
  /** The number, in `unit`. */
  readonly value: number;
  /** The unit, such as `ms`; `x` for a ratio. */
  readonly unit: string;
  /**
   * The largest value that is still good.
   *
   * @default - the value is for information only
   */
  readonly limit?: number;
  /**
   * Whether the value keeps the limit.
   *
   * @default - there is no limit
   */
  readonly ok?: boolean;
}

/** A number that must not be larger than a limit. */
export function atMost(name: string, value: number, unit: string, limit: number): BenchResult {
  return { name, value, unit, limit, ok: value <= limit };
}
