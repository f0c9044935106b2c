import { Deferred } from '../../fleet';

/**
 * Options as a location's `config` has them: texts, whatever they are (Velero v1.18.2 `BackupStorageLocationSpec.config`). A value that is deferred
 * goes for text: what renders the object knows it.
 */
export function configOf(options: Readonly<Record<string, string | number | boolean | Deferred | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(options).flatMap(([key, value]) => (
    value === undefined ? [] : [[key, Deferred.isDeferred(value) ? value as unknown as string : String(value)]])));
}
