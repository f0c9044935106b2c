import { Construct, IConstruct } from 'constructs';
import { claimRelease } from './claim-release';
import { DeliveredApplication, IBoundDelivery, IDelivery } from './delivery';
import type { Fleet } from './fleet';
import { HelmAddOn } from './helm-add-on';
import type { Manifest } from './manifest';
import { FleetModel, HelmRelease } from './model';

/** Under the fleet: the place of objects that a delivery makes for itself, and their file on the hub. */
const SCOPE = 'delivery';

/** Whose objects a folder holds. */
export interface FolderOf {
  readonly cluster: string;
  readonly unit?: string;
}

/** A fleet's side of its delivery: asks once for each folder, and only when the hub is known. */
export class FleetDelivery {
  private readonly bound?: IBoundDelivery;
  private readonly folders = new Map<string, FolderOf & { readonly wave: number }>();
  private waiting: (() => void)[] | undefined = [];

  constructor(private readonly fleet: Fleet, private readonly delivery: IDelivery | undefined) {
    this.bound = delivery?.bind(fleet, new Construct(fleet, SCOPE));
  }

  /** From now on the fleet has its hub. */
  public hubIsKnown(): void {
    const waiting = this.waiting ?? [];
    this.waiting = undefined;
    waiting.forEach(run => run());
  }

  public deliverFolder(cluster: string, unit: string | undefined, wave: number): void {
    const path = () => this.fleet.folderOf(cluster, unit);
    this.folders.set(keyOf({ cluster, unit }), { cluster, unit, wave });
    this.whenHubIsKnown(() => this.bound?.deliverFolder({ cluster, unit, wave, path }));
  }

  /**
   * @param after releases of the cluster, asked for before, that it waits for where the controller can wait
   * @throws for a malformed add-on, and when the fleet has no delivery
   */
  public installRelease(construct: IConstruct, cluster: string, wanted: HelmAddOn, after: readonly string[] = []): void {
    const { path } = construct.node;
    const addOn = claimRelease(this.fleet, path, cluster, wanted, 'delivery');
    this.fleet.claim({ type: 'namespace', cluster, path, name: addOn.namespace });
    const bound = this.required(`${path}: Helm release ${addOn.release} for cluster '${cluster}'`);
    const { release: name, namespace, repository } = addOn;
    // Where somebody else installs a release of that name too, there is none to settle, and a finding names both.
    const unsettled: HelmRelease = { ...addOn, name, version: addOn.version ?? addOn.defaultVersion, values: {}, path, installer: 'delivery' };
    const settled = () => this.fleet.clusterModel(cluster).releases.find(release => release.name === name) ?? unsettled;
    this.whenHubIsKnown(() => bound.installRelease(construct, { cluster, name, namespace, repository, settled, ...(after.length > 0 && { after }) }));
  }

  /** Has the delivery run an application; false when it leaves that to whoever asks. */
  public deliverApplication(construct: IConstruct, application: DeliveredApplication): boolean {
    if (this.bound?.deliverApplication === undefined) {
      return false;
    }
    this.bound.deliverApplication(construct, application);
    return true;
  }

  /** The place of a folder among those of its cluster; undefined for one that people apply when they say. */
  public waveOf(of: FolderOf): number | undefined {
    return this.folders.get(keyOf(of))?.wave;
  }

  /** The manifest of an object in a folder as the controller wants it. */
  public prepare(of: FolderOf, manifest: Manifest, wave: number): Manifest {
    const folder = this.folders.get(keyOf(of));
    const added = folder && this.bound?.annotationsOf?.(manifest, wave, folder);
    if (added === undefined || Object.keys(added).length === 0) {
      return manifest;
    }
    return { ...manifest, metadata: { ...manifest.metadata, annotations: { ...manifest.metadata.annotations, ...added } } };
  }

  /** Why an object of a folder would stay in its cluster if it left the program; undefined when it would not, or nobody deletes anything. */
  public leavesBehind(of: FolderOf, manifest: Manifest): string | undefined {
    return this.folders.has(keyOf(of)) ? this.bound?.leavesBehind?.(manifest) : undefined;
  }

  /** The folders that a controller reads, relative to the output folder: each must be there, with objects or without. */
  public foldersRead(): readonly string[] {
    return this.delivery?.readsFolders ? [...this.folders.values()].map(({ cluster, unit }) => this.fleet.folderOf(cluster, unit)) : [];
  }

  public get model(): FleetModel['delivery'] {
    return this.delivery && { name: this.delivery.name, prunes: this.delivery.prunes, readsFolders: this.delivery.readsFolders };
  }

  private required(what: string): IBoundDelivery {
    if (!this.bound) {
      throw new Error(`${what} needs a delivery, and fleet '${this.fleet.node.id}' has none: pass the fleet delivery: Delivery.argoCd(...), Delivery.flux(...) or`
        + ' Delivery.plainFiles(), which renders charts with the helm binary');
    }
    return this.bound;
  }

  private whenHubIsKnown(run: () => void): void {
    if (this.waiting) {
      this.waiting.push(run);
    } else {
      run();
    }
  }
}

function keyOf({ cluster, unit = '' }: FolderOf): string {
  return `${cluster}\n${unit}`;
}
