import { celDuration, nanosecondsOf } from './duration';
import { define } from './define';
import { Environment } from '../cel-js';
import { parseGoDuration } from '../go-duration';

const TIME = 'google.protobuf.Timestamp';
const DURATION = 'google.protobuf.Duration';
const INT64 = 2n ** 63n;

/** `int`, `string` and `duration` as Go has them: the engine's own take more texts for numbers and durations, and cannot print times. */
export function registerConversions(environment: Environment): void {
  define(environment, {
    'goInt(int): int': (value: bigint) => value,
    'goInt(double): int': (value: number) => inRange(BigInt(Math.trunc(value))),
    'goInt(string): int': toInt,
    [`goInt(${TIME}): int`]: (time: Date) => BigInt(Math.floor(time.getTime() / 1000)),
    'goString(string): string': (value: string) => value,
    'goString(bool): string': String,
    'goString(int): string': String,
    'goString(double): string': doubleText,
    'goString(bytes): string': (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8'),
    [`goString(${TIME}): string`]: (time: Date) => time.toISOString().replace(/\.?0*Z$/, 'Z'),
    [`goString(${DURATION}): string`]: durationText,
    [`goDuration(${DURATION}): ${DURATION}`]: (duration: unknown) => duration,
    [`goDuration(string): ${DURATION}`]: toDuration,
  });
}

/** A double as Go prints it. */
export function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return String(value).replace(/e([+-])(\d)$/, 'e$10$2');
}

/** A duration as CEL prints it: seconds. */
export function durationText(duration: unknown): string {
  return `${Number(nanosecondsOf(duration)) / 1e9}s`;
}

function toInt(text: string): bigint {
  if (!/^[+-]?\d+$/.test(text)) throw new Error(`${JSON.stringify(text)} is no integer`);
  return inRange(BigInt(text.replace(/^\+/, '')));
}

function inRange(value: bigint): bigint {
  if (value >= INT64 || value < -INT64) throw new Error(`${value} does not fit in 64 bits`);
  return value;
}

function toDuration(text: string): object {
  const nanoseconds = parseGoDuration(text);
  if (nanoseconds === undefined) throw new Error(`${JSON.stringify(text)} is no duration`);
  return celDuration(nanoseconds);
}
