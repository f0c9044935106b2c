import { Environment } from '../cel-js';

const SECOND = 1_000_000_000n;

/** The engine's own duration, which it does not export. */
interface CelDuration {
  readonly seconds: bigint;
  readonly nanos: number;
}

const Duration = (new Environment().evaluate("duration('0s')") as object).constructor as new (seconds: bigint, nanos: number) => CelDuration;

/** A CEL duration of so many nanoseconds. */
export function celDuration(nanoseconds: bigint): object {
  return new Duration(nanoseconds / SECOND, Number(nanoseconds % SECOND));
}

/** The nanoseconds of a CEL duration. */
export function nanosecondsOf(duration: unknown): bigint {
  const { seconds, nanos } = duration as CelDuration;
  return seconds * SECOND + BigInt(nanos);
}
