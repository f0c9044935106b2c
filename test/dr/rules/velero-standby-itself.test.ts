import { expect, test } from '@jest/globals';
import { foundBy, partiesOf, place, sample } from '../samples';

const CODE = 'velero-standby-itself';
const READ = { accessMode: 'ReadOnly' };

test('passes for places of other clusters, and for two that only read', () => {
  const { app, fleet, us, eu, schedule } = sample();
  schedule({ standby: eu });
  place(us, 'eu', 'acme/eu', READ);
  place(us, 'eu-2', 'acme/eu', READ);
  place(us, 'other-bucket', 'acme/us', { ...READ, objectStorage: { bucket: 'other', prefix: 'acme/us' } });
  const { us: theirs } = sample({}, {}, { app, id: 'beta' });
  place(theirs, 'a', 'a');
  place(theirs, 'b', 'a', READ);
  place(theirs, 'c', 'acme/us', READ);
  expect(foundBy(CODE, fleet)).toEqual([]);
});

test('fails for the folder that the cluster writes to', () => {
  const { fleet, us, schedule } = sample();
  schedule({}, 'x');
  place(us, 'mirror', '/acme/us', READ, 'other');
  expect(foundBy(CODE, fleet)).toEqual([
    'error velero-standby-itself: us: BackupStorageLocation other/mirror (acme--us/BackupStorageLocation-mirror-other): only reads prefix acme/us of aws bucket backups, which'
    + ' velero/default (acme--us/x.velero/locations/default) of the same cluster writes to: remove it, or name the folder of another cluster',
  ]);
  expect(partiesOf(CODE, fleet)).toEqual([[['us'], ['acme--us/BackupStorageLocation-mirror-other', 'acme--us/x.velero/locations/default']]]);
});
