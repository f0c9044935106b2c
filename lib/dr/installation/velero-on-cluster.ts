import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { chartImages, chartValues } from './chart';
import { makeIdentityObjects } from './identity-objects';
import { credentialsSecret, CREDENTIALS_KEY, readOnlyLocation, REPOSITORY_SECRET, SNAPSHOT_CLASS_LABEL } from './names';
import type { PlacesOfCluster } from './places';
import { CHART } from './versions';
import { BackupStorageLocation, VolumeSnapshotLocation } from '../../../imports/velero';
import { DeferredValues, Fleet, ICluster } from '../../fleet';
import type { BackupStorage } from '../storage/backup-storage';
import { Identity, StoreKey, Texts } from '../storage/identity';
import type { SnapshotLocation } from '../storage/snapshot-location';
import type { VeleroProps, VolumeSnapshotClassOptions } from '../velero-props';

/** The pods of what moves and reads files of nodes mount folders of them (Velero v1.18.2 `pkg/install/resources.go`, Namespace). */
const PRIVILEGED = {
  'pod-security.kubernetes.io/enforce': 'privileged', 'pod-security.kubernetes.io/audit': 'privileged', 'pod-security.kubernetes.io/warn': 'privileged',
};

/** Velero in one cluster, with its locations. What it needs is only known when everything of the program has asked. */
export class VeleroOnCluster {
  /** Images of its provider plug-ins, sorted. */
  private readonly plugins = new Set<string>();
  private readonly identities: Identity[] = [];
  private readonly secrets = new Set<string>();
  private readonly readFrom = new Map<string, string>();
  private usesNodeAgent: boolean;
  private usesCsi: boolean;

  constructor(
    private readonly fleet: Fleet,
    private readonly construct: Construct,
    private readonly props: VeleroProps & { readonly namespace: string },
    /** The cluster. */
    public readonly cluster: ICluster,
    /** Where it writes to. */
    public readonly places: PlacesOfCluster,
  ) {
    this.usesCsi = props.csi ?? places.snapshotClasses.length > 0;
    this.usesNodeAgent = false;
    fleet.claim({ type: 'namespace', cluster: cluster.name, path: construct.node.path, name: props.namespace });
    this.install();
    places.storages.forEach(storage => this.write(storage));
    places.snapshotLocations.forEach(location => this.snapshotIn(location));
    places.snapshotClasses.forEach(options => this.snapshotBy(options));
    if (props.nodeAgent) {
      this.needNodeAgent();
    }
  }

  /** The location that backups go to which name none. */
  public get defaultStorage(): BackupStorage {
    const { storages } = this.places;
    return storages.find(storage => storage.default) ?? storages[0];
  }

  /** Whether it makes snapshots by CSI drivers. */
  public get csi(): boolean {
    return this.usesCsi;
  }

  /** Whether the node agent runs. */
  public get nodeAgent(): boolean {
    return this.usesNodeAgent;
  }

  /** Something backs up files of nodes, or moves data of snapshots there. */
  public needNodeAgent(): void {
    if (this.usesNodeAgent) {
      return;
    }
    this.usesNodeAgent = true;
    const { cluster: { name: cluster }, props: { namespace, repositoryPassword } } = this;
    this.fleet.claim({ type: 'namespace', cluster, path: this.construct.node.path, name: namespace, labels: PRIVILEGED });
    if (repositoryPassword !== undefined) {
      this.provide(REPOSITORY_SECRET.name, REPOSITORY_SECRET.key, repositoryPassword, {
        readBy: 'Velero', rotatedBy: 'nobody: what is in the bucket can only be read with it',
        content: 'the password by which data of volumes is encrypted in the bucket, the same in every cluster',
      });
    }
  }

  /** Something makes snapshots by CSI drivers. */
  public needCsi(): void {
    this.usesCsi = true;
  }

  /** Reads what another cluster writes. @returns the name of the location here */
  public read(owner: ICluster, storage: BackupStorage, prefix: string): string {
    const name = readOnlyLocation(owner.name, storage);
    const key = `${owner.name}\n${storage.name}`;
    if (!this.readFrom.has(key)) {
      this.readFrom.set(key, name);
      this.location(storage, { name, prefix, accessMode: 'ReadOnly' });
    }
    return name;
  }

  /** Folder of the bucket that this cluster writes to. */
  public prefixOf(storage: BackupStorage): string {
    return storage.prefix ?? `${this.fleet.node.id}/${this.cluster.name}`;
  }

  private write(storage: BackupStorage): void {
    const prefix = this.prefixOf(storage);
    this.location(storage, { name: storage.name, prefix, accessMode: 'ReadWrite', isDefault: storage === this.defaultStorage });
    this.fleet.claim({
      type: 'fixed', cluster: this.cluster.name, path: this.construct.node.path, fact: `velero-location/${storage.name}`,
      value: `${storage.provider}:${storage.bucket}/${prefix}`,
      otherwise: 'what is there is neither found nor deleted any more, and repositories of volume data keep the old folder (velero-io/velero#8860)',
    });
  }

