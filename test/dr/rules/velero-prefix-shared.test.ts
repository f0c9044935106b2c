import { describe, expect, test } from '@jest/globals';
import { foundBy, partiesOf, place, raw, sample } from '../samples';

const CODE = 'velero-prefix-shared';
const pathOf = (cluster: string, name: string, fleet = 'acme') => `${fleet}--${cluster}/BackupStorageLocation-${name}-velero`;

/** Backups of `us` that go to acme/us. */
function daily() {
  const it = sample();
  it.schedule({}, 'x');
  return it;
}

describe('passes', () => {
  test('for a prefix for each cluster, and for names that only begin alike', () => {
    const { fleet, eu, ber } = daily();
    place(eu, 'a', 'acme/us-2');
    place(ber, 'b', 'acme/u');
    expect(foundBy(CODE, fleet)).toEqual([]);
  });

  test('for who only reads', () => {
    const { fleet, us, eu, schedule } = sample();
    schedule({ standby: eu });
    place(us, 'all', undefined, { accessMode: 'ReadOnly' });
    expect(foundBy(CODE, fleet)).toEqual([]);
  });

  test('for other buckets, stores and accounts', () => {
    const { fleet, eu, ber } = daily();
    place(eu, 'a', 'acme/us', { objectStorage: { bucket: 'others', prefix: 'acme/us' } });
    place(eu, 'b', 'acme/us', { provider: 'gcp' });
    place(eu, 'c', 'acme/us', { config: { s3Url: 'https://minio.example.com' } });
    place(eu, 'd', 'acme/us', { config: { s3Url: 'https://other.example.com' } });
    place(eu, 'e', 'acme/us', { provider: 'azure', config: { storageAccount: 'one' } });
    place(ber, 'f', 'acme/us', { provider: 'azure', config: { storageAccount: 'two' } });
    expect(foundBy(CODE, fleet)).toEqual([]);
  });
});

