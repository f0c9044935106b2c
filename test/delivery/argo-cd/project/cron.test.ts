import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { checkCron } from '../../../../lib/delivery/argo-cd/project';

const FIVE = 'five fields, minute, hour, day of the month, month and day of the week';
const range = (numbers: string) => `write numbers from ${numbers}, or *; a-b for a range, /n behind for steps, commas between several`;
const [MINUTE, HOUR, DAY] = ['0 to 59', '0 to 23', '1 to 31'].map(range);
const MONTH = range('1 to 12 or jan to dec');
const WEEKDAY = range('0 to 6 or sun to sat');

describe('a schedule', () => {
  test.each([
    '0 0 * * *', '* * * * *', '? ? ? ? ?', '*/15 9-17 * * 1-5', '0,30 0 1,15 jan-Mar SUN', '5/10 22-23/1 1-31/2 */2 0', ' 0  0\t* * * ', '00 05 01 012 6',
    '*/60 */24 */31 */12 */7', '0 0 29 2 *', '0 0 31 1,2 *', '0 0 31 2/1 *', '0 0 31,1 2 *', '0 0 31 2 1', '0 0 30 feb mon', '0 0 31 2 */2',
  ])('%j is read', text => {
    expect(checkCron(text)).toBeUndefined();
    expect(checkCron(text, { descriptors: true, timeZonePrefix: true })).toBeUndefined();
  });

  test.each([
    ['', `write ${FIVE}, got ''`],
    ['0 0 * *', `write ${FIVE}, got '0 0 * *'`],
    ['0 0 0 * * *', `write ${FIVE}, got '0 0 0 * * *'`],
    ['60 0 * * *', `minute: ${MINUTE}, got '60'`],
    ['x 0 * * *', `minute: ${MINUTE}, got 'x'`],
    ['-1 0 * * *', `minute: ${MINUTE}, got '-1'`],
    ['+5 0 * * *', `minute: ${MINUTE}, got '+5'`],
    ['0,,5 0 * * *', `minute: ${MINUTE}, got '0,,5'`],
    [', 0 * * *', `minute: ${MINUTE}, got ','`],
    ['*-5 0 * * *', `minute: ${MINUTE}, got '*-5'`],
    ['*/0 0 * * *', `minute: ${MINUTE}, got '*/0'`],
    ['*/61 0 * * *', `minute: ${MINUTE}, got '*/61'`],
    ['*/5/5 0 * * *', `minute: ${MINUTE}, got '*/5/5'`],
    ['1-2-3 0 * * *', `minute: ${MINUTE}, got '1-2-3'`],
    ['0\u00a00 * * *', `write ${FIVE}, got '0\u00a00 * * *'`],
    ['0 24 * * *', `hour: ${HOUR}, got '24'`],
    ['0 22-2 * * *', "hour: the range of the hour ends before it begins: write 22-23,0-2, got '22-2'"],
    ['0 0 0 * *', `day of the month: ${DAY}, got '0'`],
    ['0 0 32 * *', `day of the month: ${DAY}, got '32'`],
    ['0 0 L * *', `day of the month: ${DAY}, got 'L'`],
    ['0 0 * 13 *', `month: ${MONTH}, got '13'`],
    ['0 0 * mon *', `month: ${MONTH}, got 'mon'`],
    ['0 0 * january *', `month: ${MONTH}, got 'january'`],
    ['0 0 * * 7', `day of the week: ${WEEKDAY}, got '7'`],
    ['0 0 * * fri-mon', "day of the week: the range of the day of the week ends before it begins: write fri-6,0-mon, got 'fri-mon'"],
    ['0 0 30 2 *', "write a day that exists: no such month has 30 days, got '0 0 30 2 *'"],
    ['0 0 31 2,4,6,9,11 ?', "write a day that exists: no such month has 31 days, got '0 0 31 2,4,6,9,11 ?'"],
  ])('%j is refused', (text, message) => {
    expect(checkCron(text)).toBe(message);
    expect(checkCron(text, { descriptors: true, timeZonePrefix: true })).toBe(message);
  });

  test.each([
    ['@daily', "write 0 0 * * *: descriptors are not read here, got '@daily'"],
    ['@every 1h', `write ${FIVE}: descriptors are not read here, got '@every 1h'`],
    ['TZ=Europe/Berlin 0 0 * * *', "write the schedule without TZ= before it: a time zone is an option of its own, got 'TZ=Europe/Berlin 0 0 * * *'"],
    ['CRON_TZ=UTC @daily', "write the schedule without CRON_TZ= before it: a time zone is an option of its own, got 'CRON_TZ=UTC @daily'"],
  ])('%j is refused where only the five fields are read', (text, message) => {
    expect(checkCron(text)).toBe(message);
    expect(checkCron(text, { descriptors: true, timeZonePrefix: true })).toBeUndefined();
  });

  test.each([
    ['@Daily', "write five fields, @every <duration> or one of @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly, got '@Daily'"],
    ['@every', "write five fields, @every <duration> or one of @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly, got '@every'"],
    ['@every 1d', "write a duration of at least one second such as 1h30m behind @every, got '@every 1d'"],
    ['@every -1h', "write a duration of at least one second such as 1h30m behind @every, got '@every -1h'"],
    ['@every 999ms', "write a duration of at least one second such as 1h30m behind @every, got '@every 999ms'"],
    [' @daily', `write ${FIVE}, got ' @daily'`],
    ['TZ=Berlin 0 0 * * *', "TZ= write UTC or an area and city of the IANA database such as Europe/Berlin, got 'Berlin'"],
    ['CRON_TZ=UTC', `write ${FIVE}, got ''`],
    ['TZ=UTC TZ=UTC 0 0 * * *', `write ${FIVE}, got 'TZ=UTC 0 0 * * *'`],
  ])('%j is refused where descriptors and time zones are read', (text, message) => {
    expect(checkCron(text, { descriptors: true, timeZonePrefix: true })).toBe(message);
  });

  test('is read exactly when the calendar has a day for it', () => {
    fc.assert(fc.property(fieldOf(1, 31), fieldOf(1, 12), fieldOf(0, 6), (days, months, weekdays) => {
      const text = `0 0 ${days.text} ${months.text} ${weekdays.text}`;
      const comes = CALENDAR.some(({ day, month, weekday }) => {
        const [onDay, onWeekday] = [days.values.includes(day), weekdays.values.includes(weekday)];
        return months.values.includes(month) && (days.all || weekdays.all ? onDay && onWeekday : onDay || onWeekday);
      });
      expect(checkCron(text)).toBe(comes ? undefined : `write a day that exists: no such month has ${Math.min(...days.values)} days, got '${text}'`);
    }), { numRuns: 1000, examples: [[fixed(30), fixed(2), { text: '*', values: [0, 1, 2, 3, 4, 5, 6], all: true }]] });
  });
});

