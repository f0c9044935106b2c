import { doubleText, durationText, timeText } from './conversions';
import { define } from './define';
import { Environment } from '../cel-js';

/** String functions beyond those of the engine. Source: cel-go, `ext.Strings` version 2. */
export function registerStrings(environment: Environment): void {
  define(environment, {
    'string.goLowerAscii(): string': (text: string) => text.replace(/[A-Z]/g, letter => letter.toLowerCase()),
    'string.goUpperAscii(): string': (text: string) => text.replace(/[a-z]/g, letter => letter.toUpperCase()),
    'string.goIndexOf(string): int': (text: string, part: string) => indexOf(text, part, 0n),
    'string.goIndexOf(string, int): int': indexOf,
    'string.goLastIndexOf(string): int': (text: string, part: string) => lastIndexOf(text, part, undefined),
    'string.goLastIndexOf(string, int): int': lastIndexOf,
    'string.goSubstring(int): string': (text: string, start: bigint) => substring(text, start, undefined),
    'string.goSubstring(int, int): string': substring,
    'string.charAt(int): string': charAt,
    'string.replace(string, string): string': (text: string, from: string, to: string) => text.replaceAll(from, () => to),
    'string.replace(string, string, int): string': replaceSome,
    'string.format(list): string': format,
  });
}

function charAt(text: string, at: bigint): string {
  const characters = [...text];
  return characters[index(at, characters.length)] ?? '';
}

/** Positions count characters, not the 16-bit units of JavaScript. */
function indexOf(text: string, part: string, from: bigint): bigint {
  if (part === '') return from;
  const start = units(text, index(from, Infinity));
  const found = text.indexOf(part, start);
  return found < 0 ? -1n : BigInt([...text.slice(0, found)].length);
}

function lastIndexOf(text: string, part: string, from: bigint | undefined): bigint {
  const { length } = [...text];
  if (part === '') return from ?? BigInt(length);
  if (from !== undefined && index(from, Infinity) >= length) return -1n;
  const found = text.lastIndexOf(part, from === undefined ? Infinity : units(text, Number(from)));
  return found < 0 ? -1n : BigInt([...text.slice(0, found)].length);
}

function substring(text: string, start: bigint, end: bigint | undefined): string {
  const characters = [...text];
  const last = end === undefined ? characters.length : index(end, characters.length);
  if (start > last) throw new Error(`invalid substring range, start ${start}, end ${last}`);
  return characters.slice(index(start, characters.length), last).join('');
}

function index(at: bigint, most: number): number {
  if (at < 0n || Number(at) > most) throw new Error(`index out of range: ${at}`);
  return Number(at);
}

/** The 16-bit units that so many characters take. */
function units(text: string, characters: number): number {
  return [...text].slice(0, characters).join('').length;
}

function replaceSome(text: string, from: string, to: string, limit: bigint): string {
  let left = limit < 0n ? Infinity : Number(limit);
  return text.replaceAll(from, found => (left-- > 0 ? to : found));
}

function format(pattern: string, values: readonly unknown[]): string {
  let next = 0;
  return pattern.replace(/%(?:%|(?:\.(\d+))?([a-zA-Z]))/g, (clause: string, precision: string | undefined, verb: string | undefined) => {
    if (verb === undefined) return '%';
    if (next >= values.length) throw new Error(`index ${next} out of range`);
    return formatted(values[next++], verb, precision === undefined ? 6 : Number(precision), clause);
  });
}

function formatted(value: unknown, verb: string, precision: number, clause: string): string {
  switch (verb) {
    case 's': return textOf(value);
    case 'd': return String(value);
    case 'f': return Number(value).toFixed(precision);
    case 'b': return typeof value === 'boolean' ? String(Number(value)) : (value as bigint).toString(2);
    case 'o': return (value as bigint).toString(8);
    case 'x':
    case 'X': {
      const hex = typeof value === 'bigint' ? value.toString(16) : Buffer.from(value as string | Uint8Array).toString('hex');
      return verb === 'X' ? hex.toUpperCase() : hex;
    }
    default: throw new Error(`could not parse formatting clause ${clause}`);
  }
}

function textOf(value: unknown): string {
  if (typeof value === 'number') return doubleText(value);
  if (value instanceof Date) return timeText(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(nested).join(', ')}]`;
  if ('seconds' in value) return durationText(value);
  return `{${Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => `${nested(key)}:${nested(item)}`).join(', ')}}`;
}

/** Inside a list or a map, a value shows its type. */
function nested(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return value.toFixed(6);
  if (value instanceof Date) return `timestamp("${timeText(value)}")`;
  return typeof value === 'object' && value !== null && 'seconds' in value ? `duration("${durationText(value)}")` : textOf(value);
}
