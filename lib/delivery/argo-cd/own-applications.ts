import { Construct, IConstruct } from 'constructs';
import { applicationName } from './application-name';
import { APPLICATION_RETRIES, applicationOptions, COMPARE_OPTIONS, CONTROLLER_OWNED, syncPolicy } from './application-policy';
import { argoSource } from './application-source';
import type { DeliveryContext } from './delivery-context';
import { destinationsOf } from './destinations';
import type { ArgoCdProjectSpec } from './project';
import { applicationsProject } from './project-names';
import type { DeclaredArgoApplication } from './registry';
import { withoutUndefined } from './without-undefined';
import { Application, AppProject } from '../../../imports/argo-cd';
import { ApplicationTarget, DeliveredApplication, FleetModel, pruneProtection } from '../../fleet';
import { groupBy } from '../../fleet/collections';

/** An application with what it is on one cluster. */
interface OwnApplication {
  readonly application: DeliveredApplication;
  readonly path: string;
  readonly target: ApplicationTarget;
}

/**
 * Applications of people on Argo CDs of the clusters' own: in the folder of each cluster an Application for each that runs there, and their
 * AppProject.
 */
export class OwnApplications {
  private readonly applications: { readonly application: DeliveredApplication; readonly path: string }[] = [];
  private readonly settled = new WeakMap<FleetModel, ReadonlyMap<string, readonly OwnApplication[]>>();

  constructor(private readonly context: DeliveryContext) {}

  /** @throws for an application with waves */
  public deliver(construct: IConstruct, application: DeliveredApplication): void {
    if (application.waves.length > 0) {
      throw new Error(`${construct.node.path}: waves: every cluster has an Argo CD of its own, which does not see the others, so none can wait for another;`
        + ' leave the waves out, or deliver with the Argo CD of the hub');
    }
    this.applications.push({ application, path: construct.node.path });
  }

  /** Makes a place for the Applications of a cluster. */
  public addCluster(cluster: string): void {
    const { fleet, registry, scope } = this.context;
    const place = new Construct(fleet.scopeOn(cluster, scope), 'applications');
    fleet.makeLate(place, (late, model) => this.make(late, cluster, this.on(model, cluster)));
    registry.addApplications(model => this.on(model, cluster).map(own => this.declared(cluster, own, place.node.path)));
    registry.addProject({
      name: applicationsProject(fleet.node.id), path: place.node.path, argoCd: cluster, spec: model => this.project(cluster, this.on(model, cluster)),
    });
  }

  private on(model: FleetModel, cluster: string): readonly OwnApplication[] {
    const present = this.settled.get(model);
    const settled = present ?? groupBy(
      this.applications.flatMap(({ application, path }) => application.targets(model).map(target => ({ application, path, target }))),
      ({ target }) => target.cluster.name,
    );
    this.settled.set(model, settled);
    return settled.get(cluster) ?? [];
  }

  private make(place: Construct, cluster: string, applications: readonly OwnApplication[]): void {
    const { prunes, props, registry } = this.context;
    if (applications.length === 0) {
      return;
    }
    const { namespace } = registry;
    new AppProject(place, 'project', {
      metadata: { name: applicationsProject(this.context.fleet.node.id), namespace }, spec: this.project(cluster, applications),
    });
    for (const own of applications) {
      const { destination, name, project } = this.declared(cluster, own, place.node.path);
      const sources = own.target.sources.map(argoSource);
      new Application(place, `application-${own.application.name}`, {
        metadata: { name, namespace, annotations: { ...pruneProtection(), ...COMPARE_OPTIONS } },
        spec: {
          project,
          ...(sources.length === 1 ? { source: sources[0] } : { sources }),
          destination,
          syncPolicy: syncPolicy(prunes && own.application.prune, applicationOptions(own.application.createNamespace), APPLICATION_RETRIES),
          ignoreDifferences: [...CONTROLLER_OWNED, ...props.ignoreDifferences ?? []],
        },
      });
    }
  }

  private declared(cluster: string, { application, path, target }: OwnApplication, place: string): DeclaredArgoApplication {
    const { fleet, registry } = this.context;
    return {
      // Names of clusters have no dots, so `acme-eu.app.web` is no folder, chart or application of another cluster.
      name: applicationName(`${fleet.node.id}-${cluster}.app.${application.name}`), path: `${path} (${place})`, argoCd: cluster,
      project: applicationsProject(fleet.node.id), cluster,
      destination: { ...registry.destinationOf(cluster), namespace: application.namespace },
      sources: target.sources.map(source => {
        const { repoURL, path: folder } = argoSource(source);
        return {
          repoURL, path: folder, recurse: source.type === 'directory' && source.recurse,
          ...(source.type === 'helm' ? { chart: source.chart, releaseName: source.releaseName } : {}),
        };
      }),
    };
  }

  private project(cluster: string, applications: readonly OwnApplication[]): ArgoCdProjectSpec {
    const { fleet, props, registry } = this.context;
    const { applicationClusterResources = [], syncWindows } = props.project ?? {};
    const sources = applications.flatMap(({ target }) => target.sources.map(source => argoSource(source).repoURL));
    return {
      description: `Applications that the program of fleet ${fleet.node.id} runs on cluster ${cluster}`,
      sourceRepos: [...new Set(sources)].sort(),
      destinations: destinationsOf([{
        destination: registry.destinationOf(cluster), namespaces: applications.map(({ application }) => application.namespace),
      }]),
      // `CreateNamespace` makes one, as an object of the sync.
      clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }, ...applicationClusterResources],
      ...withoutUndefined({ syncWindows }),
    };
  }
}
