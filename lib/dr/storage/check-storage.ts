import { BackupStorageProps } from './backup-storage-props';
import { ANY_TEXT, checkProps, FLAG, LABEL, MAP, PropType, TEXT, TEXT_MAP, TEXT_OR_DEFERRED } from '../../fleet/check-props';
import { refuseOthers } from '../../fleet/refuse-others';
import { checkGoDuration } from '../duration';

const FLAGS = ['s3ForcePathStyle', 'insecureSkipTLSVerify', 'enableSharedConfig', 'useAAD', 'incremental'];
const SPECIAL: Readonly<Record<string, PropType>> = {
  config: TEXT_MAP, checksumAlgorithm: ANY_TEXT, ...Object.fromEntries([
    'kmsKeyId', 'kmsKeyName', 'publicUrl', 'storeEndpoint', 'storageAccountURI', 'resourceGroup', 'subscriptionId',
  ].map(name => [name, TEXT_OR_DEFERRED])),
  blockSizeInBytes: { words: 'a whole number from 1 to 104857600', is: value => Number.isInteger(value) && (value as number) > 0 && (value as number) <= 104_857_600 },
};
const CREDENTIALS: PropType = { words: 'how Velero is known there', opened: true, is: value => value !== undefined };
const COMMON: Readonly<Record<string, PropType>> = {
  name: LABEL, prefix: TEXT, default: FLAG, caCertRef: MAP, backupSyncPeriod: TEXT, validationFrequency: TEXT, pluginImage: TEXT,
};

/**
 * Checks the options of a place of backups.
 *
 * @param where what messages begin with: `BackupStorage.aws: `
 * @param known the options that its plug-in has
 * @param required those of them that must be given
 * @throws for the first that is wrong
 */
export function checkStorage(where: string, props: BackupStorageProps, known: readonly string[], required: readonly string[]): void {
  const needsCredentials = !known.includes('config');
  const types = (names: readonly string[]) => Object.fromEntries(names.map(name => [name, typeOf(name)]));
  const always = { bucket: TEXT, ...(needsCredentials && { credentials: CREDENTIALS }) };
  checkProps(where, props, { ...always, ...types(required) }, { ...types(known), ...COMMON });
  refuseOthers(where, props, ['bucket', 'credentials', ...Object.keys(COMMON), ...known]);
  if (props.bucket.includes('/')) {
    throw new Error(`${where}bucket: write the name alone and the folder in prefix, got '${props.bucket}'`);
  }
  if (props.prefix !== undefined && /^\/|\/$|\/\/|\s/.test(props.prefix)) {
    throw new Error(`${where}prefix: write a path without slashes at its ends, 'acme/us-east', got '${props.prefix}'`);
  }
  checkGoDuration(`${where}backupSyncPeriod`, props.backupSyncPeriod);
  checkGoDuration(`${where}validationFrequency`, props.validationFrequency);
  if (props.caCertRef !== undefined) {
    checkProps(`${where}caCertRef.`, props.caCertRef, { name: TEXT, key: TEXT });
    refuseOthers(`${where}caCertRef.`, props.caCertRef, ['name', 'key']);
  }
}

function typeOf(name: string): PropType {
  return SPECIAL[name] ?? (FLAGS.includes(name) ? FLAG : TEXT);
}
