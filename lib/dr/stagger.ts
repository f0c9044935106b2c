import { createHash } from 'node:crypto';
import { CRON_DESCRIPTORS, CronTimes, cronWords, parseCron, runsEveryDay, runsOfDay, splitZone } from './cron';
import { goDurationText } from './duration-text';
import { parseGoDuration } from '../fleet/go-duration';

const MINUTE = 60_000_000_000n;
const MINUTES_OF_DAY = 24 * 60;

/**
 * The cron text of one cluster: that of all, later by a number of whole minutes below `window` that the names decide, so that a fleet does
 * not back up all at once. Other clusters change nothing.
 *
 * @param cron times of the fleet: one minute, or minutes an even step apart (each 15th), with any hours, days, months and prefix `CRON_TZ=`;
 * or `@daily` and the like
 * @param cluster name of the cluster
 * @param salt what tells several schedules of one cluster apart, such as the name of the Schedule
 * @param window Go duration of whole minutes, `2h`; at most the shortest time between two runs, and where not each day has runs at most
 * the time to midnight
 * @throws for a text that `parseCron` refuses, for one that cannot be moved, and for a window that is too large, with the largest that works
 */
export function staggered(cron: string, cluster: string, salt: string, window: string): string {
  const [prefix, rest] = splitZone(cron);
  const parsed = parseCron(cron);
  if ('everySeconds' in parsed) {
    throw new Error(`@every counts from when the Schedule is made, so that clusters differ already; leave the window out, or write times, such as 0 3 * * *, got '${cron}'`);
  }
  const length = minutesOf(window);
  const times = movedTimes(parsed, cron, length, minutesToWait(cluster, salt, length));
  const days = cronWords(CRON_DESCRIPTORS[rest] ?? rest).slice(2);
  return [...(prefix === '' ? [] : [prefix]), ...times, ...days].join(' ');
}

function minutesOf(window: string): number {
  const length = parseGoDuration(window);
  if (length === undefined || length < MINUTE || length % MINUTE !== 0n) {
    throw new Error(`window: write a Go duration of whole minutes, at least 1m, such as 30m or 2h, got '${window}'`);
  }
  return Number(length / MINUTE);
}

function minutesToWait(cluster: string, salt: string, window: number): number {
  return createHash('sha256').update(JSON.stringify([cluster, salt])).digest().readUIntBE(0, 6) % window;
}

/** Minutes and hours of the text, moved. */
function movedTimes(cron: CronTimes, text: string, window: number, wait: number): readonly [minutes: string, hours: string] {
  const { minutes, hours } = cron;
  const step = 60 / minutes.length;
  if (minutes.some((minute, i) => minute !== minutes[0] + i * step)) {
    throw new Error(`the minutes have no even step, so that they cannot be moved; write one minute, or a step that divides 60, such as */15, got '${text}'`);
  }
  checkWindow(cron, text, window);
  const moved = minutes[0] + wait;
  // Several minutes stay in their hours, or come round in all of them.
  const later = minutes.length > 1 ? 0 : Math.floor(moved / 60);
  const minute = moved % step;
  const movedHours = hours.map(hour => (hour + later) % 24).sort((a, b) => a - b);
  return [minutes.length > 1 ? `${minute}-59/${step}` : `${minute}`, hours.length === 24 ? '*' : movedHours.join(',')];
}

/** Runs may not meet those that follow, nor be on another day, or, when there are several, in another hour. */
function checkWindow(cron: CronTimes, text: string, window: number): void {
  const runs = runsOfDay(cron);
  const everyDay = runsEveryDay(cron);
  const round = everyDay && (cron.minutes.length === 1 || cron.hours.length === 24);
  const gaps = runs.slice(1).map((run, i) => run - runs[i]);
  const end = cron.minutes.length > 1 ? Math.floor(runs[runs.length - 1] / 60) * 60 + 60 : MINUTES_OF_DAY;
  const last = (round ? MINUTES_OF_DAY + runs[0] : end) - runs[runs.length - 1];
  const largest = Math.min(...gaps, last);
  if (window > largest) {
    const why = last > largest || round ? 'reaches the next run' : cron.minutes.length > 1 ? 'leaves the hours that are written' : 'passes midnight, onto a day without runs';
    throw new Error(`window: ${goDurationText(window)} after '${text}' ${why}; write ${goDurationText(largest)} or less, or other times`);
  }
}
