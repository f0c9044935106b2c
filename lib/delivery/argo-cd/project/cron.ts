import { timeZoneFault } from './time-zone';
import { parseGoDuration } from '../../../fleet/go-duration';

/** What a controller reads besides the five fields; the five fields are the same for all that use robfig/cron. */
export interface CronOptions {
  /** Whether `@daily`, `@every 1h` and the like are read. @default false */
  readonly descriptors?: boolean;
  /** Whether `TZ=Europe/Berlin` or `CRON_TZ=Europe/Berlin` may stand before the rest. @default false */
  readonly timeZonePrefix?: boolean;
}

interface CronField {
  readonly title: string;
  readonly min: number;
  readonly max: number;
  /** Names of the values from `min` on. */
  readonly names: readonly string[];
}

interface CronValues {
  readonly values: readonly number[];
  /** Whether `*` stands there: it and not the list of all values leaves the decision to the other field of days. */
  readonly all: boolean;
}

const FIELDS: readonly CronField[] = [
  { title: 'minute', min: 0, max: 59, names: [] },
  { title: 'hour', min: 0, max: 23, names: [] },
  { title: 'day of the month', min: 1, max: 31, names: [] },
  { title: 'month', min: 1, max: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { title: 'day of the week', min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];
const DESCRIPTORS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *', '@annually': '0 0 1 1 *', '@monthly': '0 0 1 * *', '@weekly': '0 0 * * 0', '@daily': '0 0 * * *', '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};
const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const FIVE_FIELDS = 'five fields, minute, hour, day of the month, month and day of the week';
const SECOND = 1_000_000_000n;

/**
 * What is wrong with a schedule in cron's notation, as controllers read it with robfig/cron v3: five fields, days of the week from 0 (Sunday) to 6.
 *
 * Stricter than robfig/cron where that drops text in silence (`*-5`, `1,,2`, steps beyond the field), and for schedules that never come about.
 * Source: robfig/cron v3.0.1, `parser.go`.
 *
 * @returns the message without the place, or undefined when nothing is wrong
 */
export function checkCron(text: string, options: CronOptions = {}): string | undefined {
  const [, prefix, zone, rest] = /^((?:CRON_)?TZ=)([^ ]*)(.*)$/s.exec(text) ?? [];
  if (prefix !== undefined) {
    if (options.timeZonePrefix !== true) return `write the schedule without ${prefix} before it: a time zone is an option of its own, got '${text}'`;
    const fault = timeZoneFault(zone);
    if (fault !== undefined) return `${prefix} ${fault}`;
  }
  const schedule = rest?.trim() ?? text;
  return schedule.startsWith('@') ? descriptorFault(schedule, options) : fieldsFault(schedule);
}

function descriptorFault(text: string, options: CronOptions): string | undefined {
  const same = DESCRIPTORS[text];
  if (options.descriptors !== true) return `write ${same ?? FIVE_FIELDS}: descriptors are not read here, got '${text}'`;
  if (same !== undefined) return undefined;
  if (!text.startsWith('@every ')) return `write five fields, @every <duration> or one of ${Object.keys(DESCRIPTORS).join(', ')}, got '${text}'`;
  const duration = parseGoDuration(text.slice('@every '.length));
  // Whatever is shorter, negative durations included, would come every second.
  return duration !== undefined && duration >= SECOND ? undefined : `write a duration of at least one second such as 1h30m behind @every, got '${text}'`;
}

function fieldsFault(text: string): string | undefined {
  const parts = text.split(/[ \t]+/).filter(part => part !== '');
  if (parts.length !== FIELDS.length) return `write ${FIVE_FIELDS}, got '${text}'`;
  const read: CronValues[] = [];
  for (const [i, field] of FIELDS.entries()) {
    const values = readField(parts[i], field);
    if (typeof values === 'string') return `${field.title}: ${values}, got '${parts[i]}'`;
    read.push(values);
  }
  const [, , days, months, weekdays] = read;
  if (!weekdays.all || months.values.some(month => days.values[0] <= DAYS_OF_MONTH[month - 1])) return undefined;
  return `write a day that exists: no such month has ${days.values[0]} days, got '${text}'`;
}

/** The values of a field in ascending order, or what is wrong with it. */
function readField(text: string, field: CronField): CronValues | string {
  const { title, min, max, names } = field;
  const words = names.length === 0 ? '' : ` or ${names[0]} to ${names[names.length - 1]}`;
  const help = `write numbers from ${min} to ${max}${words}, or *; a-b for a range, /n behind for steps, commas between several`;
  const values = new Set<number>();
  let all = false;
  for (const part of text.split(',')) {
    const [, star, from = '', to, step] = /^(?:([*?])|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(part) ?? [];
    const low = star === undefined ? readValue(from, field) : min;
    const high = star !== undefined || to === undefined && step !== undefined ? max : readValue(to ?? from, field);
    const increment = step === undefined ? 1 : Number(step);
    if (low === undefined || high === undefined || increment < 1 || increment > max - min + 1) return help;
    if (low > high) return `the range of the ${title} ends before it begins: write ${from}-${max},${min}-${to}`;
    for (let value = low; value <= high; value += increment) values.add(value);
    all ||= star !== undefined && increment === 1;
  }
  return { values: [...values].sort((a, b) => a - b), all };
}

function readValue(text: string, { min, max, names }: CronField): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  const value = named >= 0 ? min + named : /^\d+$/.test(text) ? Number(text) : -1;
  return value >= min && value <= max ? value : undefined;
}
