import { expect, test } from '@jest/globals';
import { foundBy, partiesOf, place, raw, sample } from '../samples';

const CODE = 'velero-schedule-name-twice';
const READ = { accessMode: 'ReadOnly' };

/** `us` and `ber` each with a Schedule `nightly` that goes to `default`, and places of all three clusters. */
function nightly(names: readonly [string, string] = ['nightly', 'nightly']) {
  const it = sample();
  it.schedule({ clusters: [it.us], standby: it.eu });
  it.schedule({ clusters: [it.ber], standby: it.eu }, 'other');
  raw(it.us, 'Schedule', names[0]);
  raw(it.ber, 'Schedule', names[1], { template: { storageLocation: 'default' } });
  return it;
}

/** The same without a VeleroSchedule that makes them meet in `eu`. */
function alone() {
  const it = sample();
  it.schedule({}, 'x');
  raw(it.eu, 'Schedule', 'nightly', {});
  raw(it.ber, 'Schedule', 'nightly', {});
  place(it.eu, 'default', 'acme/eu');
  place(it.ber, 'default', 'acme/ber');
  return it;
}

const TWICE = 'error velero-schedule-name-twice: Schedules velero/nightly of ber (acme--ber/Schedule-nightly-velero) and velero/nightly of us (acme--us/Schedule-nightly-velero) have one'
  + ' name, and eu reads the backups of all of them: a restore by scheduleName takes the newest, whichever cluster it is of; give each another name, with the cluster in it';

test('passes for different names that meet, and for one name that meets nowhere', () => {
  expect(foundBy(CODE, nightly(['nightly-us', 'nightly-ber']).fleet)).toEqual([]);
  expect(foundBy(CODE, alone().fleet)).toEqual([]);
});

test('passes for two names in one cluster that is read', () => {
  const { fleet, us, eu, schedule } = sample();
  schedule({ standby: eu });
  schedule({ standby: eu }, 'third');
  raw(us, 'Schedule', 'nightly');
  // The same object, delivered twice.
  raw(fleet.chartOf('us', 'more'), 'Schedule', 'nightly');
  expect(foundBy(CODE, fleet)).toEqual([]);
});

test('fails where a standby reads both', () => {
  const { fleet, eu } = nightly();
  place(eu, 'us-again', 'acme/us', READ);
  expect(foundBy(CODE, fleet)).toEqual([TWICE]);
  expect(partiesOf(CODE, fleet)).toEqual([[['ber', 'eu', 'us'], ['acme--ber/Schedule-nightly-velero', 'acme--us/Schedule-nightly-velero']]]);
});

test('fails where one reads the other, and names all that read', () => {
  const { fleet, us, eu } = alone();
  place(eu, 'ber', 'acme/ber', READ);
  place(us, 'ber', 'acme/ber', READ);
  place(us, 'eu', '/acme/eu/', READ);
  expect(foundBy(CODE, fleet)).toEqual([
    'error velero-schedule-name-twice: Schedules velero/nightly of ber (acme--ber/Schedule-nightly-velero) and velero/nightly of eu (acme--eu/Schedule-nightly-velero) have one name, and'
    + ' eu and us read the backups of all of them: a restore by scheduleName takes the newest, whichever cluster it is of; give each another name, with the cluster in it',
  ]);
});

test('goes by where backups go: the location that is named, the default, else the one of that name', () => {
  const { fleet, ber, eu, us, schedule } = sample();
  schedule({}, 'x');
  place(eu, 'main', 'eu/main', { default: true });
  place(eu, 'second', 'eu/second');
  place(ber, 'default', 'ber');
  raw(eu, 'Schedule', 'nightly', { template: { storageLocation: 'second' } });
  raw(eu, 'Schedule', 'hourly');
  raw(ber, 'Schedule', 'nightly');
  raw(ber, 'Schedule', 'hourly');
  place(us, 'ber', 'ber', READ);
  place(us, 'eu', 'eu/main', READ);
  const names = () => partiesOf(CODE, fleet).map(([, paths]) => paths);
  expect(names()).toEqual([['acme--ber/Schedule-hourly-velero', 'acme--eu/Schedule-hourly-velero']]);
  place(us, 'eu-second', 'eu/second', READ);
  expect(names()).toHaveLength(1);
});

test('passes for readers in a namespace of their own, which another Velero reads', () => {
  const { fleet, us, eu } = alone();
  place(us, 'ber', 'acme/ber', READ, 'one');
  place(us, 'eu', 'acme/eu', READ, 'two');
  expect(foundBy(CODE, fleet)).toEqual([]);
  expect(eu.name).toBe('eu');
});

test('fails across fleets, in the first of those with backups of this library', () => {
  const { app, fleet, us, schedule } = sample({}, {}, { id: 'beta' });
  schedule({}, 'x');
  const other = sample({}, {}, { app, id: 'acme' });
  const third = sample({}, {}, { app, id: 'aaa' });
  third.schedule();
  place(other.us, 'default', 'acme/us');
  raw(other.us, 'Schedule', 'nightly');
  raw(us, 'Schedule', 'nightly');
  place(us, 'other', 'acme/us', READ);
  const message = 'error velero-schedule-name-twice: Schedules velero/nightly of us (beta--us/Schedule-nightly-velero) and velero/nightly of us of fleet acme (acme--us/Schedule-nightly-velero)'
    + ' have one name, and us reads the backups of all of them: a restore by scheduleName takes the newest, whichever cluster it is of; give each another name, with the cluster in it';
  expect(foundBy(CODE, fleet)).toEqual([message]);
  expect(foundBy(CODE, third.fleet)).toEqual([]);
  other.schedule({ clusters: [other.eu] }, 'y');
  expect(foundBy(CODE, other.fleet)).toHaveLength(1);
});

test('fails for the schedules of another fleet that a cluster of this one reads', () => {
  const { app, fleet, us, schedule } = sample();
  schedule({}, 'x');
  const other = sample({}, {}, { app, id: 'aaa' });
  [other.us, other.eu].forEach(cluster => {
    place(cluster, 'default', cluster.name);
    raw(cluster, 'Schedule', 'nightly');
    place(us, `other-${cluster.name}`, cluster.name, READ);
  });
  expect(foundBy(CODE, fleet)).toEqual([
    'error velero-schedule-name-twice: Schedules velero/nightly of eu of fleet aaa (aaa--eu/Schedule-nightly-velero) and velero/nightly of us of fleet aaa (aaa--us/Schedule-nightly-velero)'
    + ' have one name, and us reads the backups of all of them: a restore by scheduleName takes the newest, whichever cluster it is of; give each another name, with the cluster in it',
  ]);
});

test('does not depend on the order of the program', () => {
  const messages = [['us', 'ber'], ['ber', 'us']].map(order => {
    const it = sample();
    it.schedule({}, 'x');
    order.forEach(name => place(it.eu, name, name, READ));
    order.forEach(name => {
      const cluster = name === 'us' ? it.us : it.ber;
      place(cluster, 'nightly', name);
      raw(cluster, 'Schedule', 'nightly', { template: { storageLocation: 'nightly' } });
    });
    return foundBy(CODE, it.fleet);
  });
  expect(messages[0]).toEqual([TWICE]);
  expect(messages[1]).toEqual([TWICE]);
});
