import { applicationName } from './application-name';
import { COMPARE_OPTIONS, CONTROLLER_OWNED, FOLDER_OPTIONS, FOLDER_RETRIES, HUB_FOLDER_OPTIONS, ownedIn, syncPolicy } from './application-policy';
import { FLAT } from './application-source';
import type { DeliveryContext } from './delivery-context';
import { NO_NAMESPACE } from './folder-objects';
import { FolderProject } from './folder-project';
import { foldersProject } from './project-names';
import type { FirstObjects } from './registry';
import { Application, ApplicationSpec } from '../../../imports/argo-cd';
import type { ClusterModel, DeliveredFolder } from '../../fleet';
import { compareText } from '../../fleet/names';

/**
 * An Application for each cluster, with its folders as sources: units beside the main folder are ordered by the waves of their objects, so that a
 * sick cluster holds up nobody else.
 *
 * Waves between Applications would do that: the sync that creates them is one for all clusters. And a wave before 0 could never become healthy where
 * that sync also makes the cluster itself.
 */
export class FolderApplications {
  private readonly folders = new Map<string, DeliveredFolder[]>();
  private readonly projects = new Map<string, FolderProject>();

  constructor(private readonly context: DeliveryContext) {}

  public deliver(folder: DeliveredFolder): void {
    const present = this.folders.get(folder.cluster);
    if (present) {
      present.push(folder);
    } else {
      const folders = [folder];
      this.folders.set(folder.cluster, folders);
      this.makeApplication(folder.cluster, folders);
    }
  }

  /** What must be there before the folder of a cluster can be read. */
  public firstOf(cluster: ClusterModel): FirstObjects {
    const project = this.projects.get(this.context.argoCdOf(cluster.name))!;
    return {
      application: { name: this.nameOf(cluster.name), annotations: COMPARE_OPTIONS, spec: this.spec(cluster) },
      project: { name: project.name, spec: project.firstSpec() },
    };
  }

  private makeApplication(cluster: string, folders: readonly DeliveredFolder[]): void {
    const { fleet, registry } = this.context;
    const argoCd = this.context.argoCdOf(cluster);
    const project = this.projects.get(argoCd) ?? new FolderProject(this.context, argoCd);
    this.projects.set(argoCd, project);
    project.permit(cluster, folders);
    const name = this.nameOf(cluster);
    const application = new Application(fleet.scopeOn(argoCd, this.context.scopeFor(cluster)), 'application', {
      metadata: { name, namespace: registry.namespace, annotations: { ...COMPARE_OPTIONS } },
      spec: fleet.lazy(() => this.spec(fleet.clusterModel(cluster))),
    });
    registry.addApplications(model => [{
      name, path: application.node.path, argoCd, project: project.name, cluster, destination: this.destinationOf(cluster),
      sources: folders.map(folder => this.sourceOf(folder)), objects: project.objectsOf(model, cluster),
    }]);
  }

  private nameOf(cluster: string): string {
    return applicationName(`${this.context.fleet.node.id}-${cluster}`);
  }

  private spec(model: ClusterModel): ApplicationSpec {
    const { fleet, props, prunes } = this.context;
    const { name: cluster } = model;
    const sources = [...this.folders.get(cluster)!]
      .sort((a, b) => a.wave - b.wave || compareText(a.unit ?? '', b.unit ?? ''))
      .map(folder => ({ ...this.sourceOf(folder), directory: FLAT }));
    return {
      project: foldersProject(fleet.node.id),
      ...(sources.length === 1 ? { source: sources[0] } : { sources }),
      destination: this.destinationOf(cluster),
      syncPolicy: syncPolicy(prunes, cluster === fleet.hub.name ? HUB_FOLDER_OPTIONS : FOLDER_OPTIONS, FOLDER_RETRIES),
      ignoreDifferences: [...CONTROLLER_OWNED, ...ownedIn(model), ...props.ignoreDifferences ?? []],
    };
  }

  private sourceOf(folder: DeliveredFolder) {
    const { path = 'dist', repoUrl, targetRevision = 'HEAD' } = this.context.props;
    return { repoURL: repoUrl, targetRevision, path: path === '.' ? folder.path() : `${path}/${folder.path()}` };
  }

  private destinationOf(cluster: string) {
    return { ...this.context.registry.destinationOf(cluster), namespace: NO_NAMESPACE };
  }
}
