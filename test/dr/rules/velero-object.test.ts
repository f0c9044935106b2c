import { expect, test } from '@jest/globals';
import { foundBy, partiesOf, place, raw, sample } from '../samples';

const CODE = 'velero-object';

test('passes for what a VeleroSchedule makes, and for objects that Velero takes', () => {
  const { fleet, us, eu, schedule } = sample();
  schedule({ standby: eu, ttl: '720h' });
  raw(us, 'Schedule', 'mine', { schedule: '0 3 * * *', template: { ttl: '720h0m0s' } });
  raw(us, 'Backup', 'now', { includedNamespaces: ['a'] });
  raw(us, 'Restore', 'back', { scheduleName: 'mine' });
  place(us, 'second', 'elsewhere');
  expect(foundBy(CODE, fleet)).toEqual([]);
});

test('passes for faults of another fleet, and for kinds that Velero makes itself', () => {
  const { app, fleet, us, schedule } = sample();
  schedule();
  raw(us, 'DownloadRequest', 'x', { ttl: '30d' });
  raw(sample({}, {}, { app, id: 'beta' }).us, 'Backup', 'now', { ttl: '30d' });
  expect(foundBy(CODE, fleet)).toEqual([]);
});

test('fails for each fault of each kind', () => {
  const { fleet, us, schedule } = sample();
  schedule();
  raw(us, 'Schedule', 'mine', { schedule: '0 3 * *', template: { ttl: '30d' } });
  raw(us, 'Backup', 'now', { ttl: '-1h' });
  raw(us, 'Restore', 'back');
  place(us, 'second', 'a//b');
  expect(foundBy(CODE, fleet)).toEqual([
    "error velero-object: us: Backup velero/now (acme--us/Backup-now-velero): ttl: '-1h' is negative; write 0s for the default of the server, 720h0m0s, or how long to keep it",
    'error velero-object: us: BackupStorageLocation velero/second (acme--us/BackupStorageLocation-second-velero): objectStorage.prefix: write names with one \'/\' between them, and'
    + " neither '.' nor '..', got 'a//b'",
    'error velero-object: us: Restore velero/back (acme--us/Restore-back-velero): backupName, scheduleName: write the name of a backup, or of the schedule whose last backup is meant',
    'error velero-object: us: Schedule velero/mine (acme--us/Schedule-mine-velero): schedule: a cron text has five fields (minute, hour, day of month, month, day of week), and this'
    + " has 4; write five, such as 0 3 * * *, got '0 3 * *'",
    "error velero-object: us: Schedule velero/mine (acme--us/Schedule-mine-velero): template.ttl: '30d' is no Go duration, so that Velero cannot read the object; write 720h0m0s",
  ]);
  expect(partiesOf(CODE, fleet)[0]).toEqual([['us'], ['acme--us/Backup-now-velero']]);
});
