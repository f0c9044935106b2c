import { IConstruct } from 'constructs';
import { applicationName } from './application-name';
import { APPLICATION_RETRIES, CHART_OPTIONS, COMPARE_OPTIONS, CONTROLLER_OWNED, syncPolicy } from './application-policy';
import { helmRepository, helmValues } from './application-source';
import type { DeliveryContext } from './delivery-context';
import { destinationsOf } from './destinations';
import type { ArgoCdProjectSpec } from './project';
import { chartsProject } from './project-names';
import { withoutUndefined } from './without-undefined';
import { Application, AppProject } from '../../../imports/argo-cd';
import { DeliveredRelease, pruneProtection } from '../../fleet';

/** Helm releases as Applications, with an AppProject of their own. */
export class ChartApplications {
  private readonly releases = new Map<string, DeliveredRelease[]>();

  constructor(private readonly context: DeliveryContext) {}

  public install(construct: IConstruct, release: DeliveredRelease): void {
    const { fleet, prunes, props, registry } = this.context;
    const { cluster, name: releaseName, namespace } = release;
    const argoCd = this.context.argoCdOf(cluster);
    const project = this.permit(argoCd, release);
    const name = applicationName(`${fleet.node.id}-${cluster}.chart.${releaseName}`);
    const destination = { ...registry.destinationOf(cluster), namespace };
    const repoURL = helmRepository(release.repository);
    const application = new Application(fleet.scopeOn(argoCd, construct), `application-${cluster}.${releaseName}`, {
      // Kept on the hub when it leaves the program, as everything that installs a release: see rule `release-removed`.
      metadata: { name, namespace: registry.namespace, annotations: { ...pruneProtection(), ...COMPARE_OPTIONS } },
      spec: {
        project,
        source: {
          repoURL,
          chart: fleet.lazy(() => release.settled().chart),
          targetRevision: fleet.lazy(() => release.settled().version),
          helm: fleet.lazy(() => ({ releaseName, ...helmValues(release.settled().values) })),
        },
        destination,
        syncPolicy: syncPolicy(prunes, CHART_OPTIONS, APPLICATION_RETRIES),
        ignoreDifferences: [...CONTROLLER_OWNED, ...props.ignoreDifferences ?? []],
      },
    });
    registry.addApplications(() => [{
      name, path: application.node.path, argoCd, project, cluster, destination, sources: [{ repoURL, chart: release.settled().chart, releaseName }],
    }]);
  }

  private permit(argoCd: string, release: DeliveredRelease): string {
    const { fleet, registry, scope } = this.context;
    const name = chartsProject(fleet.node.id);
    const present = this.releases.get(argoCd);
    if (present) {
      present.push(release);
    } else {
      const releases = [release];
      this.releases.set(argoCd, releases);
      const spec = () => this.spec(releases);
      const project = new AppProject(fleet.scopeOn(argoCd, scope), 'charts', {
        metadata: { name, namespace: registry.namespace }, spec: fleet.lazy(spec),
      });
      registry.addProject({ name, path: project.node.path, argoCd, spec });
    }
    return name;
  }

  /**
   * A chart has objects of any kind, in namespaces beside its own (RoleBindings in `kube-system`, say), and which they are is known only when it is
   * rendered. With ClusterRoles among them a limit would protect nothing: what is limited is where charts come from, and the clusters that they go
   * to.
   */
  private spec(releases: readonly DeliveredRelease[]): ArgoCdProjectSpec {
    const { fleet, props, registry } = this.context;
    const { chartRoles: roles, syncWindows } = props.project ?? {};
    return {
      description: `Helm charts that the program of fleet ${fleet.node.id} installs`,
      sourceRepos: [...new Set(releases.map(release => helmRepository(release.repository)))].sort(),
      destinations: destinationsOf([...new Set(releases.map(release => release.cluster))].map(cluster => ({
        destination: registry.destinationOf(cluster), namespaces: ['*'],
      }))),
      clusterResourceWhitelist: [{ group: '*', kind: '*' }],
      ...withoutUndefined({ roles, syncWindows }),
    };
  }
}
