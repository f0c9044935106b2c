import { expect, test } from '@jest/globals';
import { foundBy, partiesOf, raw, sample } from '../samples';

const CODE = 'velero-schedule-name';

test('passes for 63 characters, for other kinds, and in another fleet', () => {
  const { app, fleet, us, schedule } = sample();
  schedule();
  raw(us, 'Schedule', 'a'.repeat(63));
  raw(us, 'Backup', 'b'.repeat(64));
  raw(sample({}, {}, { app, id: 'beta' }).us, 'Schedule', 'c'.repeat(64));
  expect(foundBy(CODE, fleet)).toEqual([]);
});

test('fails for 64', () => {
  const { fleet, us, schedule } = sample();
  schedule();
  const name = 'a'.repeat(64);
  const { node: { path } } = raw(us, 'Schedule', name);
  expect(foundBy(CODE, fleet)).toEqual([
    `error velero-schedule-name: us: Schedule velero/${name} (${path}): its name has 64 characters, and Velero makes no backups, without a word, when it has more than 63:`
    + ' write one of 40 at most',
  ]);
  expect(partiesOf(CODE, fleet)).toEqual([[['us'], [path]]]);
});