interface Field {
  readonly text: string;
  readonly values: readonly number[];
  /** Whether it leaves the decision to the other field of days. */
  readonly all: boolean;
}

/** Four years, the leap year among them. */
const CALENDAR = Array.from({ length: 1461 }, (_, i) => new Date(Date.UTC(2027, 0, 1 + i)))
  .map(date => ({ day: date.getUTCDate(), month: date.getUTCMonth() + 1, weekday: date.getUTCDay() }));

function fixed(value: number): Field {
  return { text: `${value}`, values: [value], all: false };
}

function fieldOf(min: number, max: number): fc.Arbitrary<Field> {
  const value = fc.oneof(fc.integer({ min, max }), fc.integer({ min: Math.max(min, max - 2), max }));
  const every = Array.from({ length: max - min + 1 }, (_, i) => min + i);
  const stepped = fc.tuple(value, value, fc.integer({ min: 1, max: max - min + 1 })).map(([a, b, step]) => {
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    return { text: `${low}-${high}/${step}`, values: every.filter(v => v >= low && v <= high && (v - low) % step === 0), all: false };
  });
  const open = fc.tuple(value, fc.integer({ min: 1, max: max - min + 1 })).map(([low, step]) => (
    { text: `${low}/${step}`, values: every.filter(v => v >= low && (v - low) % step === 0), all: false }));
  const star = fc.constantFrom('*', '?', '*/1').map(text => ({ text, values: every, all: true }));
  const part = fc.oneof(value.map(fixed), stepped, open, star, fc.constant({ text: '*/2', values: every.filter(v => (v - min) % 2 === 0), all: false }));
  return fc.array(part, { minLength: 1, maxLength: 3 }).map(parts => ({
    text: parts.map(p => p.text).join(','), values: parts.flatMap(p => p.values), all: parts.some(p => p.all),
  }));
}
