import { describe, expect, test } from '@jest/globals';
import { ArgoCdSyncWindow, checkSyncWindows, timeZoneFault } from '../../../../lib/delivery/argo-cd/project';

const window: ArgoCdSyncWindow = { kind: 'deny', schedule: '0 22 * * 1-5', duration: '1h30m', applications: ['*'] };

describe('a sync window', () => {
  test.each<[string, Partial<ArgoCdSyncWindow>]>([
    ['as it is', {}],
    ['for clusters', { applications: undefined, clusters: ['us-*'] }],
    ['for namespaces', { applications: [], namespaces: ['{api,web}'] }],
    ['with everything', { timeZone: 'Europe/Berlin', manualSync: true, andOperator: true, syncOverrun: true, description: 'ü'.repeat(127) }],
  ])('passes %s', (_, change) => {
    expect(() => checkSyncWindows('acme: ', [{ ...window, ...change }])).not.toThrow();
  });

  test.each<[string, object, string]>([
    ['another kind', { kind: 'Allow' }, "acme: 0.kind: write allow or deny, got 'Allow'"],
    ['no schedule', { schedule: undefined }, 'acme: 0.schedule is missing; write text that is not empty'],
    ['a descriptor', { schedule: '@daily' }, "acme: 0.schedule: write 0 0 * * *: descriptors are not read here, got '@daily'"],
    ['a duration in days', { duration: '1d' }, "acme: 0.duration: write a duration above zero in h, m and s such as 1h30m, got '1d'"],
    ['no time at all', { duration: '0s' }, "acme: 0.duration: write a duration above zero in h, m and s such as 1h30m, got '0s'"],
    ['a negative duration', { duration: '-1h' }, "acme: 0.duration: write a duration above zero in h, m and s such as 1h30m, got '-1h'"],
    ['an unknown time zone', { timeZone: 'CEST' }, "acme: 0.timeZone: write UTC or an area and city of the IANA database such as Europe/Berlin, got 'CEST'"],
    ['no Application', { applications: undefined }, "acme: 0.applications: write at least one of applications, namespaces and clusters, ['*'] for all: the window is for no Application"],
    ['an exclusion', { clusters: ['a', '!b'] }, "acme: 0.clusters.1: write what matches: '!' does not exclude here, got '!b'"],
    ['a malformed pattern', { namespaces: ['['] }, "acme: 0.namespaces.0: close the brackets and write characters between them, got '['"],
    ['a long description', { description: 'ü'.repeat(128) }, 'acme: 0.description: write 255 bytes at most, got 256'],
    ['an end', { end: '6:00' }, 'acme: 0.end: there is no such field; write schedule (cron, when it opens) and duration (how long it stays open)'],
    ['another spelling', { timezone: 'UTC' }, 'acme: 0.timezone: there is no such field; write timeZone'],
    ['an unknown field', { zone: 'UTC' }, 'acme: 0.zone: there is no such field; write one of kind, schedule, duration, timeZone, applications, namespaces, clusters, manualSync, andOperator, syncOverrun, description'],
  ])('fails on %s', (_, change, message) => {
    expect(() => checkSyncWindows('acme: ', [{ ...window, ...change }])).toThrow(new Error(message));
  });

  test('fails on one that is there already, whoever may sync by hand', () => {
    expect(() => checkSyncWindows('acme: ', [window, { ...window, timeZone: 'UTC', manualSync: true, description: 'again' }])).toThrow(
      new Error('acme: 1: says the same as 0; leave one out'),
    );
    for (const change of [{ kind: 'allow' }, { duration: '2h' }, { timeZone: 'Asia/Tokyo' }, { clusters: ['a'] }, { namespaces: ['a'] }, { andOperator: true }] as const) {
      expect(() => checkSyncWindows('acme: ', [window, { ...window, ...change }])).not.toThrow();
    }
  });

  test('fails on what is no window', () => {
    expect(() => checkSyncWindows('acme: ', ['0 0 * * *'] as never)).toThrow(
      new Error("acme: 0: write { kind, schedule, duration, applications }, got '0 0 * * *'"),
    );
  });
});

describe('a time zone', () => {
  test.each(['UTC', 'Europe/Berlin', 'America/Port-au-Prince', 'Africa/Dar_es_Salaam', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata', 'Etc/GMT+5', 'Etc/UTC'])('%s passes', name => {
    expect(timeZoneFault(name)).toBeUndefined();
  });

  test.each(['', 'utc', 'Local', 'EST', '+01:00', 'US/Pacific', 'Europe/Nowhere', 'europe/Berlin', 'Europe/berlin', 'Europe', 'Europe/Berlin\n'])('%j fails', name => {
    expect(timeZoneFault(name)).toBe(`write UTC or an area and city of the IANA database such as Europe/Berlin, got '${name}'`);
  });

  test('in capitals fails, because files are found by their exact names', () => {
    expect(timeZoneFault('Europe/BERLIN')).toBe("write Europe/Berlin, got 'Europe/BERLIN'");
  });
});
