import { AwsCredentials, awsIdentity } from './aws';
import { AzureCredentials, azureIdentity } from './azure';
import { configOf } from './config';
import { GcpCredentials, gcpIdentity } from './gcp';
import { CredentialsOf, Identity, IdentityOf, Texts } from './identity';
import { PLUGIN_IMAGES } from './plugin-images';
import type { Deferred, ICluster } from '../../fleet';
import { checkProps, FLAG, LABEL, PropType, TEXT, TEXT_OR_DEFERRED } from '../../fleet/check-props';
import { refuseOthers } from '../../fleet/refuse-others';

/** What every place of native snapshots says. */
export interface SnapshotLocationProps {
  /** Name of its VolumeSnapshotLocation: lower-case letters, digits and dashes, 63 at most. @default 'default' */
  readonly name?: string;
  /** Image of the provider plug-in. @default - the release that goes with Velero 1.18 */
  readonly pluginImage?: string;
}

/** Where snapshots of EBS volumes are kept. The options are those of `velero-plugin-for-aws` v1.14. */
export interface AwsSnapshotLocationProps extends SnapshotLocationProps {
  /** Region of the volumes: snapshots stay in it. */
  readonly region: string;
  /** How Velero's pods are known to AWS. */
  readonly credentials: CredentialsOf<AwsCredentials>;
  /** Profile in the credentials file. @default 'default' */
  readonly profile?: string;
  /** Whether the shared configuration file is read too. @default false */
  readonly enableSharedConfig?: boolean;
  /** Key that encrypts volumes made of snapshots; may be deferred. @default - that of the snapshot */
  readonly ebsKmsKeyId?: string | Deferred;
}

/** Where snapshots of Azure disks are kept. The options are those of `velero-plugin-for-microsoft-azure` v1.14. */
export interface AzureSnapshotLocationProps extends SnapshotLocationProps {
  /** How Velero's pods are known to Azure. */
  readonly credentials: CredentialsOf<AzureCredentials>;
  /** Resource group of the snapshots; may be deferred. @default - that of the disks */
  readonly resourceGroup?: string | Deferred;
  /** Subscription of the snapshots; with `resourceGroup`; may be deferred. @default - that of the disks */
  readonly subscriptionId?: string | Deferred;
  /** How long a request may take, as a Go duration. @default '2m0s' */
  readonly apiTimeout?: string;
  /** Whether snapshots hold what has changed alone. @default false */
  readonly incremental?: boolean;
  /** Tags of snapshots: `team=platform,env=prod`. @default - those of Velero */
  readonly tags?: string;
  /** Address of Microsoft Entra ID in other clouds. @default - that of the public cloud */
  readonly activeDirectoryAuthorityURI?: string;
}

/** Where snapshots of Google Cloud disks are kept. The options are those of `velero-plugin-for-gcp` v1.14. */
export interface GcpSnapshotLocationProps extends SnapshotLocationProps {
  /** How Velero's pods are known to Google Cloud. */
  readonly credentials: CredentialsOf<GcpCredentials>;
  /** Region or regions of the snapshots: `europe-west1`, `eu`. @default - as Google chooses */
  readonly snapshotLocation?: string;
  /** Project of the snapshots; may be deferred. @default - that of the credentials */
  readonly project?: string | Deferred;
  /** Project of the disks; may be deferred. @default - that of the credentials */
  readonly volumeProject?: string | Deferred;
  /** `STANDARD` or `ARCHIVE`. @default 'STANDARD' */
  readonly snapshotType?: string;
}

type Options = Readonly<Record<string, PropType>>;

/** A place that native snapshots of volumes are kept in: a VolumeSnapshotLocation. */
export class SnapshotLocation {
  /** Snapshots of EBS volumes. @throws for props that the plug-in would not understand */
  public static aws(props: AwsSnapshotLocationProps): SnapshotLocation {
    const where = 'SnapshotLocation.aws: ';
    const { name, pluginImage = PLUGIN_IMAGES.aws, credentials, ...config } = props;
    check(where, props, { region: TEXT }, { profile: TEXT, enableSharedConfig: FLAG, ebsKmsKeyId: TEXT_OR_DEFERRED });
    return new SnapshotLocation('aws', name, pluginImage, configOf(config), awsIdentity(where, credentials));
  }

  /** Snapshots of Azure disks. @throws for props that the plug-in would not understand */
  public static azure(props: AzureSnapshotLocationProps): SnapshotLocation {
    const where = 'SnapshotLocation.azure: ';
    const { name, pluginImage = PLUGIN_IMAGES.azure, credentials, ...config } = props;
    check(where, props, {}, {
      resourceGroup: TEXT_OR_DEFERRED, subscriptionId: TEXT_OR_DEFERRED,
      apiTimeout: TEXT, incremental: FLAG, tags: TEXT, activeDirectoryAuthorityURI: TEXT,
    });
    if (props.subscriptionId !== undefined && props.resourceGroup === undefined) {
      throw new Error(`${where}subscriptionId: the plug-in takes it with resourceGroup only (v1.14 volumesnapshotlocation.md); write both`);
    }
    return new SnapshotLocation('azure', name, pluginImage, configOf(config), azureIdentity(where, credentials));
  }

  /** Snapshots of Google Cloud disks. @throws for props that the plug-in would not understand */
  public static gcp(props: GcpSnapshotLocationProps): SnapshotLocation {
    const where = 'SnapshotLocation.gcp: ';
    const { name, pluginImage = PLUGIN_IMAGES.gcp, credentials, ...config } = props;
    check(where, props, {}, { snapshotLocation: TEXT, project: TEXT_OR_DEFERRED, volumeProject: TEXT_OR_DEFERRED, snapshotType: TEXT });
    return new SnapshotLocation('gcp', name, pluginImage, configOf(config), gcpIdentity(where, credentials));
  }

  /** Name of the VolumeSnapshotLocation. */
  public readonly name: string;

  private constructor(
    /** Name of the provider plug-in: `aws`. */
    public readonly provider: string,
    name: string | undefined,
    /** Image of the provider plug-in. */
    public readonly pluginImage: string,
    /** `config` of the VolumeSnapshotLocation. @internal */
    public readonly config: Readonly<Record<string, string>>,
    private readonly identity: IdentityOf,
  ) {
    this.name = name ?? 'default';
  }

  /** What a cluster is to its cloud here. @internal */
  public identityOf(cluster: ICluster): Identity<Texts> {
    return this.identity(cluster);
  }
}

function check(where: string, props: SnapshotLocationProps, required: Options, optional: Options): void {
  const common = { name: LABEL, pluginImage: TEXT };
  checkProps(where, props, { credentials: { words: 'how Velero is known there', opened: true, is: () => true }, ...required }, { ...optional, ...common });
  refuseOthers(where, props, ['credentials', ...Object.keys({ ...required, ...optional, ...common })]);
}
