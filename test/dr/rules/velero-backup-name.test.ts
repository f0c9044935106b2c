import { expect, test } from '@jest/globals';
import { foundBy, partiesOf, raw, sample } from '../samples';

const CODE = 'velero-backup-name';

test('passes for 48 characters, and leaves 64 to another rule', () => {
  const { app, fleet, us, schedule } = sample();
  schedule();
  raw(us, 'Schedule', 'a'.repeat(48));
  raw(us, 'Schedule', 'b'.repeat(64));
  raw(us, 'Backup', 'c'.repeat(50));
  raw(sample({}, {}, { app, id: 'beta' }).us, 'Schedule', 'c'.repeat(50));
  expect(foundBy(CODE, fleet)).toEqual([]);
});

test.each([49, 63])('fails for %i', length => {
  const { fleet, us, schedule } = sample();
  schedule();
  const name = 'a'.repeat(length);
  const { node: { path } } = raw(us, 'Schedule', name);
  expect(foundBy(CODE, fleet)).toEqual([
    `warning velero-backup-name: us: Schedule velero/${name} (${path}): its name has ${length} characters, and its backups get 15 more, which labels only hold as a hash above 63:`
    + ' write a name of 40 at most',
  ]);
  expect(partiesOf(CODE, fleet)).toEqual([[['us'], [path]]]);
});
