import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { CronTimes, longestGap, parseCron, runsOfDay } from '../../lib/dr/cron';
import { staggered } from '../../lib/dr/stagger';
import { parseGoDuration } from '../../lib/fleet/go-duration';

const DAY = 1440;
const FORMS = [
  ['0 3 * * *', '24h'], ['30 23 * * *', '2h'], ['0 3 * * 0', '21h'], ['0 3 1 * *', '21h'], ['50 * * * *', '1h'], ['50 * * * 1', '10m'], ['15 */6 * * *', '6h'],
  ['*/15 * * * *', '15m'], ['5/20 * * * *', '20m'], ['*/15 9-17 * * 1-5', '15m'], ['0 1,5,23 * * *', '2h'], ['@daily', '2h'], ['@hourly', '1h'], ['@weekly', '24h'],
  ['@monthly', '24h'], ['@yearly', '24h'], ['CRON_TZ=Europe/Berlin  0 3 * * *', '2h'], ['TZ=UTC @daily', '2h'],
] as const;

test.each(FORMS)('moves %s within %s', (cron, window) => {
  const length = Number(parseGoDuration(window)! / 60_000_000_000n);
  fc.assert(fc.property(fc.string(), fc.string(), (cluster, salt) => {
    const moved = parseCron(staggered(cron, cluster, salt, window)) as CronTimes;
    const before = parseCron(cron) as CronTimes;
    expect(longestGap(moved)).toBe(longestGap(before));
    const [from, to] = [runsOfDay(before), runsOfDay(moved)];
    // All runs have moved by one time that is within the window.
    const waits = Array.from({ length }, (_, wait) => from.map(run => (run + wait) % DAY).sort((a, b) => a - b).join());
    expect(waits).toContain(to.join());
    const days = (of: CronTimes) => [of.daysOfMonth, of.months, of.daysOfWeek, of.zone];
    expect(days(moved)).toEqual(days(before));
  }), { numRuns: 10 });
});

test.each([
  ['0 3 * * 0', '22h', "window: 22h0m0s after '0 3 * * 0' passes midnight, onto a day without runs; write 21h0m0s or less, or other times"],
  ['50 * * * *', '61m', "window: 1h1m0s after '50 * * * *' reaches the next run; write 1h0m0s or less, or other times"],
  ['0 */6 * * *', '7h', "window: 7h0m0s after '0 */6 * * *' reaches the next run; write 6h0m0s or less, or other times"],
  ['*/15 9-17 * * *', '16m', "window: 16m0s after '*/15 9-17 * * *' leaves the hours that are written; write 15m0s or less, or other times"],
  ['5/15 9-17 * * *', '15m', "window: 15m0s after '5/15 9-17 * * *' leaves the hours that are written; write 10m0s or less, or other times"],
  ['0,10 3 * * *', '5m', "the minutes have no even step, so that they cannot be moved; write one minute, or a step that divides 60, such as */15, got '0,10 3 * * *'"],
  ['@every 6h', '1h', '@every counts from when the Schedule is made, so that clusters differ already; leave the window out, or write times, such as 0 3 * * *, got \'@every 6h\''],
  ['@daily', '90s', "window: write a Go duration of whole minutes, at least 1m, such as 30m or 2h, got '90s'"],
  ['@daily', '1d', "window: write a Go duration of whole minutes, at least 1m, such as 30m or 2h, got '1d'"],
])('refuses %s within %s', (cron, window, message) => {
  expect(() => staggered(cron, 'us', 'daily', window)).toThrow(new Error(message));
});

test('is stable, and differs by cluster and by salt', () => {
  expect(staggered('0 3 * * *', 'us', 'daily', '1m')).toBe('0 3 * * *');
  expect(staggered('CRON_TZ=UTC @weekly', 'us', 'daily', '1m')).toBe('CRON_TZ=UTC 0 0 * * 0');
  const times = ['us', 'eu'].flatMap(cluster => ['a', 'b'].map(salt => staggered('0 3 * * *', cluster, salt, '20h')));
  expect(new Set(times).size).toBe(4);
});

test('spreads a fleet over the window', () => {
  const counts = new Map<string, number>();
  for (let i = 0; i < 300; i++) {
    const time = staggered('0 3 * * *', `cluster-${i}`, 'daily', '2h');
    counts.set(time, (counts.get(time) ?? 0) + 1);
  }
  expect(counts.size).toBeGreaterThan(95);
  expect(Math.max(...counts.values())).toBeLessThanOrEqual(8);
});