describe('fails', () => {
  test('for equal prefixes of two clusters, slashes and the domain of the provider or not', () => {
    const { fleet, eu } = daily();
    place(eu, 'copy', undefined, { provider: 'velero.io/aws', objectStorage: { bucket: '/backups/', prefix: '/acme//us/' }, config: { region: 'elsewhere', storageAccount: 'no' } });
    expect(foundBy(CODE, fleet)).toEqual([
      `error velero-prefix-shared: locations velero/copy of eu (${pathOf('eu', 'copy')}) and velero/default of us (acme--us/x.velero/locations/default) all write to prefix acme/us of`
      + ' aws bucket backups: each Velero takes the backups of the others for its own, and deletes them; give each a prefix of its own, or accessMode ReadOnly to who only reads',
    ]);
    expect(partiesOf(CODE, fleet)).toEqual([[['eu', 'us'], [pathOf('eu', 'copy'), 'acme--us/x.velero/locations/default']]]);
  });

  test('for two of one cluster, of one account and of one store', () => {
    const { fleet, us } = daily();
    for (const [name, spec] of Object.entries({ azure: { provider: 'azure', config: { storageAccount: 'one' } }, minio: { config: { s3Url: 'https://minio.example.com' } } })) {
      place(us, `${name}-1`, 'a', spec);
      place(us, `${name}-2`, 'a', spec.config.hasOwnProperty('s3Url') ? { config: { s3Url: 'https://minio.example.com/' } } : spec);
    }
    expect(foundBy(CODE, fleet)).toEqual([
      expect.stringContaining('velero/azure-1 of us (acme--us/BackupStorageLocation-azure-1-velero) and velero/azure-2 of us (acme--us/BackupStorageLocation-azure-2-velero) all write to'
        + ' prefix a of azure bucket backups at one: '),
      expect.stringContaining('velero/minio-1 of us (acme--us/BackupStorageLocation-minio-1-velero) and velero/minio-2 of us (acme--us/BackupStorageLocation-minio-2-velero) all write to'
        + ' prefix a of aws bucket backups at https://minio.example.com: '),
    ]);
  });

  test('for what lies inside, once for all of it', () => {
    const { fleet, us, eu, ber } = daily();
    place(eu, 'outer', 'acme');
    place(ber, 'deep', 'acme/other/deep');
    place(us, 'away', 'away');
    expect(foundBy(CODE, fleet)).toEqual([
      `error velero-prefix-shared: prefix acme of aws bucket backups, which location velero/outer of eu (${pathOf('eu', 'outer')}) writes to, holds the folders of velero/deep of ber`
      + ` (${pathOf('ber', 'deep')}) and velero/default of us (acme--us/x.velero/locations/default): Velero finds other and us there beside its own folders, holds the location for`
      + ' Unavailable, and makes no backups in it; give each a prefix that lies in no other',
    ]);
    expect(partiesOf(CODE, fleet)[0][0]).toEqual(['ber', 'eu', 'us']);
  });

  test('for the whole bucket', () => {
    const { fleet, eu } = daily();
    place(eu, 'all', undefined);
    expect(foundBy(CODE, fleet)).toEqual([
      `error velero-prefix-shared: the whole aws bucket backups, which location velero/all of eu (${pathOf('eu', 'all')}) writes to, holds the folder of velero/default of us`
      + ' (acme--us/x.velero/locations/default): Velero finds acme there beside its own folders, holds the location for Unavailable, and makes no backups in it; give each a prefix'
      + ' that lies in no other',
    ]);
  });

  test('for what lies in a folder that Velero knows', () => {
    const { fleet, eu } = daily();
    place(eu, 'inner', 'acme/us/backups/eu');
    expect(foundBy(CODE, fleet)).toEqual([
      'error velero-prefix-shared: prefix acme/us of aws bucket backups, which location velero/default of us (acme--us/x.velero/locations/default) writes to, holds the folder of'
      + ` velero/inner of eu (${pathOf('eu', 'inner')}): Velero keeps its own objects in backups, and takes what others write there for its own; give each a prefix that lies in no other`,
    ]);
  });

  test('for each that lies around', () => {
    const { fleet, eu, ber } = daily();
    place(eu, 'outer', 'acme');
    place(ber, 'all', '');
    expect(foundBy(CODE, fleet)).toEqual([
      expect.stringContaining('prefix acme of aws bucket backups, which'),
      expect.stringContaining('the whole aws bucket backups, which'),
    ]);
  });

  test('for a location of another fleet, once', () => {
    const { app, fleet, eu } = daily();
    const other = sample({}, {}, { app, id: 'beta' });
    other.schedule({}, 'x');
    place(other.eu, 'copy', 'acme/us');
    place(eu, 'outer', 'beta');
    expect(foundBy(CODE, fleet)).toEqual([
      expect.stringContaining(`locations velero/copy of eu of fleet beta (${pathOf('eu', 'copy', 'beta')}) and velero/default of us (acme--us/x.velero/locations/default) all write to`),
      expect.stringContaining('holds the folder of velero/default of us of fleet beta (beta--us/x.velero/locations/default)'),
    ]);
    expect(foundBy(CODE, other.fleet)).toEqual([]);
  });

  test('in the second fleet, where the first has no backups of this library; never for what is between others', () => {
    const { app, fleet, us } = sample({}, {}, { id: 'acme' });
    const other = sample({}, {}, { app, id: 'beta' });
    other.schedule({}, 'x');
    place(us, 'one', 'beta/us');
    place(us, 'two', 'own');
    place(us, 'three', 'own');
    expect(foundBy(CODE, other.fleet)).toEqual([expect.stringContaining('locations velero/default of us (beta--us/x.velero/locations/default) and velero/one of us of fleet acme')]);
    expect(foundBy(CODE, fleet)).toEqual([]);
  });
});

test('reads what is no text as empty', () => {
  const { fleet, us } = daily();
  raw(us, 'BackupStorageLocation', 'odd', { provider: 7, objectStorage: 'x' });
  expect(foundBy(CODE, fleet)).toEqual([]);
});
