import { Construct } from 'constructs';
import type { PlaceOf } from './applications';
import { joinPath, kustomizationSpec } from './folders';
import { makeSources, shardLabels } from './make-sources';
import { objectName } from './names';
import { outputSource } from './output-source';
import type { FluxSettings } from './settings';
import type { SourceNeed } from './sources';
import { ROOT_UNIT, SERVICE_ACCOUNT_UNIT } from './units';
import { Kustomization } from '../../../imports/flux-kustomize';
import { ClusterModel, DeliveredFolder, Fleet, FleetModel } from '../../fleet';
import { groupBy } from '../../fleet/collections';
import { compareText } from '../../fleet/names';

/** A folder of the output, and the units of its cluster that it waits for, where its wave does not say it. */
interface Entry extends DeliveredFolder {
  readonly after?: readonly string[];
}

/** The Kustomizations of a fleet that bring the folders of the output to their clusters. */
export class Folders {
  private readonly byCluster = new Map<string, Entry[]>();

  constructor(private readonly fleet: Fleet, private readonly settings: FluxSettings, private readonly placeOf: PlaceOf) {}

  /** @param after the units that it waits for, where that has nothing to do with the waves of folders */
  public add(folder: DeliveredFolder, after: readonly string[] | undefined): void {
    const folders = this.byCluster.get(folder.cluster) ?? [];
    this.byCluster.set(folder.cluster, folders);
    folders.push({ ...folder, after: folder.unit === ROOT_UNIT ? [] : after });
  }

  /** What Flux begins with in a cluster: where the output is, and the folders of this cluster. Nothing of it needs a namespace of ours. */
  public makeRoot(scope: Construct, flux: string): void {
    const cluster = this.fleet.clusterModel(flux);
    makeSources(scope, [this.outputFor(cluster)]);
    this.makeAll(scope, cluster);
  }

  /** The Kustomizations for clusters that a Flux reaches from outside. */
  public makeRemote(scope: Construct, flux: string, model: FleetModel): void {
    this.remotesOf(flux, model).forEach(cluster => this.makeAll(scope, cluster));
  }

  /** Where those find the output, but for what Flux begins with. */
  public sourcesBeside(flux: string, model: FleetModel): readonly SourceNeed[] {
    const own = this.outputFor(this.fleet.clusterModel(flux));
    const sources = this.remotesOf(flux, model).map(cluster => this.outputFor(cluster));
    return sources.filter(({ namespace, name }) => namespace !== own.namespace || name !== own.name);
  }

  private remotesOf(flux: string, model: FleetModel): readonly ClusterModel[] {
    return this.settings.form === 'per-cluster' ? [] : model.clusters.filter(({ name }) => name !== flux);
  }

  private makeAll(scope: Construct, cluster: ClusterModel): void {
    const folders = this.byCluster.get(cluster.name)!;
    const place = this.placeOf(cluster);
    const foldersBefore = previousOf(folders);
    for (const folder of [...folders].sort((a, b) => compareText(a.unit ?? '', b.unit ?? ''))) {
      const before = folder.after?.map(unit => ({ cluster: cluster.name, unit })) ?? foldersBefore(folder.wave);
      new Kustomization(scope, ['folder', cluster.name, ...(folder.unit === undefined ? [] : [folder.unit])].join(' '), {
        metadata: { name: this.nameOf(folder), namespace: place.namespace, labels: shardLabels(place.shard) },
        spec: kustomizationSpec({
          ...place,
          source: this.outputFor(cluster),
          path: joinPath(this.settings.path, folder.path()),
          prune: this.settings.prune,
          wait: this.waits(folder, cluster, folders),
          dependsOn: before.map(other => this.nameOf(other)).sort(compareText).map(name => ({ name })),
          serviceAccountName: folder.unit !== SERVICE_ACCOUNT_UNIT ? place.serviceAccountName : undefined,
          decryption: this.settings.decryption,
        }),
      });
    }
  }

  /** The folder of the hub has clusters in the making in it: it waits for them only where something waits for it. */
  private waits(folder: Entry, cluster: ClusterModel, folders: readonly Entry[]): boolean {
    return folder.unit !== ROOT_UNIT && (folder.unit !== undefined || cluster.role === 'member' || folders.some(other => isPlain(other) && other.wave > folder.wave));
  }

  /** With the name of the fleet where fleets may meet: a hub, and its Flux, may be that of several. */
  private nameOf({ cluster, unit }: Pick<DeliveredFolder, 'cluster' | 'unit'>): string {
    const { node: { id }, hub } = this.fleet;
    return unit === ROOT_UNIT ? objectName(id, ROOT_UNIT) : objectName(cluster === hub.name ? id : undefined, cluster, unit);
  }

  private outputFor(cluster: ClusterModel): SourceNeed {
    return outputSource(this.fleet.node.id, this.placeOf(cluster), this.settings);
  }
}

function isPlain(folder: Entry): boolean {
  return folder.after === undefined;
}

/** The folders of the next lower wave. */
function previousOf(folders: readonly Entry[]): (wave: number) => readonly Entry[] {
  const plain = folders.filter(isPlain);
  const waves = groupBy(plain, folder => folder.wave);
  const numbers = [...waves.keys()].sort((a, b) => a - b);
  return wave => waves.get(numbers[numbers.indexOf(wave) - 1]) ?? [];
}
