import { doubleText, durationText } from './conversions';
import { define } from './define';
import { Environment } from '../cel-js';

/** String functions beyond those of the engine. Source: cel-go, `ext.Strings` version 2. */
export function registerStrings(environment: Environment): void {
  define(environment, {
    'string.goLowerAscii(): string': (text: string) => text.replace(/[A-Z]/g, letter => letter.toLowerCase()),
    'string.goUpperAscii(): string': (text: string) => text.replace(/[a-z]/g, letter => letter.toUpperCase()),
    'string.charAt(int): string': charAt,
    'string.replace(string, string): string': (text: string, from: string, to: string) => text.replaceAll(from, () => to),
    'string.replace(string, string, int): string': replaceSome,
    'string.format(list): string': format,
  });
}

function charAt(text: string, at: bigint): string {
  const characters = [...text];
  if (at < 0n || at > BigInt(characters.length)) throw new Error(`index out of range: ${at}`);
  return characters[Number(at)] ?? '';
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
    case 's': return text(value);
    case 'd': return String(value);
    case 'f': return Number(value).toFixed(precision);
    case 'e': return Number(value).toExponential(precision).replace(/e([+-])(\d)$/, 'e$10$2');
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

function text(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(text).join(', ')}]`;
  if (value instanceof Date) return value.toISOString().replace(/\.?0*Z$/, 'Z');
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (typeof value === 'number') return doubleText(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if ('seconds' in value) return durationText(value);
  return `{${Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => `${key}: ${text(item)}`).join(', ')}}`;
}
