/** What every place of backups says. */
export interface BackupStorageProps {
  /** Name of the bucket, or of the blob container. It exists. */
  readonly bucket: string;
  /** Name of its BackupStorageLocation: lower-case letters, digits and dashes, 63 at most. @default 'default' */
  readonly name?: string;
  /**
   * Folder in the bucket that only this cluster writes to, without slashes at its ends. Whoever else writes there deletes its backups when they
   * expire (velero-io/velero#627). It cannot be changed later (velero-io/velero#8860).
   *
   * @default - `<fleet>/<cluster>`
   */
  readonly prefix?: string;
  /** Whether backups go here that name no place, where a cluster has several. @default - the only one of a cluster */
  readonly default?: boolean;
  /** Key of a Secret in Velero's namespace with certificates by which the endpoint is trusted. @default - those of the image */
  readonly caCertRef?: { readonly name: string; readonly key: string };
  /** How often Velero looks for backups of others, as a Go duration; `0s`: never. @default - 1m */
  readonly backupSyncPeriod?: string;
  /** How often Velero looks whether the place can be reached, as a Go duration; `0s`: never. @default - 1m */
  readonly validationFrequency?: string;
  /** Image of the provider plug-in: `docker.io/velero/velero-plugin-for-aws:v1.14.2`. @default - the release that goes with Velero 1.18 */
  readonly pluginImage?: string;
}
