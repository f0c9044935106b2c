import { Environment } from '../cel-js';
import { remember } from '../remember';

const SECOND = 1_000_000_000n;

/** The engine's own duration, which it does not export. */
interface CelDuration {
  readonly seconds: bigint;
  readonly nanos: number;
}

type CelDurationClass = new (seconds: bigint, nanos: number) => CelDuration;

/** The class, taken from a value that the engine made. */
const durationClass = remember(text => (new Environment().evaluate(`duration('${text}')`) as object).constructor as CelDurationClass);

/** A CEL duration of so many nanoseconds. */
export function celDuration(nanoseconds: bigint): object {
  const Duration = durationClass('0s');
  return new Duration(nanoseconds / SECOND, Number(nanoseconds % SECOND));
}

/** The nanoseconds of a CEL duration. */
export function nanosecondsOf(duration: unknown): bigint {
  const { seconds, nanos } = duration as CelDuration;
  return seconds * SECOND + BigInt(nanos);
}
