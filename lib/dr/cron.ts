import { CRON_FIELDS, parseCronField } from './cron-field';
import { zoneFault } from './cron-zone';
import { parseGoDuration } from '../fleet/go-duration';

/** A cron text that names times. */
export interface CronTimes {
  /** Time zone of the prefix `CRON_TZ=`; without one that of the server's process, mostly UTC. */
  readonly zone?: string;
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly daysOfMonth: readonly number[];
  readonly months: readonly number[];
  /** 0 is Sunday. */
  readonly daysOfWeek: readonly number[];
  /** Whether a day must be among both kinds of days, as one of them is `*`; otherwise one is enough. */
  readonly bothDays: boolean;
}

/** `@every <duration>`: whole seconds, counted from the last run, or from when the Schedule was made. */
export interface CronInterval {
  readonly zone?: string;
  readonly everySeconds: number;
}

/** What a cron text says. */
export type ParsedCron = CronTimes | CronInterval;

/** What descriptors stand for. Source: robfig/cron v3.0.1, `parser.go`, `parseDescriptor`. */
export const CRON_DESCRIPTORS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *', '@annually': '0 0 1 1 *', '@monthly': '0 0 1 * *', '@weekly': '0 0 * * 0', '@daily': '0 0 * * *', '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};
const MINUTES_OF_DAY = 24 * 60;
/** After that many years days of month and days of week come in the same order again. */
const CYCLE = 400;
/** Days before each month of a year of 365. */
const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];
/** What Go's `unicode.IsSpace` takes for a space. */
const SPACES = '[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';

/**
 * Reads what `cron.ParseStandard` of robfig/cron v3.0.1 takes, with which Velero v1.18.2 reads schedules
 * (`pkg/controller/schedule_controller.go`).
 * @throws for all that it refuses, and for a text that never fires: Velero takes the missing next run for one that is due, at each check
 */
export function parseCron(text: string): ParsedCron {
  try {
    const { zone, rest } = withoutZone(text);
    return { ...(zone === undefined ? {} : { zone }), ...(rest.startsWith('@') ? parseDescriptor(rest) : parseTimes(rest)) };
  } catch (error) {
    throw new Error(`${(error as Error).message}, got '${text}'`);
  }
}

/** The fields of a text without a prefix. */
export function cronWords(text: string): readonly string[] {
  return text.split(new RegExp(SPACES, 'u')).filter(word => word !== '');
}

/** The prefix with the time zone as it is written, empty without one, and what follows. */
export function splitZone(text: string): readonly [prefix: string, rest: string] {
  const prefix = /^(?:CRON_)?TZ=[^ ]*/.exec(text)?.[0] ?? '';
  return prefix === '' ? ['', text] : [prefix, trim(text.slice(prefix.length))];
}

/**
 * The longest time between two runs that follow each other, in minutes, over all years.
 *
 * Hours that the clock skips or repeats at a change to daylight saving time are left out.
 */
export function longestGap(cron: ParsedCron): number {
  if ('everySeconds' in cron) return cron.everySeconds / 60;
  const runs = runsOfDay(cron);
  const within = runs.slice(1).map((run, i) => run - runs[i]);
  return Math.max(...within, longestDays(cron)! * MINUTES_OF_DAY - runs[runs.length - 1] + runs[0]);
}

/** Minutes of the day at which a day of runs has them, in ascending order. */
export function runsOfDay({ hours, minutes }: CronTimes): readonly number[] {
  return hours.flatMap(hour => minutes.map(minute => hour * 60 + minute));
}

/** Whether each day is a day of runs. */
export function runsEveryDay(cron: CronTimes): boolean {
  return longestDays(cron) === 1;
}

function withoutZone(text: string): { readonly zone?: string; readonly rest: string } {
  if (text === '') throw new Error('the text is empty; write a cron text, such as 0 3 * * *');
  const [prefix, rest] = splitZone(text);
  if (prefix === '') return { rest };
  if (!text.includes(' ')) throw new Error(`${prefix} stands alone; write the times after it, such as ${prefix} 0 3 * * *`);
  const zone = prefix.slice(prefix.indexOf('=') + 1);
  const fault = zoneFault(zone);
  if (fault !== undefined) throw new Error(fault);
  return { zone, rest };
}

