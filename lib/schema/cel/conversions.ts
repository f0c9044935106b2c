import { define } from './define';
import { celDuration, nanosecondsOf } from './duration';
import { Environment } from '../cel-js';
import { parseGoDuration } from '../go-duration';

const TIME = 'google.protobuf.Timestamp';
const DURATION = 'google.protobuf.Duration';
const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
const INT64 = 2n ** 63n;

/** `int`, `string`, `timestamp` and `duration` as Go has them: the engine's own take more texts, and cannot print times. */
export function registerConversions(environment: Environment): void {
  define(environment, {
    'goInt(int): int': (value: bigint) => value,
    'goInt(double): int': (value: number) => inRange(BigInt(Math.trunc(value))),
    'goInt(string): int': toInt,
    [`goInt(${TIME}): int`]: (time: Date) => BigInt(Math.floor(time.getTime() / 1000)),
    [`goTimestamp(string): ${TIME}`]: toTime,
    [`goTimestamp(int): ${TIME}`]: (seconds: bigint) => new Date(Number(seconds) * 1000),
    [`goTimestamp(${TIME}): ${TIME}`]: (time: Date) => time,
    'goString(string): string': (value: string) => value,
    'goString(bool): string': String,
    'goString(int): string': String,
    'goString(double): string': doubleText,
    'goString(bytes): string': (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8'),
    [`goString(${TIME}): string`]: timeText,
    [`goString(${DURATION}): string`]: durationText,
    [`goDuration(${DURATION}): ${DURATION}`]: (duration: unknown) => duration,
    [`goDuration(string): ${DURATION}`]: toDuration,
  });
}

/** A double as Go prints it. */
export function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const [digits, exponent] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(value);
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** A time as CEL prints it. */
export function timeText(time: Date): string {
  return time.toISOString().replace(/\.?0*Z$/, 'Z');
}

/** A duration as CEL prints it: seconds. */
export function durationText(duration: unknown): string {
  return `${Number(nanosecondsOf(duration)) / 1e9}s`;
}

function toInt(text: string): bigint {
  if (!/^[+-]?\d+$/.test(text)) throw new Error(`${JSON.stringify(text)} is no integer`);
  return inRange(BigInt(text.replace(/^\+/, '')));
}

function toTime(text: string): Date {
  const time = new Date(text);
  if (!RFC3339.test(text) || Number.isNaN(time.getTime())) throw new Error(`${JSON.stringify(text)} is no time`);
  return time;
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
