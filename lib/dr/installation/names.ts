import { createHash } from 'node:crypto';
import type { BackupStorage } from '../storage/backup-storage';
import type { StoreKey } from '../storage/identity';

/** Velero's ServiceAccount: roles of clouds trust it by this name. */
export const SERVICE_ACCOUNT = 'velero';

/** The ConfigMap with variables of Velero's containers that are known only at deployment. */
export const IDENTITY_VARIABLES = 'velero-identity';

/** Of the Secret with a credentials file: what the plug-ins are used to (chart 12.1.0 values.yaml, `credentials`). */
export const CREDENTIALS_KEY = 'cloud';

/** Velero v1.18.2 `pkg/repository/keys/keys.go`. */
export const REPOSITORY_SECRET = { name: 'velero-repo-credentials', key: 'repository-password' } as const;

/** Velero v1.18.2 `pkg/apis/velero/v1/labels_annotations.go`. */
export const SNAPSHOT_CLASS_LABEL = 'velero.io/csi-volumesnapshot-class';

/** The Secret that holds a credentials file: called after its key in the store, so that locations with one key share it. */
export function credentialsSecret({ key, property }: StoreKey): string {
  const whole = property === undefined ? key : `${key} ${property}`;
  const readable = key.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(-40).replace(/^-+|-+$/g, '');
  return `velero-${readable}-${createHash('sha256').update(whole).digest('hex').slice(0, 8)}`.replace('--', '-');
}

/** The location of another cluster's backups, as a cluster that only reads them calls it. */
export function readOnlyLocation(of: string, storage: Pick<BackupStorage, 'name'>): string {
  return storage.name === 'default' ? of : `${of}-${storage.name}`;
}