function parseDescriptor(text: string): ParsedCron {
  if (text in CRON_DESCRIPTORS) return parseTimes(CRON_DESCRIPTORS[text]);
  if (!text.startsWith('@every ')) {
    throw new Error(`${text} is not known; write ${Object.keys(CRON_DESCRIPTORS).join(', ')} or @every with a duration, such as @every 6h`);
  }
  const duration = parseGoDuration(text.slice('@every '.length));
  if (duration === undefined) throw new Error(`${text} names no Go duration; write hours, minutes and seconds, such as @every 24h or @every 1h30m`);
  const seconds = Number(duration / 1_000_000_000n);
  return { everySeconds: Math.max(1, seconds) };
}

function parseTimes(text: string): CronTimes {
  const texts = cronWords(text);
  if (texts.length !== CRON_FIELDS.length) {
    const fix = texts.length === 6 ? '; there are no seconds and no years: leave that field out' : '; write five, such as 0 3 * * *';
    throw new Error(`a cron text has five fields (${CRON_FIELDS.map(({ title }) => title).join(', ')}), and this has ${texts.length}${fix}`);
  }
  const [minutes, hours, daysOfMonth, months, daysOfWeek] = CRON_FIELDS.map((bounds, i) => {
    try {
      return parseCronField(texts[i], bounds);
    } catch (error) {
      throw new Error(`${bounds.title}: ${(error as Error).message}`);
    }
  });
  const cron: CronTimes = {
    minutes: minutes.values, hours: hours.values, daysOfMonth: daysOfMonth.values, months: months.values, daysOfWeek: daysOfWeek.values,
    bothDays: daysOfMonth.star || daysOfWeek.star,
  };
  if (runsOfDay(cron).length === 0 || longestDays(cron) === undefined) {
    throw new Error('it never fires, and the server takes a missing next run for one that is due: write times and a day that exist');
  }
  return cron;
}

/** The largest number of days from one day of runs to the next; undefined when there is none. */
function longestDays(cron: CronTimes): number | undefined {
  if (allDays(cron)) return 1;
  const [ofMonth, ofWeek] = [maskOf(cron.daysOfMonth), maskOf(cron.daysOfWeek)];
  let [first, last, longest] = [-1, -1, 0];
  for (let year = 0; year < CYCLE; year++) {
    for (const month of cron.months) {
      const before = daysBefore(year) + daysOfYearBefore(month, isLeap(year));
      const length = daysOfYearBefore(month + 1, isLeap(year)) - daysOfYearBefore(month, isLeap(year));
      for (let day = 1; day <= length; day++) {
        // The first of January 2000, where the cycle starts, is a Saturday.
        const [inMonth, inWeek] = [ofMonth >> day & 1, ofWeek >> (before + day + 5) % 7 & 1];
        if ((cron.bothDays ? inMonth & inWeek : inMonth | inWeek) === 0) continue;
        if (last >= 0) longest = Math.max(longest, before + day - last);
        last = before + day;
        if (first < 0) first = last;
      }
    }
  }
  return last < 0 ? undefined : Math.max(longest, first + daysBefore(CYCLE) - last);
}

function maskOf(days: readonly number[]): number {
  return days.reduce((mask, day) => mask | 1 << day, 0);
}

/** Whether no field leaves a day out; without it all 400 years are looked at. */
function allDays({ daysOfMonth, months, daysOfWeek, bothDays }: CronTimes): boolean {
  const [ofMonth, ofWeek] = [daysOfMonth.length === 31, daysOfWeek.length === 7];
  return months.length === 12 && (bothDays ? ofMonth && ofWeek : ofMonth || ofWeek);
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysBefore(year: number): number {
  return year * 365 + (year === 0 ? 0 : 1 + Math.floor((year - 1) / 4) - Math.floor((year - 1) / 100));
}

function daysOfYearBefore(month: number, leap: boolean): number {
  return DAYS_BEFORE[month - 1] + (leap && month > 2 ? 1 : 0);
}

function trim(text: string): string {
  return text.replace(new RegExp(`^${SPACES}|${SPACES}$`, 'gu'), '');
}
