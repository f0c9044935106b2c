import { ownObjects, serverOf, titleOf } from './objects';
import { Place, placesOf } from './places';
import { DrRule } from './rule';
import { groupBy } from '../../fleet/collections';
import { finding } from '../../fleet/rules/text';
import { mapOf, textsOf } from '../specs/values';
import type { VeleroObject } from '../velero-objects';

/** Places that backups go to and that are not there. */
export const veleroLocationMissing: DrRule = {
  code: 'velero-location-missing',
  severity: 'error',
  summary: 'A Schedule or a Backup names a location that its cluster does not have, or that is only read there.',
  why: 'Each backup is `FailedValidation` then, which only its status says (Velero v1.18.2 `pkg/controller/backup_controller.go`, `prepareBackupRequest`). Where the program makes'
    + ' no location for a Velero, others do, and nothing is looked for.',
  fix: 'Name a location of the cluster, in the namespace of Velero, that is written to.',
  check: (settled, model) => {
    const places = groupBy(placesOf(settled), ({ location }) => serverOf(location));
    const snapshots = groupBy(ownObjects(settled, model, 'VolumeSnapshotLocation'), serverOf);
    return ownObjects(settled, model, 'Schedule', 'Backup').flatMap(object => [
      ...storageFaults(object, places.get(serverOf(object)) ?? []), ...snapshotFaults(object, snapshots.get(serverOf(object)) ?? []),
    ].map(fault => finding(veleroLocationMissing, [object.cluster], [object.path], `${titleOf(object)}: ${fault}`)));
  },
};

/** What a Schedule or a Backup says of its backups. */
export function backupSpecOf({ kind, spec }: VeleroObject): Readonly<Record<string, unknown>> {
  return kind === 'Schedule' ? mapOf(spec.template) : spec;
}

function storageFaults(object: VeleroObject, places: readonly Place[]): readonly string[] {
  const { storageLocation: name } = backupSpecOf(object);
  const writable = places.filter(({ readOnly }) => !readOnly).map(({ location }) => location.name);
  if (places.length === 0 || typeof name !== 'string' || name === '' || writable.includes(name)) {
    return [];
  }
  const isRead = places.some(({ location }) => location.name === name);
  return [`storageLocation: ${object.cluster} ${isRead ? `only reads from '${name}'` : `has no BackupStorageLocation '${name}' in namespace ${object.namespace}`}, so that no`
    + ` backup is made: write ${oneOf(writable, 'a BackupStorageLocation that is written to')}`];
}

function snapshotFaults(object: VeleroObject, locations: readonly VeleroObject[]): readonly string[] {
  const names = locations.map(({ name }) => name);
  const missing = textsOf(backupSpecOf(object).volumeSnapshotLocations).filter(name => !names.includes(name));
  return names.length === 0 ? [] : missing.map(name => `volumeSnapshotLocations: ${object.cluster} has no VolumeSnapshotLocation '${name}' in namespace`
    + ` ${object.namespace}, so that no backup is made: write ${oneOf(names)}`);
}

function oneOf(names: readonly string[], otherwise = ''): string {
  return names.length === 0 ? otherwise : names.length === 1 ? names[0] : `one of ${[...names].sort().join(', ')}`;
}
