import { ownObjects, titleOf } from './objects';
import { DrRule } from './rule';
import { finding } from '../../fleet/rules/text';
import { backupSpecFaults } from '../specs/backup-spec-faults';
import { backupStorageLocationFaults } from '../specs/location-faults';
import { restoreSpecFaults } from '../specs/restore-spec-faults';
import { scheduleSpecFaults } from '../specs/schedule-spec-faults';

const FAULTS: Readonly<Record<string, (spec: unknown) => readonly string[]>> = {
  Backup: backupSpecFaults, BackupStorageLocation: backupStorageLocationFaults, Restore: restoreSpecFaults, Schedule: scheduleSpecFaults,
};

/** What Velero refuses of objects that its CRDs let pass. */
export const veleroObject: DrRule = {
  code: 'velero-object',
  severity: 'error',
  summary: 'An object of Velero in the program has a value that its CRD lets pass and that Velero refuses, or part of which it ignores.',
  why: 'No CRD says what goes together, and durations and cron texts are any text to it. Velero finds out when it acts: the object is `FailedValidation`, which only its status'
    + ' says, or cannot be read at all, and there are no backups from then on (Velero v1.18.2 `pkg/controller/schedule_controller.go`, `backup_controller.go`,'
    + ' `restore_controller.go`).',
  fix: 'Do what the message says. A `VeleroSchedule` says it where it is written.',
  check: (settled, model) => ownObjects(settled, model, ...Object.keys(FAULTS)).flatMap(object => FAULTS[object.kind](object.spec).map(fault =>
    finding(veleroObject, [object.cluster], [object.path], `${titleOf(object)}: ${fault}`))),
};
