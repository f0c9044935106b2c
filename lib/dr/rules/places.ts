import { objectsOf } from './objects';
import type { SettledBackups } from '../settled';
import { mapOf } from '../specs/values';
import type { VeleroObject } from '../velero-objects';

/** A BackupStorageLocation, by what it is a name of. */
export interface Place {
  readonly location: VeleroObject;
  /** The bucket: two with the same text are one. */
  readonly store: string;
  /** Folder in it, without slashes at its ends; empty for the whole bucket. */
  readonly prefix: string;
  readonly readOnly: boolean;
  readonly isDefault: boolean;
}

/** Every place of the program. */
export function placesOf(settled: SettledBackups): readonly Place[] {
  return objectsOf(settled, 'BackupStorageLocation').map(location => {
    const { objectStorage, accessMode, default: isDefault } = location.spec;
    const folders = text(mapOf(objectStorage).prefix).split('/').filter(folder => folder !== '');
    return { location, store: storeOf(location.spec), prefix: folders.join('/'), readOnly: accessMode === 'ReadOnly', isDefault: isDefault === true };
  });
}

/** What two locations have in common that name the same folder. */
export function folderOf({ store, prefix }: Place): string {
  return `${store}\n${prefix}`;
}

/** A folder for messages: `prefix acme/us of aws bucket backups`. */
export function nameFolder({ store, prefix }: Pick<Place, 'store' | 'prefix'>): string {
  return prefix === '' ? `the whole ${store}` : `prefix ${prefix} of ${store}`;
}

/** Name of a provider without its domain, where that is Velero's: `aws`. */
export function providerOf({ provider }: Readonly<Record<string, unknown>>): string {
  return text(provider).replace(/^velero\.io\//, '');
}

/** Buckets of S3 are many where there are several stores that speak its protocol, containers of Azure are those of an account. */
function storeOf(spec: Readonly<Record<string, unknown>>): string {
  const provider = providerOf(spec);
  const { s3Url, storageAccount } = mapOf(spec.config);
  const bucket = `${provider} bucket ${text(mapOf(spec.objectStorage).bucket).replace(/^\/+|\/+$/g, '')}`;
  const at = provider === 'aws' ? text(s3Url).replace(/\/+$/, '') : provider === 'azure' ? text(storageAccount) : '';
  return at === '' ? bucket : `${bucket} at ${at}`;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
