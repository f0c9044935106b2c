import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import { NATIVE, withDrill } from './drills';
import { RestoreDrill, RestoreDrillProps } from '../../../lib/dr';
import { newFleet } from '../../fleet/members';
import { withVelero } from '../fleet-with-velero';

describe('refuses', () => {
  test.each<[string, Partial<RestoreDrillProps>, string]>([
    ['a time zone in the text', { cron: 'CRON_TZ=UTC 0 6 * * 1' }, "cron: a CronJob takes no time zone there; write it as timeZone, got 'CRON_TZ=UTC 0 6 * * 1'"],
    ['what is no cron', { cleanUpCron: '0 6 * *' }, 'cleanUpCron: '],
    ['to clean up what it begins', { cleanUpCron: '0 6 * * 1' }, 'cleanUpCron: is when the drill begins, which cleans up first anyway; write a time at which it is over, or leave it out'],
    ['an unknown time zone', { timeZone: 'Europe/Nowhere' }, "timeZone: the time zone 'Europe/Nowhere' is not known; write a name of the time zone database, such as Europe/Berlin or UTC"],
    ['the zone of a machine', { timeZone: 'Local' }, "timeZone: the time zone 'Local' is none of a CronJob; write a name of the time zone database, such as Europe/Berlin"],
    ['days', { timeout: '1d' }, "timeout: write a Go duration of a minute at least, such as '2h', got '1d'"],
    ['no time', { timeout: '59s' }, "timeout: write a Go duration of a minute at least, such as '2h', got '59s'"],
    ['a long name', { name: 'x'.repeat(44) }, `name: write lower-case letters, digits and dashes, 43 at most, got '${'x'.repeat(44)}'`],
    ['an unknown option', { existingResourcePolicy: 'update' } as never, 'existingResourcePolicy is no option; write one of schedule, cron'],
    ['an unknown option of a container', { verify: [{ image: 'a', env: [] } as never] }, 'verify[0].env is no option; write one of image, command, args'],
    ['a container without an image', { verify: [{} as never] }, 'verify[0].image is missing; write text that is not empty'],
    ['no schedule', { schedule: undefined }, 'schedule is missing; write a VeleroSchedule: new VeleroSchedule(...)'],
    ['both selectors', { labelSelector: {}, orLabelSelectors: [{}] }, 'labelSelector, orLabelSelectors: '],
    ['no namespace', { namespaceMapping: {} }, "namespaceMapping: names no namespace; write which are restored, { production: 'drill-production' }"],
    ['a stranger', { namespaceMapping: { other: 'x' } }, "namespaceMapping: acme/daily does not protect namespace 'other'; write production"],
    ['what is no name', { namespaceMapping: { production: 'X' } }, "namespaceMapping: 'production' becomes 'X'; write lower-case letters, digits and dashes, 63 at most"],
    ['a namespace of others', { namespaceMapping: { production: 'default' } },
      "'default', which is deleted before and after each drill; write a name that begins with drill-, such as 'drill-production'"],
    ['a class that is none', { storageClassMapping: { gp2: 'GP3' } }, "storageClassMapping: 'GP3' is no name of a storage class; write"],
    ['no classes', { storageClassMapping: {} }, 'storageClassMapping: is empty; write'],
  ])('%s', (_, props, message) => {
    expect(() => withDrill().drill(props)).toThrow(`acme/weekly: ${message.startsWith("'") ? `namespaceMapping: 'production' becomes ${message}` : message}`);
  });

  test('a schedule that names no namespaces, a long one, and two that become one', () => {
    expect(() => withDrill({ includedNamespaces: undefined }).drill()).toThrow(
      "acme/weekly: namespaceMapping: acme/daily protects all namespaces, and a drill restores some by name: write which, { production: 'drill-production' }");
    expect(() => withDrill({ includedNamespaces: ['team-*'] }).drill()).toThrow('acme/daily protects team-*, whatever that matches, and a drill restores some by name');
    expect(withDrill({ includedNamespaces: ['team-*'] }).drill({ namespaceMapping: { 'team-a': 'drill-a' } }).namespaceMapping).toEqual({ 'team-a': 'drill-a' });
    const long = 'x'.repeat(58);
    expect(() => withDrill({ includedNamespaces: [long] }).drill()).toThrow(
      `'${long}' becomes 'drill-${long}', which has 64 characters; write lower-case letters, digits and dashes, 63 at most`);
    expect(() => withDrill({ includedNamespaces: ['a', 'b'] }).drill({ namespaceMapping: { a: 'drill-x', b: 'drill-x' } })).toThrow(
      "namespaceMapping: two namespaces become 'drill-x', where objects of one name would be one; give each a name of its own");
  });

  test('the namespace of Velero, and a protected one', () => {
    const uses = (owner: string) => `which is deleted before and after each drill, and ${owner}; write a name that nothing else uses`;
    expect(() => withDrill({ namespace: 'drill-velero' }).drill({ namespaceMapping: { production: 'drill-velero' } })).toThrow(uses('Velero runs in it'));
    expect(() => withDrill({ includedNamespaces: ['a', 'drill-a'] }).drill({ namespaceMapping: { a: 'drill-a' } })).toThrow(uses('acme/daily protects it'));
  });

  test('volumes that would come back empty, or with disks of production', () => {
    const rest = ', which only come back with PersistentVolumes, and those would bring disks of us along that are in no snapshot: write snapshotMoveData or defaultVolumesToFsBackup in the'
      + ' schedule, or snapshots of CSI drivers alone; or restorePVs: false in the drill, for empty volumes';
    expect(() => withDrill({ snapshotLocations: NATIVE }).drill()).toThrow(`acme/weekly: schedule: acme/daily makes snapshots of volumes of us by snapshotLocations (default)${rest}`);
    const resourcePolicy = { volumePolicies: [{ conditions: { nfs: {} }, action: { type: 'fs-backup' as const } }] };
    expect(() => withDrill({ csi: true, resourcePolicy }).drill()).toThrow(
      `acme/weekly: schedule: acme/daily has snapshots of some volumes and, by its resourcePolicy, other copies of others${rest}`);
    expect(withDrill({ resourcePolicy }).drill().name).toBe('drill-weekly');
    expect(withDrill({ snapshotLocations: NATIVE, defaultVolumesToFsBackup: true }).drill().name).toBe('drill-weekly');
  });

  test('clusters that it cannot be for', () => {
    const { asia, fleet, schedule } = withDrill();
    expect(() => new RestoreDrill(fleet, 'a', { schedule, cron: '@daily', from: asia })).toThrow("acme/a: from: acme/daily does not protect cluster 'asia'; write one of us");
    const both = withVelero();
    const all = both.schedule({ clusters: [both.us, both.asia], includedNamespaces: ['production'] });
    expect(() => new RestoreDrill(both.fleet, 'a', { schedule: all, cron: '@daily', in: both.eu })).toThrow(
      'acme/a: from is missing, and acme/daily protects several clusters; write one of us, asia, and a drill for each');
    expect(() => new RestoreDrill(both.fleet, 'b', { schedule: all, cron: '@daily', from: both.us })).toThrow(
      'acme/b: in is missing, and acme/daily has no standby; write the cluster to restore in');
    const hub = both.schedule({ clusters: [both.fleet.hub], includedNamespaces: ['clusters'] }, 'hub-state');
    expect(() => new RestoreDrill(both.fleet, 'c', { schedule: hub, cron: '@daily', in: both.eu })).toThrow(
      "acme/c: from: 'hub' is the hub, and copies of its objects would make and delete machines");
    const other = newFleet(both.fleet.node.root as App, {}, 'other');
    expect(() => new RestoreDrill(both.fleet, 'd', { schedule: all, cron: '@daily', from: both.us, in: other.hub })).toThrow(
      'acme/d: in: other/hub is a cluster of another fleet; write one of fleet \'acme\'');
    expect(() => new RestoreDrill(other, 'e', { schedule: all, cron: '@daily', from: both.us, in: both.us })).toThrow(
      "other/e: schedule: acme/daily is of another fleet; write one of fleet 'other'");
  });
});
