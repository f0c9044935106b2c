import { expect, test } from '@jest/globals';
import { backupStorageLocationFaults } from '../../../lib/dr/specs/location-faults';

test.each([undefined, null, [], {}, { provider: 3, objectStorage: 'x' }, { objectStorage: { bucket: 3, prefix: [] } }])('does not stumble over %j', spec => {
  expect(backupStorageLocationFaults(spec)).toEqual([]);
});

const storage = (of: object) => ({ provider: 'aws', objectStorage: { bucket: 'b', ...of } });
test.each([
  [{ provider: '' }, { provider: 'aws' }, 'provider: is empty; write that of the plugin, such as aws, or velero.io/aws'],
  [storage({ bucket: '/' }), storage({ bucket: '/b/' }), "objectStorage.bucket: write the name of the bucket, got '/'"],
  [storage({ bucket: 'b/us/x' }), storage({ prefix: 'us/x/' }), "objectStorage.bucket: a bucket has no '/'; write bucket: b and prefix: us/x, got 'b/us/x'"],
  [storage({ prefix: 'a//b' }), storage({ prefix: '/a/b/' }), "objectStorage.prefix: write names with one '/' between them, and neither '.' nor '..', got 'a//b'"],
  [storage({ prefix: 'a/../b' }), storage({ prefix: '' }), "objectStorage.prefix: write names with one '/' between them, and neither '.' nor '..', got 'a/../b'"],
  [storage({ caCert: 'eA==', caCertRef: { name: 'a', key: 'b' } }), storage({ caCert: null, caCertRef: { name: 'a', key: 'b' } }),
    'objectStorage.caCert, objectStorage.caCertRef: both are there; leave caCert out'],
  [{ backupSyncPeriod: '-1m' }, { backupSyncPeriod: '0s' }, "backupSyncPeriod: '-1m' is negative; write 0s to switch it off, or leave it out for the period of the server"],
  [{ validationFrequency: '1d' }, { validationFrequency: '1m' }, "validationFrequency: '1d' is no Go duration, so that Velero cannot read the object; write 24h0m0s"],
])('%j', (bad, good, message) => {
  expect(backupStorageLocationFaults(bad)).toEqual([message]);
  expect(backupStorageLocationFaults(good)).toEqual([]);
});
