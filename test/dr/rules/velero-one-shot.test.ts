import { expect, test } from '@jest/globals';
import { recording } from '../../fleet/deliveries';
import { foundBy, partiesOf, raw, sample } from '../samples';

const CODE = 'velero-one-shot';
const READS = { delivery: recording({}, { name: 'Argo CD', readsFolders: true }) };

test('passes for schedules, and for a folder that people apply', () => {
  const { app, fleet, us, eu, schedule } = sample(READS);
  schedule({ standby: eu });
  raw(fleet.chartOf('us', 'restore'), 'Restore', 'back', { backupName: 'x' });
  raw(us, 'Schedule', 'mine', { schedule: '@daily', template: {} });
  raw(sample(READS, {}, { app, id: 'beta' }).us, 'Backup', 'now');
  expect(foundBy(CODE, fleet)).toEqual([]);
});

test('passes where people apply everything', () => {
  const { fleet, us, schedule } = sample();
  schedule();
  raw(us, 'Backup', 'now');
  expect(foundBy(CODE, fleet)).toEqual([]);
});

test('fails in what a controller reads, a unit of the cluster or not', () => {
  const { fleet, us, schedule } = sample(READS);
  schedule();
  raw(us, 'Backup', 'now');
  raw(fleet.deliveredUnit('us', 'more', 1), 'Restore', 'back', { backupName: 'now' });
  expect(foundBy(CODE, fleet)).toEqual([
    'error velero-one-shot: us: Backup velero/now (acme--us/Backup-now-velero): runs once, and Argo CD makes it anew when it is gone, so that it runs again: put it under'
    + " fleet.chartOf(cluster, 'backup'), a folder that people apply",
    'error velero-one-shot: us: Restore velero/back (acme--us--more/Restore-back-velero): runs once, and Argo CD makes it anew when it is gone, so that it runs again: put it under'
    + " fleet.chartOf(cluster, 'restore'), a folder that people apply, or write a RestorePlan",
  ]);
  expect(partiesOf(CODE, fleet)[0]).toEqual([['us'], ['acme--us/Backup-now-velero']]);
});
