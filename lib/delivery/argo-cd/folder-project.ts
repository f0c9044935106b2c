import type { DeliveryContext } from './delivery-context';
import { destinationsOf } from './destinations';
import { FolderObject, mayBeClusterScoped, NO_NAMESPACE, objectsUnder } from './folder-objects';
import { ArgoCdClusterResource, ArgoCdProjectSpec } from './project';
import { foldersProject } from './project-names';
import { withoutUndefined } from './without-undefined';
import { AppProject } from '../../../imports/argo-cd';
import type { DeliveredFolder, FleetModel } from '../../fleet';
import { compareText } from '../../fleet/names';

/**
 * The AppProject of the folders that one Argo CD delivers: the repository of the fleet, its clusters, and of each the namespaces and kinds that
 * occur in its folders.
 */
export class FolderProject {
  public readonly name: string;
  private readonly folders = new Map<string, readonly DeliveredFolder[]>();
  private readonly objects = new WeakMap<FleetModel, ReadonlyMap<string, readonly FolderObject[]>>();
  private readonly specs = new WeakMap<FleetModel, ArgoCdProjectSpec>();

  constructor(private readonly context: DeliveryContext, argoCd: string) {
    const { fleet, registry, scope } = context;
    this.name = foldersProject(fleet.node.id);
    const project = new AppProject(fleet.scopeOn(argoCd, scope), 'project', {
      metadata: { name: this.name, namespace: registry.namespace }, spec: fleet.lazy(model => this.spec(model)),
    });
    registry.addProject({ name: this.name, path: project.node.path, argoCd, spec: model => this.spec(model) });
  }

  /** Permits what is in the folders of a cluster; folders may be added to the list later. */
  public permit(cluster: string, folders: readonly DeliveredFolder[]): void {
    this.folders.set(cluster, folders);
  }

  /** The objects in the folders of a cluster, found once for each settled fleet. */
  public objectsOf(model: FleetModel, cluster: string): readonly FolderObject[] {
    const present = this.objects.get(model);
    const found = present ?? new Map([...this.folders].map(([name, folders]) =>
      [name, folders.flatMap(({ unit }) => objectsUnder(this.context.fleet.chartOf(name, unit)))]));
    this.objects.set(model, found);
    return found.get(cluster) ?? [];
  }

  public spec(model: FleetModel): ArgoCdProjectSpec {
    const spec = this.specs.get(model) ?? this.specFor(model);
    this.specs.set(model, spec);
    return spec;
  }

  /**
   * What the first sync runs under, before Argo CD has read the folder that the project itself lies in: the repository and the clusters, as they are
   * known before the fleet is settled.
   */
  public firstSpec(): ArgoCdProjectSpec {
    const { props, registry } = this.context;
    const clusters = [...this.folders.keys()];
    return {
      sourceRepos: [props.repoUrl],
      destinations: destinationsOf(clusters.map(cluster => ({ destination: registry.destinationOf(cluster), namespaces: ['*'] }))),
      clusterResourceWhitelist: [{ group: '*', kind: '*' }],
    };
  }

  private specFor(model: FleetModel): ArgoCdProjectSpec {
    const { fleet, props, registry } = this.context;
    const { namespaces, clusterResourceWhitelist, namespaceResourceBlacklist, roles, syncWindows, orphanedResources } = props.project ?? {};
    const clusters = [...this.folders.keys()];
    const objectsOf = (cluster: string) => this.objectsOf(model, cluster);
    return {
      description: `What the program of fleet ${fleet.node.id} writes into its folders`,
      sourceRepos: [props.repoUrl],
      destinations: destinationsOf(clusters.map(cluster => ({
        destination: registry.destinationOf(cluster),
        namespaces: namespaces ?? [NO_NAMESPACE, ...objectsOf(cluster).flatMap(object => object.namespace ?? [])],
      }))),
      clusterResourceWhitelist: clusterResourceWhitelist ?? kindsOf(clusters.flatMap(cluster => objectsOf(cluster).filter(mayBeClusterScoped))),
      ...withoutUndefined({ namespaceResourceBlacklist, roles, syncWindows, orphanedResources }),
    };
  }
}

/** Each kind once, sorted. */
function kindsOf(objects: readonly FolderObject[]): readonly ArgoCdClusterResource[] {
  return [...new Map(objects.map(({ group, kind }) => [`${group}/${kind}`, { group, kind }]))].sort(([a], [b]) => compareText(a, b)).map(([, kind]) => kind);
}
