import { expect, test } from '@jest/globals';
import { foundBy, place, raw, sample } from './samples';
import { BackupStorage } from '../../lib/dr';
import { recording } from '../fleet/deliveries';

/**
 * Manifests of backups as they are found on the web: one `velero install --bucket k8s-backups --backup-location-config region=us-east-1` for each
 * cluster, a Backup of everything in Git, a restore by name in another cluster.
 */
const BACKUP = {
  includedNamespaces: ['*'], excludedNamespaces: ['kube-system', 'kube-public', 'velero'], includedResources: ['*'],
  excludedResources: ['events', 'events.events.k8s.io'], labelSelector: { matchLabels: { backup: 'true' } }, ttl: '720h0m0s', storageLocation: 'default',
};

test('two clusters that are installed alike write to one place, and each deletes what the other made', () => {
  const { fleet, us, eu, schedule } = sample();
  schedule();
  [us, eu].forEach(cluster => place(cluster, 'k8s-backups', undefined, { objectStorage: { bucket: 'k8s-backups' }, config: { region: 'us-east-1' } }));
  expect(foundBy('velero-prefix-shared', fleet)).toHaveLength(1);
  expect(foundBy('velero-prefix-shared', fleet)[0]).toContain('k8s-backups');
});

test('a bucket in the region that it protects against is told', () => {
  const { fleet, schedule } = sample();
  schedule({ storage: BackupStorage.aws({ bucket: 'k8s-backups', region: 'us-east-1', credentials: 'pods' }) });
  expect(foundBy('velero-region', fleet)).toHaveLength(1);
});

test('a Backup of Git is made once, and again whenever it is deleted; what it asks for is right', () => {
  const { fleet, us, schedule } = sample({ delivery: recording({}, { name: 'Argo CD', prunes: true, readsFolders: true }) });
  schedule();
  raw(us, 'Backup', 'full-cluster-backup', BACKUP);
  expect(foundBy('velero-one-shot', fleet)).toHaveLength(1);
  expect(foundBy('velero-object', fleet)).toEqual([]);
});

test('30 days are no duration', () => {
  const { fleet, us, schedule } = sample();
  schedule();
  raw(us, 'Schedule', 'daily-backup', { schedule: '0 2 * * *', template: { ...BACKUP, ttl: '30d' } });
  expect(foundBy('velero-object', fleet)).toEqual([expect.stringContaining('720h0m0s')]);
});

test('snapshots of one region are no backup for another', () => {
  const { fleet, eu, schedule } = sample();
  schedule({ standby: eu, csi: true, includedNamespaces: ['production'] });
  expect(foundBy('velero-snapshots-stay', fleet)).toHaveLength(1);
});