  private location(
    storage: BackupStorage, { name, prefix, accessMode, isDefault }: { name: string; prefix: string; accessMode: 'ReadOnly' | 'ReadWrite'; isDefault?: boolean },
  ): void {
    const { cluster, props: { namespace } } = this;
    const { caCertRef, backupSyncPeriod, validationFrequency } = storage.options;
    const config = storage.configFor(cluster);
    const scope = this.scope('locations');
    if (scope.node.tryFindChild(name) !== undefined) {
      throw new Error(`${this.construct.node.path}: ${cluster.name} would have two locations called '${name}', one of its own or of another cluster: give one of the places another`
        + ' name');
    }
    new BackupStorageLocation(scope, name, {
      metadata: { name, namespace },
      spec: {
        provider: storage.provider, accessMode, ...(isDefault && { default: true }),
        objectStorage: { bucket: storage.bucket, prefix, ...(caCertRef && { caCertRef }) },
        ...(Object.keys(config).length > 0 && { config }), ...this.identify(storage.pluginImage, storage.identityOf(cluster)),
        ...(backupSyncPeriod && { backupSyncPeriod }), ...(validationFrequency && { validationFrequency }),
      },
    });
  }

  private snapshotIn(location: SnapshotLocation): void {
    const { name, provider, config } = location;
    new VolumeSnapshotLocation(this.scope('snapshot-locations'), name, {
      metadata: { name, namespace: this.props.namespace },
      spec: {
        provider, ...(Object.keys(config).length > 0 && { config }), ...this.identify(location.pluginImage, location.identityOf(this.cluster)),
      },
    });
  }

  private snapshotBy({ name = 'velero', driver, deletionPolicy = 'Delete', parameters }: VolumeSnapshotClassOptions): void {
    new ApiObject(this.scope('snapshot-classes'), name, {
      apiVersion: 'snapshot.storage.k8s.io/v1', kind: 'VolumeSnapshotClass', metadata: { name, labels: { [SNAPSHOT_CLASS_LABEL]: 'true' } },
      driver, deletionPolicy, ...(parameters && { parameters }),
    });
  }

  /** Has the cluster known to a cloud. @returns what the location says of it */
  private identify(pluginImage: string, identity: Identity<Texts>): { readonly credential?: { readonly name: string; readonly key: string } } {
    this.plugins.add(pluginImage);
    this.identities.push(DeferredValues.of(this.construct).written(identity));
    if (this.props.installedBy === undefined) {
      makeIdentityObjects({ scope: () => this.scope('identity'), namespace: this.props.namespace }, this.identities);
    }
    if (identity.secret === undefined) {
      return {};
    }
    const name = credentialsSecret(identity.secret);
    if (!this.secrets.has(name)) {
      this.secrets.add(name);
      this.provide(name, CREDENTIALS_KEY, identity.secret, {
        readBy: 'Velero', rotatedBy: 'who keeps the credentials; Velero reads them anew', content: 'the credentials file of the cloud, as the provider plug-in of Velero reads it',
      });
    }
    return { credential: { name, key: CREDENTIALS_KEY } };
  }

  private provide(name: string, key: string, from: StoreKey, about: { readBy: string; rotatedBy: string; content: string }): void {
    const { cluster: { name: cluster }, props: { namespace } } = this;
    this.fleet.secrets.provide(this.fleet, this.construct, {
      cluster, namespace, name, template: { [key]: '{{ .content }}' },
      inputs: { content: { type: 'store', key: from.key, ...(from.property !== undefined && { property: from.property }) } }, ...about,
    });
  }

  private install(): void {
    const { fleet, construct, cluster, props } = this;
    const { path } = construct.node;
    if (props.installedBy !== undefined) {
      fleet.claim({ type: 'served-kinds', cluster: cluster.name, path, kinds: ['velero.io'] });
      return;
    }
    const needs = () => ({
      path, plugins: [...this.plugins].sort(), identities: this.identities, nodeAgent: this.usesNodeAgent, csi: this.usesCsi, mirror: fleet.mirror,
    });
    fleet.delivery.installRelease(new Construct(construct, cluster.name), cluster.name, {
      release: CHART.release, namespace: props.namespace, repository: CHART.repository, chart: CHART.chart, version: props.version,
      defaultVersion: CHART.defaultVersion, serves: ['velero.io'], values: () => chartValues(needs(), props.values), images: version => chartImages(needs(), version),
    });
  }

  private scope(id: string): Construct {
    const parent = this.fleet.scopeOn(this.cluster, this.construct);
    return (parent.node.tryFindChild(id) as Construct | undefined) ?? new Construct(parent, id);
  }
}
