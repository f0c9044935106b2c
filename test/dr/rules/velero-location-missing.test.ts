import { describe, expect, test } from '@jest/globals';
import { foundBy, partiesOf, place, raw, sample } from '../samples';

const CODE = 'velero-location-missing';
const START = 'error velero-location-missing: us: Schedule velero/mine (acme--us/Schedule-mine-velero): ';

/** `us` with a place, and a Schedule that people write themselves. */
function mine(template: object) {
  const it = sample();
  it.schedule({ standby: it.eu }, 'x');
  raw(it.us, 'Schedule', 'mine', { template });
  return it;
}

describe('passes', () => {
  test('for a location that is there, and for none or an empty name', () => {
    expect(foundBy(CODE, mine({ storageLocation: 'default' }).fleet)).toEqual([]);
    expect(foundBy(CODE, mine({}).fleet)).toEqual([]);
    expect(foundBy(CODE, mine({ storageLocation: '' }).fleet)).toEqual([]);
  });

  test('where the program makes no location for that Velero', () => {
    const { app, fleet, ber, us, schedule } = sample();
    schedule({}, 'x');
    raw(ber, 'Schedule', 'mine', { template: { storageLocation: 'theirs', volumeSnapshotLocations: ['theirs'] } });
    raw(us, 'Schedule', 'mine', { template: { storageLocation: 'theirs' } }, 'other');
    raw(us, 'Schedule', 'snapshots', { template: { volumeSnapshotLocations: ['theirs'] } });
    raw(us, 'VolumeSnapshotLocation', 'a', { provider: 'aws' }, 'other');
    const { us: other } = sample({}, {}, { app, id: 'beta' });
    place(other, 'a', 'a');
    raw(other, 'Backup', 'now', { storageLocation: 'b' });
    expect(foundBy(CODE, fleet)).toEqual([]);
  });

  test('for snapshot locations that are there', () => {
    const { fleet, us } = mine({ volumeSnapshotLocations: ['a'] });
    raw(us, 'VolumeSnapshotLocation', 'a', { provider: 'aws' });
    expect(foundBy(CODE, fleet)).toEqual([]);
  });
});

describe('fails', () => {
  test('for a name that is not there', () => {
    const { fleet } = mine({ storageLocation: 'else' });
    expect(foundBy(CODE, fleet)).toEqual([
      `${START}storageLocation: us has no BackupStorageLocation 'else' in namespace velero, so that no backup is made: write default`,
    ]);
    expect(partiesOf(CODE, fleet)).toEqual([[['us'], ['acme--us/Schedule-mine-velero']]]);
  });

  test('for a Backup, and for one that is only read', () => {
    const { fleet, eu } = mine({});
    place(eu, 'b', 'b');
    raw(eu, 'Backup', 'now', { storageLocation: 'us' });
    expect(foundBy(CODE, fleet)).toEqual([
      "error velero-location-missing: eu: Backup velero/now (acme--eu/Backup-now-velero): storageLocation: eu only reads from 'us', so that no backup is made: write one of b, default",
    ]);
  });

  test('where the cluster only reads', () => {
    const { fleet, ber } = mine({});
    place(ber, 'us', 'acme/us', { accessMode: 'ReadOnly' });
    raw(ber, 'Backup', 'now', { storageLocation: 'else' });
    expect(foundBy(CODE, fleet)).toEqual([
      "error velero-location-missing: ber: Backup velero/now (acme--ber/Backup-now-velero): storageLocation: ber has no BackupStorageLocation 'else' in namespace velero, so that no backup"
      + ' is made: write a BackupStorageLocation that is written to',
    ]);
  });

  test('for snapshot locations that are not there, once each', () => {
    const { fleet, us } = mine({ volumeSnapshotLocations: ['a', 'c', 'c'] });
    raw(us, 'VolumeSnapshotLocation', 'b', { provider: 'gcp' });
    raw(us, 'VolumeSnapshotLocation', 'a', { provider: 'aws' });
    expect(foundBy(CODE, fleet)).toEqual([
      `${START}volumeSnapshotLocations: us has no VolumeSnapshotLocation 'c' in namespace velero, so that no backup is made: write one of a, b`,
    ]);
  });
});
