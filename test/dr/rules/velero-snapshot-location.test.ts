import { describe, expect, test } from '@jest/globals';
import { foundBy, partiesOf, raw, sample } from '../samples';

const CODE = 'velero-snapshot-location';
const START = 'error velero-snapshot-location: us: Schedule velero/mine (acme--us/Schedule-mine-velero): volumeSnapshotLocations: ';

/** A Schedule of people, beside two snapshot locations of AWS and one of Google. */
function mine(volumeSnapshotLocations: readonly string[] | undefined, defaults?: string) {
  const it = sample();
  it.schedule({ ...(defaults && { values: { configuration: { defaultVolumeSnapshotLocations: defaults } } }), volumeSnapshotLocations: undefined }, 'x');
  raw(it.us, 'VolumeSnapshotLocation', 'near', { provider: 'velero.io/aws' });
  raw(it.us, 'VolumeSnapshotLocation', 'far', { provider: 'aws' });
  raw(it.us, 'VolumeSnapshotLocation', 'google', { provider: 'gcp' });
  raw(it.us, 'Schedule', 'mine', { template: { volumeSnapshotLocations } });
  return it;
}

/** What is found of the Schedule of people: that of the library names none either. */
function foundOfMine(fleet: ReturnType<typeof mine>['fleet']) {
  return foundBy(CODE, fleet).filter(text => text.includes('velero/mine'));
}

describe('passes', () => {
  test('for one of each provider, with that of the others taken for granted', () => {
    expect(foundOfMine(mine(['far']).fleet)).toEqual([]);
    expect(foundOfMine(mine(['google', 'near']).fleet)).toEqual([]);
  });

  test.each(['aws:near', 'gcp:google, velero.io/aws:near'])('for defaults of the server: %s', defaults => {
    expect(foundBy(CODE, mine(undefined, defaults).fleet)).toEqual([]);
  });

  test('for those of another namespace, cluster or fleet', () => {
    const { app, fleet, us, eu, schedule } = sample();
    schedule({}, 'x');
    const { us: theirs } = sample({}, {}, { app, id: 'beta' });
    [us, eu, theirs].forEach(cluster => raw(cluster, 'VolumeSnapshotLocation', 'near', { provider: 'aws' }));
    raw(us, 'VolumeSnapshotLocation', 'far', { provider: 'aws' }, 'other');
    raw(theirs, 'VolumeSnapshotLocation', 'far', { provider: 'aws' });
    raw(theirs, 'Backup', 'now');
    raw(us, 'Backup', 'now');
    expect(foundBy(CODE, fleet)).toEqual([]);
  });
});

describe('fails', () => {
  test('for two of one provider', () => {
    const { fleet } = mine(['near', 'google', 'far']);
    expect(foundOfMine(fleet)).toEqual([`${START}far and near are of provider aws, and a backup takes one for each provider, so that none is made: name one of them`]);
  });

  test.each([[[], undefined], [['google'], undefined], [undefined, 'gcp:google']] as const)('for none of a provider that has two: %p, default %p', (names, defaults) => {
    const { fleet } = mine(names, defaults);
    expect(foundOfMine(fleet)).toEqual([`${START}us has far and near of provider aws, and none of them is named, so that no backup is made: name one of them`]);
  });

  test('for a Backup', () => {
    const { fleet, us } = mine(['near']);
    raw(us, 'Backup', 'now');
    expect(partiesOf(CODE, fleet)[0]).toEqual([['us'], ['acme--us/Backup-now-velero']]);
  });
});
