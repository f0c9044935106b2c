import { BackupStorageProps } from './backup-storage-props';
import { CredentialsFile, IdentityOf } from './identity';
import { identityBy } from './identity-by';

/** A place of a provider plug-in that this library does not know. */
export interface OtherBackupStorageProps extends BackupStorageProps {
  /** Name of the plug-in's provider: `digitalocean`, `community.openstack.org/openstack`. */
  readonly provider: string;
  /** Image of the plug-in. */
  readonly pluginImage: string;
  /** Keys of the plug-in. @default - none */
  readonly config?: Readonly<Record<string, string>>;
  /** Region of the place, for the rule about regions. @default - not known */
  readonly region?: string;
  /** A credentials file. @default - none: Velero's pods, or their nodes, are known there */
  readonly credentials?: CredentialsFile;
}

/** What a cluster is to such a place. */
export function otherIdentity(where: string, { credentials }: OtherBackupStorageProps): IdentityOf {
  return credentials === undefined ? () => ({}) : identityBy(where, credentials, { words: '{ secret: { key } }' });
}
