import { expect, test } from '@jest/globals';
import { SnapshotLocation } from '../../../lib/dr';
import type { ICluster } from '../../../lib/fleet';
import { later, output } from '../../fleet/deferred-support';

const us = { name: 'us' } as ICluster;

test.each([
  [
    SnapshotLocation.aws({ region: 'eu-west-1', credentials: { roleArn: 'arn' }, profile: 'p', enableSharedConfig: true, ebsKmsKeyId: 'k' }),
    'aws', { region: 'eu-west-1', profile: 'p', enableSharedConfig: 'true', ebsKmsKeyId: 'k' }, { serviceAccountAnnotations: { 'eks.amazonaws.com/role-arn': 'arn' } },
  ],
  [
    SnapshotLocation.azure({
      credentials: { secret: { key: 'k' } }, resourceGroup: 'r', subscriptionId: 's', apiTimeout: '5m', incremental: true, tags: 'a=b', activeDirectoryAuthorityURI: 'u',
    }),
    'azure', { resourceGroup: 'r', subscriptionId: 's', apiTimeout: '5m', incremental: 'true', tags: 'a=b', activeDirectoryAuthorityURI: 'u' }, { secret: { key: 'k' } },
  ],
  [
    SnapshotLocation.gcp({ credentials: 'pods', snapshotLocation: 'eu', project: 'p', volumeProject: 'v', snapshotType: 'ARCHIVE' }),
    'gcp', { snapshotLocation: 'eu', project: 'p', volumeProject: 'v', snapshotType: 'ARCHIVE' }, {},
  ],
] as const)('a place of snapshots has the options of its plug-in as text: %#', (location, provider, config, identity) => {
  expect([location.name, location.provider, location.config, location.identityOf(us)]).toEqual(['default', provider, config, identity]);
});

test('a place of snapshots has the name and the image that it is given', () => {
  const { name, pluginImage } = SnapshotLocation.gcp({ credentials: 'pods', name: 'eu', pluginImage: 'mine:v1' });
  expect([name, pluginImage]).toEqual(['eu', 'mine:v1']);
  expect(SnapshotLocation.azure({ credentials: { secret: { key: 'k' } } }).pluginImage).toBe('docker.io/velero/velero-plugin-for-microsoft-azure:v1.14.0');
});

test.each([
  [() => SnapshotLocation.aws({ credentials: 'pods' } as never), 'SnapshotLocation.aws: region is missing; write text that is not empty'],
  [() => SnapshotLocation.aws({ region: 'r' } as never), 'SnapshotLocation.aws: credentials is missing; write how Velero is known there'],
  [() => SnapshotLocation.aws({ region: 'r', credentials: 'pods', bucket: 'b' } as never), 'SnapshotLocation.aws: bucket is no option; write one of '],
  [() => SnapshotLocation.azure({ credentials: { secret: { key: 'k' } }, subscriptionId: 's' }), 'SnapshotLocation.azure: subscriptionId: the plug-in takes it with resourceGroup only'],
  [() => SnapshotLocation.azure({ credentials: { secret: { key: 'k' } }, incremental: 'yes' } as never), "SnapshotLocation.azure: incremental: write true or false, got 'yes'"],
  [() => SnapshotLocation.gcp({ credentials: 'pods', name: 'A' }), "SnapshotLocation.gcp: name: write lower-case letters, digits and dashes, 63 at most, got 'A'"],
])('what no plug-in would understand is refused: %#', (make, message) => {
  expect(make).toThrow(message);
});

test('ids and ARNs may be deferred, and what is given at synth may not', () => {
  const value = later('x');
  expect(SnapshotLocation.aws({ region: 'r', credentials: { roleArn: value } }).identityOf(us)).toEqual({ serviceAccountAnnotations: { 'eks.amazonaws.com/role-arn': value } });
  expect(SnapshotLocation.azure({ credentials: { secret: { key: 'k' } }, resourceGroup: value, subscriptionId: value }).config).toEqual({ resourceGroup: value, subscriptionId: value });
  expect(SnapshotLocation.gcp({ credentials: 'pods', project: value, volumeProject: value }).config).toEqual({ project: value, volumeProject: value });
  expect(() => SnapshotLocation.aws({ region: 'r', credentials: { roleArn: output() } })).toThrow('SnapshotLocation.aws: credentials.roleArn: is a Pulumi Output');
  expect(() => SnapshotLocation.aws({ region: value as never, credentials: 'pods' })).toThrow('SnapshotLocation.aws: region: is deferred');
});
