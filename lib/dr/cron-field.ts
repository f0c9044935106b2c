/** One of the five fields of a cron text: what it is called, its numbers, and names that stand for numbers. */
export interface CronBounds {
  readonly title: string;
  readonly min: number;
  readonly max: number;
  readonly names: readonly string[];
}

/** The numbers that a field allows, in ascending order, and whether `*` or `?` says that it does not decide. */
export interface CronField {
  readonly values: readonly number[];
  readonly star: boolean;
}

/** The five fields in their order. Source: robfig/cron v3.0.1, `spec.go`. */
export const CRON_FIELDS: readonly CronBounds[] = [
  { title: 'minute', min: 0, max: 59, names: [] },
  { title: 'hour', min: 0, max: 23, names: [] },
  { title: 'day of month', min: 1, max: 31, names: [] },
  { title: 'month', min: 1, max: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { title: 'day of week', min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];
/** The largest number that Go's `strconv.Atoi` takes on a 64 bit machine. */
const LARGEST = 2n ** 63n - 1n;

/**
 * Reads one field as robfig/cron v3.0.1, `getField`: empty entries of a list count for nothing, and whatever follows `*-` is not read.
 * @throws for a field that robfig/cron does not take, in words without the name of the field
 */
export function parseCronField(text: string, bounds: CronBounds): CronField {
  const ranges = text.split(',').filter(range => range !== '').map(range => parseRange(range, bounds));
  const values = new Set(ranges.flatMap(range => range.values));
  return { values: [...values].sort((a, b) => a - b), star: ranges.some(({ star }) => star) };
}

function parseRange(text: string, bounds: CronBounds): CronField {
  const [range, stepText, ...tooMany] = text.split('/');
  const [low, high, ...more] = range.split('-');
  if (tooMany.length > 0) throw new Error(`'${text}' has more than one '/'; write one step, such as ${bounds.min}-${bounds.max}/2`);
  const star = low === '*' || low === '?';
  if (!star && more.length > 0) throw new Error(`'${text}' has more than one '-'; write one range, such as ${bounds.min}-${bounds.max}`);
  const start = star ? bounds.min : numberOf(low, text, bounds);
  const last = star ? bounds.max : high === undefined ? start : numberOf(high, text, bounds);
  const step = stepText === undefined ? 1 : stepOf(stepText, text);
  // `5/15` means from 5 to the end.
  const end = stepText !== undefined && high === undefined ? bounds.max : last;
  checkRange(text, start, end, bounds);
  const values: number[] = [];
  for (let value = start; value <= end; value += step) values.push(value);
  return { values, star: star && step === 1 };
}

function checkRange(text: string, start: number, end: number, { title, min, max }: CronBounds): void {
  if (title === 'day of week' && (start === 7 || end === 7)) {
    throw new Error(`'${text}': 7 is no day here; write 0 or SUN for Sunday${end > start ? ', and * for every day' : ''}`);
  }
  const outside = [start, end].find(value => value < min || value > max);
  if (outside !== undefined) throw new Error(`'${text}': ${outside} is outside of ${min} to ${max}; write a number between them`);
  if (start > end) throw new Error(`'${text}' goes backwards; write ${part(start, max)},${part(min, end)}`);
}

function part(from: number, to: number): string {
  return from === to ? `${from}` : `${from}-${to}`;
}

function stepOf(step: string, text: string): number {
  const number = atoi(step);
  if (number === undefined || number === 0) throw new Error(`'${text}': the step '${step}' is no number from 1; write such as */2`);
  return number;
}

function numberOf(text: string, whole: string, { min, max, names }: CronBounds): number {
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0) return named + min;
  const number = atoi(text);
  if (number !== undefined) return number;
  const known = names.find(name => text.toLowerCase().startsWith(name));
  if (known !== undefined && /^[a-z]+$/i.test(text)) throw new Error(`'${whole}': '${text}' is no name here; write ${known.toUpperCase()}`);
  if (/^\d*[LW]+$|#/i.test(text)) {
    throw new Error(`'${whole}': L, W and # belong to other kinds of cron; write numbers, ranges, lists and steps`);
  }
  const others = names.length === 0 ? '' : `, or ${names[0].toUpperCase()} to ${names[names.length - 1].toUpperCase()}`;
  throw new Error(`'${whole}': '${text}' is no number; write ${min} to ${max}${others}`);
}

/** As Go's `strconv.Atoi`; negative numbers are none here. */
function atoi(text: string): number | undefined {
  return /^\+?\d+$/.test(text) && BigInt(text.replace('+', '')) <= LARGEST ? Number(text) : undefined;
}
