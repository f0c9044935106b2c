import { Construct, IConstruct } from 'constructs';
import type { ClusterPlace } from './applications';
import { Applications } from './applications-of-fleet';
import { Folders } from './folders-of-fleet';
import { makeRelease } from './make-release';
import { makeSources } from './make-sources';
import { objectName } from './names';
import { FluxRegistry } from './registry';
import { chartOf, KEPT } from './releases';
import { remoteOf } from './remote';
import { secretOfSource, withSecret } from './repository-secrets';
import { kubeconfigSecret, secretsOf } from './secrets';
import type { FluxSettings } from './settings';
import { helmRepositorySource, ociChartSource, SourceNeed } from './sources';
import { ROOT_UNIT, SERVICE_ACCOUNT_UNIT } from './units';
import { HelmReleaseSpec } from '../../../imports/flux-helm';
import { ClusterModel, DeliveredApplication, DeliveredFolder, DeliveredRelease, Fleet, FleetModel, IBoundDelivery, Manifest } from '../../fleet';
import { groupOf } from '../../fleet/names';

const PRUNE = 'kustomize.toolkit.fluxcd.io/prune';
const APPLY = 'kustomize.toolkit.fluxcd.io/ssa';

/** Flux at work in a fleet. Every object of it is made late: namespaces depend on how clusters are reached. */
export class BoundFlux implements IBoundDelivery {
  private readonly registry: FluxRegistry;
  private readonly folders: Folders;
  private readonly applications: Applications;
  /** By the cluster whose Flux installs them. */
  private readonly releases = new Map<string, DeliveredRelease[]>();

  constructor(private readonly fleet: Fleet, private readonly scope: Construct, private readonly settings: FluxSettings) {
    this.registry = FluxRegistry.of(fleet);
    this.registry.install(settings);
    this.folders = new Folders(fleet, settings, cluster => this.placeOf(cluster));
    this.applications = new Applications(fleet, settings, cluster => this.placeOf(cluster));
    this.registry.addFaults(model => this.applications.faults(model));
  }

  /** Makes the Kustomization of a folder, and for the main folder of a cluster what Flux begins with there. */
  public deliverFolder(folder: DeliveredFolder): void {
    this.folders.add(folder, this.applications.waveBefore(folder));
    if (folder.unit !== undefined) {
      return;
    }
    const { fleet, scope } = this;
    const { cluster } = folder;
    this.claimSecrets(cluster);
    if (cluster === fleet.hub.name) {
      this.registry.access.addNamespaces(model => this.applications.namespaces(model));
    }
    if (cluster === this.registry.fluxOf({ name: cluster })) {
      this.registry.need(cluster, scope.node.path);
      fleet.needSecrets(model => [...this.chartSources(cluster), ...this.applications.sources(cluster, model)].flatMap(secretOfSource)
        .map(secret => ({ cluster, secret })));
      const root = fleet.deliveredUnit(cluster, ROOT_UNIT, 0);
      fleet.makeLate(new Construct(root, 'flux'), late => this.folders.makeRoot(late, cluster));
      fleet.makeLate(new Construct(fleet.scopeOn(cluster, scope), 'flux'), (late, model) => this.makeMain(late, cluster, model));
    }
    if (this.settings.serviceAccountName !== undefined && cluster !== fleet.hub.name) {
      this.needServiceAccount(cluster, this.settings.serviceAccountName);
    }
  }

  /** Makes a HelmRelease. */
  public installRelease(construct: IConstruct, release: DeliveredRelease): void {
    const flux = this.registry.fluxOf({ name: release.cluster });
    const releases = this.releases.get(flux) ?? [];
    this.releases.set(flux, releases);
    releases.push(release);
    const scope = this.fleet.scopeOn(flux, construct);
    this.fleet.makeLate(new Construct(scope, `release-${release.name}`), late => {
      const { remote, shard, interval, serviceAccountName } = this.placeOf(this.fleet.clusterModel(release.cluster));
      const { chart, version, values } = release.settled();
      makeRelease(late, {
        id: 'Resource', objectName: objectName(release.cluster, release.name), remote, shard, interval, serviceAccountName, name: release.name,
        namespace: release.namespace, values, suspend: !this.settings.prune, chart: chartOf(this.sourceOf(release), chart, version),
        more: release.after && { dependsOn: release.after.map(name => ({ name: objectName(release.cluster, name) })) },
      });
    });
  }

