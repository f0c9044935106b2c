import { durationFaults } from './duration-faults';
import { isSet, mapOf } from './values';

/**
 * What is wrong with the `spec` of a BackupStorageLocation beyond its CRD. Empty when all is well.
 *
 * Source: Velero v1.18.2, `pkg/persistence/object_store.go`, `pkg/persistence/object_store_layout.go`,
 * `pkg/apis/velero/v1/backupstoragelocation_types.go`.
 */
export function backupStorageLocationFaults(spec: unknown): readonly string[] {
  const location = mapOf(spec);
  const { bucket, prefix, caCert, caCertRef } = mapOf(location.objectStorage);
  return [
    ...(location.provider === '' ? ['provider: is empty; write that of the plugin, such as aws, or velero.io/aws'] : []),
    ...bucketFaults(bucket),
    ...prefixFaults(prefix),
    ...(isSet(caCert) && isSet(caCertRef) ? ['objectStorage.caCert, objectStorage.caCertRef: both are there; leave caCert out'] : []),
    ...durationFaults('backupSyncPeriod', location.backupSyncPeriod, '0s to switch it off, or leave it out for the period of the server'),
    ...durationFaults('validationFrequency', location.validationFrequency, '0s to switch it off, or leave it out for the frequency of the server'),
  ];
}

/** Slashes at the ends count for nothing. */
function bucketFaults(bucket: unknown): readonly string[] {
  if (typeof bucket !== 'string') return [];
  const name = trimmed(bucket);
  if (name === '') return [`objectStorage.bucket: write the name of the bucket, got '${bucket}'`];
  const [first, ...rest] = name.split('/');
  return rest.length === 0 ? [] : [`objectStorage.bucket: a bucket has no '/'; write bucket: ${first} and prefix: ${rest.join('/')}, got '${bucket}'`];
}

/** Velero puts objects below the shortest form of the path, and looks for what does not belong there below the text itself. */
function prefixFaults(prefix: unknown): readonly string[] {
  if (typeof prefix !== 'string') return [];
  const parts = trimmed(prefix).split('/');
  const odd = parts.length > 1 && parts.includes('') || parts.includes('.') || parts.includes('..');
  return odd ? [`objectStorage.prefix: write names with one '/' between them, and neither '.' nor '..', got '${prefix}'`] : [];
}

function trimmed(path: string): string {
  return path.replace(/^\/+|\/+$/g, '');
}
