import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { longestGap, parseCron, runsOfDay } from '../../lib/dr/cron';

const DAY = 1440;

test.each([
  ['0 3 * * *', DAY], ['@daily', DAY], ['CRON_TZ=Europe/Berlin 0 3 * * *', DAY], ['TZ=US/Eastern @weekly', 7 * DAY], ['0 3 ? * MON-FRI', 3 * DAY],
  ['*/15 * * * *', 15], ['5/15 * * * *', 15], ['0 */5 * * *', 300], ['0 1 1 JAN *', 366 * DAY], ['0 0 29 2 *', 2921 * DAY], ['0 0 31 * *', 61 * DAY],
  ['@every 90s', 1.5], ['@every -5h', 1 / 60], [',5, 0 * * *', DAY], ['0 0 1 * 1', 7 * DAY], ['0 0 */1 * 1', 7 * DAY],
])('the longest gap of %s', (text, minutes) => {
  expect(longestGap(parseCron(text))).toBe(minutes);
});

test.each([
  ['', "the text is empty; write a cron text, such as 0 3 * * *, got ''"],
  ['0 0 * * 7', "day of week: '7': 7 is no day here; write 0 or SUN for Sunday, got '0 0 * * 7'"],
  ['0 0 * * 1-7', "day of week: '1-7': 7 is no day here; write 0 or SUN for Sunday, and * for every day, got '0 0 * * 1-7'"],
  ['0 0 0 * * *', 'a cron text has five fields (minute, hour, day of month, month, day of week), and this has 6; there are no seconds and no years: leave that field out,'
    + " got '0 0 0 * * *'"],
  ['0 0 * *', "a cron text has five fields (minute, hour, day of month, month, day of week), and this has 4; write five, such as 0 3 * * *, got '0 0 * *'"],
  ['0 0 L * *', "day of month: 'L': L, W and # belong to other kinds of cron; write numbers, ranges, lists and steps, got '0 0 L * *'"],
  ['60 0 * * *', "minute: '60': 60 is outside of 0 to 59; write a number between them, got '60 0 * * *'"],
  ['0 0 * * FRI-MON', "day of week: 'FRI-MON' goes backwards; write 5-6,0-1, got '0 0 * * FRI-MON'"],
  ['0 0 * * Monday', "day of week: 'Monday': 'Monday' is no name here; write MON, got '0 0 * * Monday'"],
  ['0 0 * x *', "month: 'x': 'x' is no number; write 1 to 12, or JAN to DEC, got '0 0 * x *'"],
  ['*/0 0 * * *', "minute: '*/0': the step '0' is no number from 1; write such as */2, got '*/0 0 * * *'"],
  ['1/2/3 0 * * *', "minute: '1/2/3' has more than one '/'; write one step, such as 0-59/2, got '1/2/3 0 * * *'"],
  ['1-2-3 0 * * *', "minute: '1-2-3' has more than one '-'; write one range, such as 0-59, got '1-2-3 0 * * *'"],
  ['0 0 31 2 *', "it never fires, and the server takes a missing next run for one that is due: write times and a day that exist, got '0 0 31 2 *'"],
  [', 0 * * *', "it never fires, and the server takes a missing next run for one that is due: write times and a day that exist, got ', 0 * * *'"],
  ['CRON_TZ=UTC', "CRON_TZ=UTC stands alone; write the times after it, such as CRON_TZ=UTC 0 3 * * *, got 'CRON_TZ=UTC'"],
  ['TZ=Mars/X @daily', "the time zone 'Mars/X' is not known; write a name of the time zone database, such as Europe/Berlin or UTC, got 'TZ=Mars/X @daily'"],
  ['TZ=PST @daily', "the time zone 'PST' is not known; write a name of the time zone database, such as Europe/Berlin or UTC, got 'TZ=PST @daily'"],
  ['TZ=utc @daily', "the time zone 'utc' is not known; write UTC, got 'TZ=utc @daily'"],
  ['TZ=europe/berlin @daily', "the time zone 'europe/berlin' is not known, as capitals matter; write Europe/Berlin, got 'TZ=europe/berlin @daily'"],
  ['TZ=us/eastern @daily', "the time zone 'us/eastern' is not known, as capitals matter; write it as the time zone database has it, got 'TZ=us/eastern @daily'"],
  ['@every 1d', "@every 1d names no Go duration; write hours, minutes and seconds, such as @every 24h or @every 1h30m, got '@every 1d'"],
  ['@reboot', '@reboot is not known; write @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly or @every with a duration, such as @every 6h, got \'@reboot\''],
])('refuses %s', (text, message) => {
  expect(() => parseCron(text)).toThrow(new Error(message));
});

/** A field of numbers that are there. */
function field(min: number, max: number): fc.Arbitrary<string> {
  const number = fc.integer({ min, max });
  const range = fc.tuple(number, number).map(ends => [Math.min(...ends), Math.max(...ends)].join('-'));
  return fc.oneof(fc.constantFrom('*', '?', '*/2', '*/1'), number.map(String), range, fc.array(fc.oneof(number.map(String), range), { minLength: 1, maxLength: 3 }).map(all => all.join(',')));
}

/** Whether a list has a number, read again in the simplest way. */
function has(text: string, value: number, min: number): boolean {
  return text.split(',').some(part => {
    if (part === '*/2') return (value - min) % 2 === 0;
    if (/^[*?]/.test(part)) return true;
    const [low, high = low] = part.split('-').map(Number);
    return value >= low && value <= high;
  });
}

test('agrees with a look at each minute', () => {
  const star = (text: string) => text.split(',').some(part => ['*', '?', '*/1'].includes(part));
  fc.assert(fc.property(field(0, 59), field(0, 23), field(1, 28), field(0, 6), (minute, hour, dom, dow) => {
    const gap = longestGap(parseCron([minute, hour, dom, '*', dow].join(' ')));
    let [last, longest] = [-1, 0];
    for (let day = 0; day < 400; day++) {
      const date = new Date(Date.UTC(2023, 0, 1 + day));
      const [a, b] = [has(dom, date.getUTCDate(), 1), has(dow, date.getUTCDay(), 0)];
      if (!(star(dom) || star(dow) ? a && b : a || b)) continue;
      for (let time = 0; time < DAY; time++) {
        if (!has(hour, Math.floor(time / 60), 0) || !has(minute, time % 60, 0)) continue;
        if (last >= 0) longest = Math.max(longest, day * DAY + time - last);
        last = day * DAY + time;
      }
    }
    // A year may have no such combination of days as the worst of 400 years, and has none that is worse.
    expect(longest).toBeLessThanOrEqual(gap);
    if (star(dom)) expect(longest).toBe(gap);
  }), { numRuns: 20 });
});

test('knows the runs of a day', () => {
  expect(runsOfDay(parseCron('0,30 1,22 * * *') as never)).toEqual([60, 90, 1320, 1350]);
});
