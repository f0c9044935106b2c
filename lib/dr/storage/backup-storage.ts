import { AwsBackupStorageProps, awsIdentity } from './aws';
import { AzureBackupStorageProps, azureIdentity } from './azure';
import { BackupStorageProps } from './backup-storage-props';
import { checkStorage } from './check-storage';
import { configOf } from './config';
import { GcpBackupStorageProps, gcpIdentity } from './gcp';
import { Identity, IdentityOf, Texts } from './identity';
import { OtherBackupStorageProps, otherIdentity } from './other';
import { PLUGIN_IMAGES } from './plugin-images';
import type { ICluster } from '../../fleet';

/** What a place of backups is to Velero, whatever its cloud. */
interface Settings {
  readonly provider: string;
  readonly region?: string;
  readonly pluginImage: string;
  readonly config: Readonly<Record<string, string>>;
  readonly identityOf: IdentityOf;
}

/** A place that backups are kept in: what a BackupStorageLocation says, without the cluster that writes to it. */
export class BackupStorage {
  /**
   * A bucket of AWS S3, or of another store that speaks its protocol (`s3Url`).
   *
   * @throws for props that the plug-in would not understand
   */
  public static aws(props: AwsBackupStorageProps): BackupStorage {
    const { name, bucket, prefix, default: isDefault, caCertRef, backupSyncPeriod, validationFrequency, pluginImage, credentials, ...config } = props;
    const where = 'BackupStorage.aws: ';
    checkStorage(where, props, ['region', 's3ForcePathStyle', 's3Url', 'publicUrl', 'serverSideEncryption', 'kmsKeyId', 'customerKeyEncryptionFile',
      'customerKeyEncryptionSecret', 'signatureVersion', 'profile', 'insecureSkipTLSVerify', 'enableSharedConfig', 'tagging', 'checksumAlgorithm'], ['region']);
    const keys = (['kmsKeyId', 'customerKeyEncryptionFile', 'customerKeyEncryptionSecret'] as const).filter(key => props[key] !== undefined);
    if (keys.length > 1) {
      throw new Error(`${where}${keys.join(', ')}: the plug-in takes one of them (velero-plugin-for-aws v1.14.2, object_store.go); leave the others out`);
    }
    return new BackupStorage(props, {
      provider: 'aws', region: props.region, pluginImage: pluginImage ?? PLUGIN_IMAGES.aws, config: configOf(config), identityOf: awsIdentity(where, credentials),
    });
  }

  /**
   * A container of an Azure storage account.
   *
   * @throws for props that the plug-in would not understand
   */
  public static azure(props: AzureBackupStorageProps): BackupStorage {
    const {
      name, bucket, prefix, default: isDefault, caCertRef, backupSyncPeriod, validationFrequency, pluginImage, credentials, region, ...config
    } = props;
    const where = 'BackupStorage.azure: ';
    checkStorage(where, props, ['region', 'storageAccount', 'resourceGroup', 'subscriptionId', 'storageAccountKeyEnvVar', 'storageAccountURI', 'useAAD',
      'activeDirectoryAuthorityURI', 'blockSizeInBytes'], ['storageAccount']);
    return new BackupStorage(props, {
      provider: 'azure', region, pluginImage: pluginImage ?? PLUGIN_IMAGES.azure, config: configOf(config), identityOf: azureIdentity(where, credentials),
    });
  }

  /**
   * A bucket of Google Cloud Storage.
   *
   * @throws for props that the plug-in would not understand
   */
  public static gcp(props: GcpBackupStorageProps): BackupStorage {
    const {
      name, bucket, prefix, default: isDefault, caCertRef, backupSyncPeriod, validationFrequency, pluginImage, credentials, region, ...config
    } = props;
    const where = 'BackupStorage.gcp: ';
    checkStorage(where, props, ['region', 'kmsKeyName', 'storeEndpoint', 'universeDomain'], []);
    return new BackupStorage(props, {
      provider: 'gcp', region, pluginImage: pluginImage ?? PLUGIN_IMAGES.gcp, config: configOf(config), identityOf: gcpIdentity(where, credentials),
    });
  }

  /**
   * A place of a provider plug-in that this library does not know.
   *
   * @throws for props that are malformed
   */
  public static plugin(props: OtherBackupStorageProps): BackupStorage {
    const where = 'BackupStorage.plugin: ';
    checkStorage(where, props, ['provider', 'region', 'config'], ['provider', 'pluginImage']);
    return new BackupStorage(props, {
      provider: props.provider, region: props.region, pluginImage: props.pluginImage, config: props.config ?? {},
      identityOf: otherIdentity(where, props),
    });
  }

  /** Name of the BackupStorageLocation. */
  public readonly name: string;
  /** Name of the provider plug-in, as a BackupStorageLocation names it: `aws`. */
  public readonly provider: string;
  /** Name of the bucket, or of the blob container. */
  public readonly bucket: string;
  /** Folder in the bucket; undefined where each cluster has one of its own. */
  public readonly prefix?: string;
  /** Whether the program makes it the default of its cluster; undefined where it does not say. */
  public readonly default?: boolean;
  /** Region that the bucket lies in; undefined where the program does not say. */
  public readonly region?: string;
  /** Image of the provider plug-in. */
  public readonly pluginImage: string;
  /** What the BackupStorageLocation says beyond its place. @internal */
  public readonly options: Pick<BackupStorageProps, 'caCertRef' | 'backupSyncPeriod' | 'validationFrequency'>;
  private readonly config: Readonly<Record<string, string>>;
  private readonly identity: IdentityOf;

  private constructor(props: BackupStorageProps, { provider, region, pluginImage, config, identityOf }: Settings) {
    const { caCertRef, backupSyncPeriod, validationFrequency } = props;
    this.name = props.name ?? 'default';
    this.bucket = props.bucket;
    this.prefix = props.prefix;
    this.default = props.default;
    this.options = { caCertRef, backupSyncPeriod, validationFrequency };
    this.provider = provider;
    this.region = region;
    this.pluginImage = pluginImage;
    this.config = config;
    this.identity = identityOf;
  }

  /** What a cluster is to its cloud here. @internal */
  public identityOf(cluster: ICluster): Identity<Texts> {
    return this.identity(cluster);
  }

  /** `config` of the BackupStorageLocation in a cluster. @internal */
  public configFor(cluster: ICluster): Readonly<Record<string, string>> {
    return { ...this.config, ...configOf(this.identity(cluster).config ?? {}) };
  }
}
