import { describe, expect, test } from '@jest/globals';
import { BackupStorage } from '../../../lib/dr';
import type { ICluster } from '../../../lib/fleet';
import { later, output } from '../../fleet/deferred-support';

const us = { name: 'us' } as ICluster;
const SECRET = { secret: { key: 'acme/velero' } };
const aws = (props: object = {}) => BackupStorage.aws({ bucket: 'acme', region: 'eu-west-1', credentials: 'pods', ...props } as never);
const azure = (props: object = {}) => BackupStorage.azure({ bucket: 'acme', storageAccount: 'acme', credentials: SECRET, ...props } as never);
const gcp = (props: object = {}) => BackupStorage.gcp({ bucket: 'acme', credentials: 'pods', ...props } as never);
const other = (props: object = {}) => BackupStorage.plugin({ bucket: 'acme', provider: 'ceph', pluginImage: 'example.com/ceph:v1', ...props } as never);

describe('what a location is', () => {
  test('of AWS: every option of the plug-in is text in its config, and nothing else is', () => {
    const storage = aws({
      name: 'second', prefix: 'a/b', default: true, caCertRef: { name: 'ca', key: 'ca.crt' }, backupSyncPeriod: '2m', validationFrequency: '0s',
      s3ForcePathStyle: true, s3Url: 'https://s3.example.com', publicUrl: 'https://s3.example.com', serverSideEncryption: 'aws:kms', kmsKeyId: 'alias/velero',
      signatureVersion: '4', profile: 'velero', insecureSkipTLSVerify: false, enableSharedConfig: true, tagging: 'a=b', checksumAlgorithm: '',
    });
    expect(storage.configFor(us)).toEqual({
      region: 'eu-west-1', s3ForcePathStyle: 'true', s3Url: 'https://s3.example.com', publicUrl: 'https://s3.example.com', serverSideEncryption: 'aws:kms',
      kmsKeyId: 'alias/velero', signatureVersion: '4', profile: 'velero', insecureSkipTLSVerify: 'false', enableSharedConfig: 'true', tagging: 'a=b', checksumAlgorithm: '',
    });
    const { name, provider, bucket, prefix, region, default: isDefault, options, pluginImage } = storage;
    expect({ name, provider, bucket, prefix, region, isDefault, options, pluginImage }).toEqual({
      name: 'second', provider: 'aws', bucket: 'acme', prefix: 'a/b', region: 'eu-west-1', isDefault: true,
      options: { caCertRef: { name: 'ca', key: 'ca.crt' }, backupSyncPeriod: '2m', validationFrequency: '0s' },
      pluginImage: 'docker.io/velero/velero-plugin-for-aws:v1.14.2',
    });
  });

  test('of Azure: the region is for the rules alone', () => {
    const storage = azure({
      region: 'westeurope', resourceGroup: 'backups', subscriptionId: 's', storageAccountKeyEnvVar: 'KEY', storageAccountURI: 'https://acme.blob.core.windows.net',
      useAAD: true, activeDirectoryAuthorityURI: 'https://login.microsoftonline.us/', blockSizeInBytes: 1048576,
    });
    expect(storage.configFor(us)).toEqual({
      storageAccount: 'acme', resourceGroup: 'backups', subscriptionId: 's', storageAccountKeyEnvVar: 'KEY', storageAccountURI: 'https://acme.blob.core.windows.net',
      useAAD: 'true', activeDirectoryAuthorityURI: 'https://login.microsoftonline.us/', blockSizeInBytes: '1048576',
    });
    expect([storage.provider, storage.region]).toEqual(['azure', 'westeurope']);
  });

  test('of Google Cloud, and of a plug-in of others', () => {
    expect(gcp({ region: 'europe-west1', kmsKeyName: 'k', storeEndpoint: 'e', universeDomain: 'u' }).configFor(us)).toEqual({ kmsKeyName: 'k', storeEndpoint: 'e', universeDomain: 'u' });
    expect(other({ region: 'r', config: { pool: 'x' } }).configFor(us)).toEqual({ pool: 'x' });
    expect(other().configFor(us)).toEqual({});
    expect(other().pluginImage).toBe('example.com/ceph:v1');
    expect(gcp({ pluginImage: 'mine:v1' }).pluginImage).toBe('mine:v1');
  });
});

