import { expect, test } from '@jest/globals';
import { foundBy, partiesOf, place, sample } from '../samples';

const CODE = 'velero-default-location';

test('passes for one in each cluster and namespace, and for those that are none', () => {
  const { app, fleet, us, eu, schedule } = sample();
  schedule({ standby: eu });
  place(us, 'second', 'second');
  place(us, 'third', 'third', { default: false });
  place(us, 'other', 'other', { default: true }, 'other');
  const { us: theirs } = sample({}, {}, { app, id: 'beta' });
  ['a', 'b'].forEach(name => place(theirs, name, name, { default: true }));
  expect(foundBy(CODE, fleet)).toEqual([]);
});

test('fails for two', () => {
  const { fleet, us, schedule } = sample();
  schedule({}, 'x');
  place(us, 'second', 'second', { default: true });
  expect(foundBy(CODE, fleet)).toEqual([
    'error velero-default-location: us: locations velero/default (acme--us/x.velero/locations/default) and velero/second (acme--us/BackupStorageLocation-second-velero) are each the default,'
    + ' and Velero changes all but the newest: keep default: true in one',
  ]);
  expect(partiesOf(CODE, fleet)).toEqual([[['us'], ['acme--us/BackupStorageLocation-second-velero', 'acme--us/x.velero/locations/default']]]);
});
