import { clusterIn, isToldHere, nameIn, objectsOf, serverOf } from './objects';
import { folderOf, Place, placesOf } from './places';
import { DrRule } from './rule';
import type { FleetModel } from '../../fleet';
import { groupBy } from '../../fleet/collections';
import { compareText } from '../../fleet/names';
import { finding, listed } from '../../fleet/rules/text';
import type { SettledBackups } from '../settled';
import { mapOf } from '../specs/values';
import type { VeleroObject } from '../velero-objects';

/** Schedules that one server cannot tell apart. */
export const veleroScheduleNameTwice: DrRule = {
  code: 'velero-schedule-name-twice',
  severity: 'error',
  summary: 'Schedules of two clusters have one name, and a cluster reads the backups of both.',
  why: 'Backups are found by name and by the label with that of their Schedule, over all locations of a server. `Restore.spec.scheduleName` takes the newest of both clusters, and'
    + ' of two backups with one name, as Schedules make them in the same second, the later one is not read (Velero v1.18.2 `pkg/controller/restore_controller.go`,'
    + ' `backup_sync_controller.go`).',
  fix: 'Write the cluster into the name, as `VeleroSchedule` does, and give two schedules of a cluster different names.',
  check: (settled, model) => {
    const places = placesOf(settled);
    const meetings = [...meetingsOf(settled, places).values()];
    return [...groupBy(meetings, ({ schedules }) => schedules.map(({ path }) => path).join('\n')).values()].flatMap(same => {
      const [{ schedules }] = same;
      const readers = same.map(({ reader }) => reader);
      return isToldHere(settled, model, [...schedules, ...readers]) ? [twice(model, schedules, readers)] : [];
    });
  },
};

/** Schedules of one name whose backups one server reads. */
interface Meeting {
  readonly reader: VeleroObject;
  /** Sorted by path. */
  readonly schedules: readonly VeleroObject[];
}

function twice(model: FleetModel, schedules: readonly VeleroObject[], readers: readonly VeleroObject[]) {
  const clusters = [...new Set(readers.map(reader => clusterIn(model, reader)))].sort();
  const told = schedules.map(schedule => nameIn(model, schedule)).sort();
  return finding(veleroScheduleNameTwice, [...schedules, ...readers].map(({ cluster }) => cluster), schedules.map(({ path }) => path),
    `Schedules ${listed(told)} have one name, and ${listed(clusters)} ${clusters.length === 1 ? 'reads' : 'read'} the backups of all of them: a restore by`
    + ' scheduleName takes the newest, whichever cluster it is of; give each another name, with the cluster in it');
}

function meetingsOf(settled: SettledBackups, places: readonly Place[]): ReadonlyMap<string, Meeting> {
  const written = groupBy(writtenPlaces(settled, places), ({ folder }) => folder);
  const meetings = new Map<string, Meeting>();
  for (const [server, own] of groupBy(places, ({ location }) => serverOf(location))) {
    const seen = [...new Set(own.map(folderOf))].flatMap(folder => written.get(folder) ?? []).map(({ schedule }) => schedule)
      .sort((a, b) => compareText(a.path, b.path));
    for (const [name, schedules] of groupBy(seen, schedule => schedule.name)) {
      if (new Set(schedules.map(serverOf)).size > 1) {
        meetings.set(`${server}\n${name}`, { reader: own[0].location, schedules });
      }
    }
  }
  return meetings;
}

/** Where the backups of each schedule go. */
function writtenPlaces(settled: SettledBackups, places: readonly Place[]): readonly { readonly folder: string; readonly schedule: VeleroObject }[] {
  const byServer = groupBy(places, ({ location }) => serverOf(location));
  return objectsOf(settled, 'Schedule').flatMap(schedule => {
    const own = byServer.get(serverOf(schedule)) ?? [];
    const { storageLocation } = mapOf(schedule.spec.template);
    // Without any that is the default, the server takes one of this name (Velero v1.18.2 pkg/cmd/server/config/config.go).
    const name = storageLocation ?? own.find(({ isDefault }) => isDefault)?.location.name ?? 'default';
    return own.filter(({ location }) => location.name === name).map(place => ({ folder: folderOf(place), schedule }));
  });
}