describe('who Velero is there', () => {
  test('nobody in particular, where pods or nodes are known', () => {
    expect([aws(), gcp(), other()].map(storage => storage.identityOf(us))).toEqual([{}, {}, {}]);
  });

  test('a role, a managed identity, a service account', () => {
    expect(aws({ credentials: { roleArn: 'arn:aws:iam::111122223333:role/velero' } }).identityOf(us))
      .toEqual({ serviceAccountAnnotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/velero' } });
    const azureStorage = azure({ credentials: { clientId: 'c', subscriptionId: 's', resourceGroup: 'r' } });
    expect(azureStorage.identityOf(us)).toEqual({
      serviceAccountAnnotations: { 'azure.workload.identity/client-id': 'c' }, podLabels: { 'azure.workload.identity/use': 'true' },
      variables: { AZURE_SUBSCRIPTION_ID: 's', AZURE_RESOURCE_GROUP: 'r', AZURE_CLOUD_NAME: 'AzurePublicCloud' }, config: { useAAD: 'true' },
    });
    expect(azureStorage.configFor(us)).toEqual({ storageAccount: 'acme', useAAD: 'true' });
    const account = 'velero@acme.iam.gserviceaccount.com';
    expect(gcp({ credentials: { serviceAccount: account } }).identityOf(us)).toEqual({ serviceAccountAnnotations: { 'iam.gke.io/gcp-service-account': account }, config: { serviceAccount: account } });
  });

  test('a file of the secret store, and of each cluster its own', () => {
    expect([aws, azure, gcp, other].map(make => make({ credentials: SECRET }).identityOf(us))).toEqual([SECRET, SECRET, SECRET, SECRET]);
    expect(aws({ credentials: (cluster: ICluster) => ({ secret: { key: `acme/${cluster.name}`, property: 'file' } }) }).identityOf(us))
      .toEqual({ secret: { key: 'acme/us', property: 'file' } });
  });
});

test.each([
  [() => aws({ region: undefined }), 'BackupStorage.aws: region is missing; write text that is not empty'],
  [() => aws({ bucket: 'acme/backups' }), "BackupStorage.aws: bucket: write the name alone and the folder in prefix, got 'acme/backups'"],
  [() => aws({ prefix: '/a' }), "BackupStorage.aws: prefix: write a path without slashes at its ends, 'acme/us-east', got '/a'"],
  [() => aws({ prefix: 'a/' }), "BackupStorage.aws: prefix: write a path without slashes at its ends, 'acme/us-east', got 'a/'"],
  [() => aws({ prefix: 'a//b' }), "BackupStorage.aws: prefix: write a path without slashes at its ends, 'acme/us-east', got 'a//b'"],
  [() => aws({ name: 'Default' }), "BackupStorage.aws: name: write lower-case letters, digits and dashes, 63 at most, got 'Default'"],
  [() => aws({ storageAccount: 'x' }), 'BackupStorage.aws: storageAccount is no option; write one of '],
  [() => aws({ s3ForcePathStyle: 'true' }), "BackupStorage.aws: s3ForcePathStyle: write true or false, got 'true'"],
  [() => aws({ kmsKeyId: 'a', customerKeyEncryptionFile: '/k' }), 'BackupStorage.aws: kmsKeyId, customerKeyEncryptionFile: the plug-in takes one of them'],
  [() => aws({ backupSyncPeriod: '1d' }), "BackupStorage.aws: backupSyncPeriod: '1d' is no Go duration, so that Velero cannot read the object; write 24h0m0s"],
  [() => aws({ validationFrequency: 'often' }), "BackupStorage.aws: validationFrequency: 'often' is no Go duration, so that Velero cannot read the object; write hours, minutes and seconds, such as 720h0m0s"],
  [() => aws({ caCertRef: { name: 'ca' } }), 'BackupStorage.aws: caCertRef.key is missing; write text that is not empty'],
  [() => aws({ caCertRef: { name: 'ca', key: 'x', namespace: 'n' } }), 'BackupStorage.aws: caCertRef.namespace is no option; write one of name, key'],
  [() => aws({ credentials: undefined }), 'BackupStorage.aws: credentials is missing; write how Velero is known there'],
  [() => aws({ credentials: 'nodes' }), "BackupStorage.aws: credentials: write { secret: { key } }, { roleArn } or 'pods'"],
  [() => aws({ credentials: { secret: { key: 'a' }, profile: 'x' } }), "BackupStorage.aws: credentials: write { secret: { key } }, { roleArn } or 'pods'"],
  [() => aws({ credentials: { roleArn: 'a', role: 'b' } }), 'BackupStorage.aws: credentials.role is no option; write roleArn'],
  [() => aws({ credentials: { secret: { key: '' } } }), "BackupStorage.aws: credentials.secret.key: write text that is not empty, got ''"],
  [() => aws({ credentials: { secret: { key: 'a', file: 'b' } } }), 'BackupStorage.aws: credentials.secret.file is no option; write one of key, property'],
  [() => aws({ credentials: () => 'nodes' }).identityOf(us), "BackupStorage.aws: credentials of us: write { secret: { key } }, { roleArn } or 'pods'"],
  [() => azure({ storageAccount: undefined }), 'BackupStorage.azure: storageAccount is missing; write text that is not empty'],
  [() => azure({ credentials: 'pods' }), 'BackupStorage.azure: credentials: write { secret: { key } } or { clientId, subscriptionId, resourceGroup }'],
  [() => azure({ credentials: { clientId: 'c' } }), 'BackupStorage.azure: credentials.subscriptionId is missing; write text that is not empty'],
  [() => azure({ blockSizeInBytes: 104_857_601 }), 'BackupStorage.azure: blockSizeInBytes: write a whole number from 1 to 104857600, got 104857601'],
  [() => gcp({ credentials: { roleArn: 'a' } }), "BackupStorage.gcp: credentials: write { secret: { key } }, { serviceAccount } or 'pods'"],
  [() => other({ provider: undefined }), 'BackupStorage.plugin: provider is missing; write text that is not empty'],
  [() => other({ pluginImage: undefined }), 'BackupStorage.plugin: pluginImage is missing; write text that is not empty'],
  [() => other({ config: { a: 1 } }), 'BackupStorage.plugin: config: write an object of texts, got {"a":1}'],
  [() => other({ credentials: { roleArn: 'a' } }), 'BackupStorage.plugin: credentials: write { secret: { key } }'],
])('what no plug-in would understand is refused: %#', (make, message) => {
  expect(make).toThrow(message);
});

test('ids, ARNs and endpoints may be deferred', () => {
  const value = later('x');
  expect(aws({ credentials: { roleArn: value }, publicUrl: value }).identityOf(us)).toEqual({ serviceAccountAnnotations: { 'eks.amazonaws.com/role-arn': value } });
  expect(aws({ credentials: () => ({ roleArn: value }) }).identityOf(us)).toEqual({ serviceAccountAnnotations: { 'eks.amazonaws.com/role-arn': value } });
  const ids = { resourceGroup: value, subscriptionId: value };
  expect(azure({ credentials: { clientId: value, ...ids }, ...ids, storageAccountURI: value }).configFor(us))
    .toEqual({ storageAccount: 'acme', ...ids, storageAccountURI: value, useAAD: 'true' });
  expect(gcp({ credentials: { serviceAccount: value }, storeEndpoint: value }).configFor(us))
    .toEqual({ serviceAccount: value, storeEndpoint: value });
});

test.each([
  [() => aws({ credentials: { roleArn: output() } }), 'BackupStorage.aws: credentials.roleArn: is a Pulumi Output, whose value is known only at deployment: write deferred(output)'],
  [() => aws({ credentials: later('x') }), "BackupStorage.aws: credentials: write { secret: { key } }, { roleArn } or 'pods'"],
  [() => aws({ credentials: { secret: { key: later('x') } } }), 'BackupStorage.aws: credentials.secret.key: is deferred, and its value is needed at synth'],
  [() => aws({ s3Url: later('x') }), 'BackupStorage.aws: s3Url: is deferred, and its value is needed at synth'],
  [() => azure({ storageAccount: later('x') }), 'BackupStorage.azure: storageAccount: is deferred, and its value is needed at synth'],
  [() => azure({ credentials: { clientId: 'c', subscriptionId: 's', resourceGroup: 'r', cloudName: later('x') } }), 'BackupStorage.azure: credentials.cloudName: is deferred'],
  [() => other({ credentials: { secret: { key: later('x') } } }), 'BackupStorage.plugin: credentials.secret.key: is deferred'],
])('what is compared, or is a name, may not be deferred: %#', (make, message) => {
  expect(make).toThrow(message);
});