  /** Makes a Kustomization or HelmRelease for each cluster and source. */
  public deliverApplication(construct: IConstruct, application: DeliveredApplication): void {
    this.applications.add(construct, application);
  }

  /**
   * Namespaces and CRDs stay: whatever is in them would go with them. What a controller writes over is made once and then left alone, since Flux
   * knows no single fields (kustomize-controller v1.9.4 `docs/spec/v1/kustomizations.md`, controlling the apply behavior).
   */
  public annotationsOf({ apiVersion, kind, metadata }: Manifest, _wave: number, { cluster }: Pick<DeliveredFolder, 'cluster'>): Readonly<Record<string, string>> {
    const takesOthersAlong = kind === 'Namespace' || kind === 'CustomResourceDefinition';
    const isOwned = this.fleet.clusterModel(cluster).controllerOwned.some(owned =>
      owned.group === groupOf(apiVersion) && owned.kind === kind && owned.name === metadata.name && owned.namespace === metadata.namespace);
    return {
      ...(takesOthersAlong && metadata.annotations?.[PRUNE] === undefined ? KEPT : {}),
      ...(isOwned && metadata.annotations?.[APPLY] === undefined ? { [APPLY]: 'IfNotPresent' } : {}),
    };
  }

  /** Flux deletes no object that says so (kustomize-controller v1.9.4 `internal/controller/kustomization_controller.go` deleteObjects). */
  public leavesBehind({ kind, metadata, spec }: Manifest): string | undefined {
    if (metadata.annotations?.[PRUNE] === 'disabled') {
      const uninstalls = kind === 'HelmRelease' && (spec as HelmReleaseSpec).suspend !== true;
      return `it carries ${PRUNE}: disabled${uninstalls ? ' (deleting it uninstalls its chart, unless it is suspended first)' : ''}`;
    }
    return this.settings.prune ? undefined : 'Flux was to prune nothing';
  }

  private makeMain(scope: Construct, flux: string, model: FleetModel): void {
    makeSources(scope, [...this.chartSources(flux), ...this.folders.sourcesBeside(flux, model), ...this.applications.sourcesBeside(flux, model)]);
    this.folders.makeRemote(scope, flux, model);
    this.applications.makeOn(scope, flux, model);
  }

  /** Where the Flux of a cluster finds the charts that it installs. */
  private chartSources(flux: string): readonly SourceNeed[] {
    return (this.releases.get(flux) ?? []).map(release => withSecret(this.sourceOf(release), this.settings.repositorySecrets));
  }

  /** Flux reads Secrets only from the namespace of the objects that name them. */
  private claimSecrets(name: string): void {
    const { access } = this.fleet.declarationOf(name);
    const isHub = name === this.fleet.hub.name;
    const { namespace } = remoteOf({ name, role: isHub ? 'hub' : 'member', access }, this.settings);
    const reached = this.settings.form === 'hub-and-spoke' && !isHub && access === undefined ? [kubeconfigSecret(name, this.settings)] : [];
    for (const secret of [...secretsOf(this.settings, namespace), ...reached]) {
      this.fleet.claim({ type: 'secret', cluster: this.registry.fluxOf({ name }), path: this.scope.node.path, secret });
    }
  }

  private needServiceAccount(cluster: string, name: string): void {
    this.fleet.deliveredUnit(cluster, SERVICE_ACCOUNT_UNIT, Number.MIN_SAFE_INTEGER);
    const { clusterRole } = this.settings;
    this.registry.access.addServiceAccounts(() => {
      const { namespace } = remoteOf(this.fleet.clusterModel(cluster), this.settings);
      return [{ cluster, unit: SERVICE_ACCOUNT_UNIT, namespace, name, clusterRole }];
    });
  }

  private sourceOf(release: DeliveredRelease): SourceNeed {
    const place = this.placeOf(this.fleet.clusterModel(release.cluster));
    const { repository, chart, version } = release.settled();
    return repository.startsWith('oci://') ? ociChartSource(place, repository, chart, version) : helmRepositorySource(place, repository);
  }

  private placeOf(cluster: ClusterModel): ClusterPlace {
    const remote = remoteOf(cluster, this.settings);
    const { interval, timeout, serviceAccountName } = this.settings;
    return {
      remote, namespace: remote.namespace, shard: this.settings.shardingKey?.(cluster), interval, timeout,
      serviceAccountName: cluster.role === 'hub' ? undefined : serviceAccountName,
    };
  }
}
