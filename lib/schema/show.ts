const LONGEST = 60;

/** A value as a message shows it: JSON, cut when it is long. */
export function show(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value) ?? String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text;
}

/** The JSON type of a value, in the words of a schema. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** The type of a value, and the value where that says more. */
export function describe(value: unknown): string {
  return value === null || value === undefined ? typeOf(value) : `${typeOf(value)} ${show(value)}`;
}

/** `1 item`, `2 items`. */
export function count(n: number, noun: string): string {
  if (n === 1) return `1 ${noun}`;
  return `${n} ${noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;
}
