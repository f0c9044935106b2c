import { checkItems, checkNoDoubles } from './check-fields';
import { checkPattern } from './check-patterns';
import { checkCron } from './cron';
import { timeZoneFault } from './time-zone';
import { ANY_TEXT, FLAG, TEXT, TEXTS } from '../../../fleet/check-props';
import { parseGoDuration } from '../../../fleet/go-duration';

/**
 * A time in which syncs of some Applications are allowed or denied: where an Application has windows, `deny` wins, and outside of all `allow` nothing
 * is synced. At least one of `applications`, `clusters` and `namespaces` is needed; an Application that any of them names has the window.
 *
 * Source: Argo CD v3.5.1, `pkg/apis/application/v1alpha1/types.go`, `SyncWindow`.
 */
export interface ArgoCdSyncWindow {
  /** Whether syncs are allowed only then, or denied then. */
  readonly kind: 'allow' | 'deny';
  /** When it opens, in cron's notation: five fields, days of the week from 0 (Sunday) to 6, no `@daily`. */
  readonly schedule: string;
  /** How long it stays open, as Go writes durations: `90m`, `1h30m`. */
  readonly duration: string;
  /** Time zone of the schedule: `Europe/Berlin`. @default UTC */
  readonly timeZone?: string;
  /** Names of Applications, patterns. @default - none by its name */
  readonly applications?: readonly string[];
  /** Namespaces that Applications deploy to, patterns. @default - none by its namespace */
  readonly namespaces?: readonly string[];
  /** Clusters that Applications deploy to, patterns for the name or the address, whichever the Application has. @default - none by its cluster */
  readonly clusters?: readonly string[];
  /** Whether people may sync by hand although the window forbids it. @default false */
  readonly manualSync?: boolean;
  /** Whether all of `applications`, `clusters` and `namespaces` must match that are there. @default false, one of them is enough */
  readonly andOperator?: boolean;
  /** Whether a sync that began while it was allowed may go on. @default false */
  readonly syncOverrun?: boolean;
  /** Why the window is there, such as a ticket; 255 bytes at most. @default - none */
  readonly description?: string;
}

const MANNER = 'schedule (cron, when it opens) and duration (how long it stays open)';
const FIELDS = {
  required: { kind: TEXT, schedule: TEXT, duration: TEXT },
  optional: {
    timeZone: TEXT, applications: TEXTS, namespaces: TEXTS, clusters: TEXTS, manualSync: FLAG, andOperator: FLAG, syncOverrun: FLAG,
    description: ANY_TEXT,
  },
  instead: { start: MANNER, end: MANNER, days: MANNER, timezone: 'timeZone', useAndOperator: 'andOperator' },
};

/**
 * A window that Argo CD cannot read stops every sync of its Applications, one whose schedule never comes about is open for ever, and a time
 * zone that it does not know counts as UTC.
 *
 * @param where what messages begin with, up to the index of a window: `acme/apps: AppProject web: syncWindows.`
 * @throws when Argo CD would refuse a window or read it otherwise than it looks
 */
export function checkSyncWindows(where: string, windows: readonly ArgoCdSyncWindow[]): void {
  checkItems(where, windows, '{ kind, schedule, duration, applications }', FIELDS);
  for (const [i, window] of windows.entries()) {
    checkSyncWindow(`${where}${i}.`, window);
  }
  checkNoDoubles(where, windows.map(window => JSON.stringify([
    window.kind, window.schedule, window.duration, window.timeZone ?? 'UTC', window.applications ?? [], window.namespaces ?? [], window.clusters ?? [],
    window.andOperator ?? false,
  ])));
}

function checkSyncWindow(where: string, window: ArgoCdSyncWindow): void {
  const { kind, schedule, duration, timeZone, applications = [], namespaces = [], clusters = [], description = '' } = window;
  if (kind !== 'allow' && kind !== 'deny') throw new Error(`${where}kind: write allow or deny, got '${kind}'`);
  const cron = checkCron(schedule);
  if (cron !== undefined) throw new Error(`${where}schedule: ${cron}`);
  if ((parseGoDuration(duration) ?? 0n) <= 0n) {
    throw new Error(`${where}duration: write a duration above zero in h, m and s such as 1h30m, got '${duration}'`);
  }
  const zone = timeZone === undefined ? undefined : timeZoneFault(timeZone);
  if (zone !== undefined) throw new Error(`${where}timeZone: ${zone}`);
  if (applications.length + namespaces.length + clusters.length === 0) {
    throw new Error(`${where}applications: write at least one of applications, namespaces and clusters, ['*'] for all: the window is for no Application`);
  }
  for (const [name, patterns] of Object.entries({ applications, namespaces, clusters })) {
    for (const [i, pattern] of patterns.entries()) {
      if (pattern.startsWith('!')) throw new Error(`${where}${name}.${i}: write what matches: '!' does not exclude here, got '${pattern}'`);
      checkPattern(`${where}${name}.${i}`, pattern);
    }
  }
  if (Buffer.byteLength(description) > 255) {
    throw new Error(`${where}description: write 255 bytes at most, got ${Buffer.byteLength(description)}`);
  }
}
