import { Construct } from 'constructs';
import { ClusterModel, Fleet, FleetModel, UsedArtifact } from '../fleet';
import { Selector, selectorOf, unknownNames } from './application-set/selection';
import { on } from './application-set/source-on-cluster';
import { checkDependency, checkFluxFleet, variableFault } from './flux/checks';
import { makeFluxObjects } from './flux/make-objects';
import { FluxFleetObject } from './flux/objects';
import type { FluxFleetProps } from './flux/props';
import { fluxFleetSecrets } from './flux/secrets';
import { FluxSource, revisionOf } from './flux/source';
import { fluxImageArtifacts, mirroredFluxImages, mirroredFluxSource } from './mirrored';
import { objectName } from '../delivery/flux/names';
import { FluxFault, FluxRegistry } from '../delivery/flux/registry';
import { remoteOf } from '../delivery/flux/remote';
import { chartAddress } from '../fleet/chart-address';

/**
 * One application, or one tenant, on many clusters, by Flux: a Kustomization or HelmRelease for each cluster, with everything baked that differs
 * between them.
 *
 * It works whatever delivers the fleet. Flux runs on the hub and reaches each cluster by its kubeconfig; where `Delivery.flux` runs one in each
 * cluster, each gets its own objects.
 */
export class FluxFleet extends Construct {
  /** What it is made of: `Kustomization` or `HelmRelease`. */
  public readonly kind: 'Kustomization' | 'HelmRelease';
  private readonly name: string;
  private readonly fleet: Fleet;
  private readonly registry: FluxRegistry;
  private readonly selector: Selector;

  private readonly props: FluxFleetProps;

  /** @throws for options that show their fault alone; what only the whole fleet shows is a finding */
  constructor(scope: Construct, id: string, props: FluxFleetProps) {
    super(scope, id);
    const { path } = this.node;
    this.fleet = Fleet.of(this);
    this.registry = FluxRegistry.of(this.fleet);
    this.name = props.name ?? id;
    checkFluxFleet(path, this.name, props);
    this.props = this.mirrored(props);
    this.fleet.addArtifacts(model => [...this.artifactsIn(model, props.source), ...this.imagesIn(model, props.kustomization?.images)]);
    this.kind = props.kustomization === undefined ? 'HelmRelease' : 'Kustomization';
    props.dependsOn?.forEach(other => checkDependency(path, this.kind, other));
    this.selector = selectorOf(props);
    this.registry.addObjects(model => this.objectsIn(model).map(({ cluster, remote: { namespace }, name, dependsOn }) => ({
      kind: this.kind, flux: this.registry.fluxOf(cluster), namespace, name, path, cluster: cluster.name, dependsOn,
    })));
    this.registry.addFaults(model => this.faultsIn(model));
    const { access } = this.registry;
    const { serviceAccountName, clusterRole } = props;
    if (serviceAccountName !== undefined && clusterRole !== undefined) {
      access.addServiceAccounts(model => this.objectsIn(model).map(({ cluster, remote: { namespace } }) => ({
        cluster: cluster.name, namespace, name: serviceAccountName, clusterRole,
      })));
    }
    this.fleet.needSecrets(model => this.objectsIn(model).flatMap(object => (
      fluxFleetSecrets(object, this.props).map(secret => ({ cluster: this.registry.fluxOf(object.cluster), secret })))));
    // Those of members with a Flux of their own are needed by the delivery already.
    this.registry.need(this.fleet.hub.name, this.node.path);
    makeFluxObjects(this, this.name, this.props, this.registry, model => this.objectsIn(model));
  }

  /** Its objects, one for each cluster, sorted by cluster. */
  private objectsIn(model: FleetModel): readonly FluxFleetObject[] {
    const { props } = this;
    return model.clusters.filter(cluster => this.selector.has(cluster)).map(cluster => {
      const shard = props.shardingKey === undefined ? undefined : on(cluster, props.shardingKey);
      return {
        cluster, shard, remote: this.remoteOf(cluster), name: this.objectOn(cluster), source: objectName(this.name, shard),
        dependsOn: (props.dependsOn ?? []).map(other => ({ namespace: other.remoteOf(cluster).namespace, name: other.objectOn(cluster) })),
      };
    });
  }

  /** Charts and artifacts that lie in a registry, once for each version. */
  private artifactsIn(model: FleetModel, given: FluxSource): readonly UsedArtifact[] {
    const { source, helmRelease } = this.props;
    if (given.type === 'git' || given.type === 'bucket' || source.type === 'git' || source.type === 'bucket') {
      return [];
    }
    const usedBy = `application ${this.name}`;
    const kind = helmRelease === undefined ? 'artifact' : 'chart';
    if (given.type === 'oci') {
      const version = Object.values(revisionOf(given))[0] ?? 'latest';
      return [{ kind, source: given.url, target: source.url, version, usedBy }];
    }
    return this.objectsIn(model).map(({ cluster }) => {
      const chart = on(cluster, helmRelease!.chart!);
      const version = (helmRelease!.version && on(cluster, helmRelease!.version)) ?? '*';
      return { kind, source: chartAddress(given.url, chart), target: chartAddress(source.url, chart), version, usedBy };
    });
  }

  /** Everything from a registry is taken from the mirror of the fleet. */
  private mirrored(props: FluxFleetProps): FluxFleetProps {
    const { mirror } = this.fleet;
    const { kustomization } = props;
    const images = kustomization?.images && mirroredFluxImages(mirror, kustomization.images);
    return { ...props, source: mirroredFluxSource(mirror, props.source), kustomization: kustomization && { ...kustomization, images } };
  }

  private imagesIn(model: FleetModel, given: NonNullable<FluxFleetProps['kustomization']>['images']): readonly UsedArtifact[] {
    return given === undefined ? [] : fluxImageArtifacts(this.fleet.mirror, this.name, given, this.objectsIn(model).map(({ cluster }) => cluster));
  }

  private remoteOf(cluster: ClusterModel): FluxFleetObject['remote'] {
    return remoteOf(cluster, this.registry.installation);
  }

  private objectOn(cluster: ClusterModel): string {
    return objectName(this.name, cluster.name);
  }

  private faultsIn(model: FleetModel): readonly FluxFault[] {
    const { path } = this.node;
    const objects = this.objectsIn(model);
    const { substitute } = this.props.kustomization ?? {};
    const variables = objects.flatMap(({ cluster }) => {
      const fault = substitute && variableFault(on(cluster, substitute));
      return fault === undefined ? [] : [{ code: 'flux-substitution', clusters: [cluster.name], path, message: `${path}: kustomization.substitute for ${cluster.name}: ${fault}` }];
    });
    const unknown = unknownNames(model, [this.selector]);
    const known = model.clusters.map(({ name }) => name).join(', ');
    return [
      ...variables,
      ...unknown.map(name => ({ code: 'flux-unknown-cluster', clusters: [], path, message: `${path}: clusters: '${name}' is no cluster of fleet '${model.name}'; it has ${known}` })),
      ...(objects.length > 0 ? [] : [{ code: 'flux-no-cluster', clusters: [], path, message: `${path}: selects no cluster of fleet '${model.name}', which has ${known}; correct clusters,`
        + ' matchLabels or regions' }]),
    ];
  }
}
