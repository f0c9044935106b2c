import { Construct, IConstruct } from 'constructs';
import { argoAnnotations } from './annotations';
import { ArgoCdDeliveryProps, checkDeliveryProject } from './argo-cd-delivery-props';
import { ChartApplications } from './chart-applications';
import type { DeliveryContext } from './delivery-context';
import { FolderApplications } from './folder-applications';
import { leftByArgoCd } from './left-by-argo-cd';
import { OwnApplications } from './own-applications';
import { registerCluster } from './registration';
import { ArgoCdRegistry } from './registry';
import type { DeliveredFolder, DeliveredRelease, Fleet, IBoundDelivery, Manifest } from '../../fleet';

/** Argo CD at work in a fleet. */
export class BoundArgoCd implements IBoundDelivery {
  /** Only where clusters have an Argo CD of their own: on the hub's, an ApplicationSet makes the Applications. */
  public readonly deliverApplication: IBoundDelivery['deliverApplication'];
  private readonly context: DeliveryContext;
  private readonly folders: FolderApplications;
  private readonly charts: ChartApplications;
  private readonly applications?: OwnApplications;

  constructor(fleet: Fleet, scope: Construct, props: ArgoCdDeliveryProps, private readonly prunes: boolean) {
    checkDeliveryProject(fleet.node.path, fleet.node.id, props.project ?? {});
    const { namespace = 'argocd', perCluster = false, sshKnownHosts } = props;
    const registry = ArgoCdRegistry.of(fleet);
    registry.install({ namespace, perCluster, sshKnownHosts, firstOf: cluster => this.folders.firstOf(cluster) });
    this.context = {
      fleet, scope, registry, props, prunes,
      argoCdOf: cluster => (perCluster ? cluster : fleet.hub.name),
      scopeFor: cluster => (scope.node.tryFindChild(cluster) as Construct | undefined) ?? new Construct(scope, cluster),
    };
    this.folders = new FolderApplications(this.context);
    this.charts = new ChartApplications(this.context);
    if (perCluster) {
      const own = new OwnApplications(this.context);
      this.applications = own;
      this.deliverApplication = (construct, application) => own.deliver(construct, application);
    }
  }

  public deliverFolder(folder: DeliveredFolder): void {
    this.folders.deliver(folder);
    if (folder.unit !== undefined) {
      return;
    }
    this.applications?.addCluster(folder.cluster);
    if (this.context.argoCdOf(folder.cluster) === folder.cluster) {
      this.context.registry.need(folder.cluster, this.context.scope.node.path);
    }
    if (!this.context.registry.perCluster && folder.cluster !== this.context.fleet.hub.name) {
      registerCluster(this.context.fleet, this.context.scopeFor(folder.cluster), folder.cluster);
    }
  }

  public installRelease(construct: IConstruct, release: DeliveredRelease): void {
    this.charts.install(construct, release);
  }

  public annotationsOf(manifest: Manifest, wave: number, folder?: Pick<DeliveredFolder, 'wave'>): Readonly<Record<string, string>> {
    return argoAnnotations(manifest, wave, folder?.wave ?? 0);
  }

  public leavesBehind(manifest: Manifest): string | undefined {
    return leftByArgoCd(manifest) ?? (this.prunes ? undefined : 'Argo CD was to prune nothing');
  }
}
