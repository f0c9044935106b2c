import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkServiceExportPairProps } from './check-service-export-pair-props';
import { checkDnsName } from './dns-name';
import { namesOf } from './prop-types';
import { serviceOf, sharedPort } from './service-definition';
import { ServiceExportPairProps } from './service-export-pair-props';
import { SharedServices } from './shared-services';
import { Fleet, ICluster, IMultiClusterServices, Manifest, SharedService } from '../fleet';
import { RFC_1123_LABEL } from '../fleet/names';
import { shareObject } from '../fleet/shared-object';

/**
 * A Service of some clusters for the pods of others.
 *
 * In each exporting cluster it makes what exports the Service (a ServiceExport), and with `definition` the Service; in each consuming cluster what
 * the mesh needs there, mostly nothing but the namespace. Several pairs may export one service, with one ServiceExport in each cluster.
 */
export class ServiceExportPair extends Construct {
  /** Name of the Service. */
  public readonly service: string;
  /** Its namespace, in every cluster. */
  public readonly namespace: string;
  private readonly services: IMultiClusterServices;
  private readonly shared: SharedService;

  /** @throws for props that are malformed or contradict each other; everything that only the whole fleet shows is a finding */
  constructor(scope: Construct, id: string, props: ServiceExportPairProps) {
    super(scope, id);
    const { path } = this.node;
    const fleet = Fleet.of(this);
    checkServiceExportPairProps(path, fleet, props);
    this.service = props.service;
    this.namespace = props.namespace;
    this.services = props.mesh.services;
    this.shared = sharedService(props);
    const { createNamespace = true } = props;
    this.claim(fleet, createNamespace);
    this.shared.from.forEach(cluster => this.export(fleet, cluster, props));
    this.shared.to.forEach(cluster => this.add(fleet, cluster, 'imported', this.services.imported(this.shared, cluster)));
    SharedServices.of(fleet).add({ path, services: this.services, service: this.shared, definition: props.definition, createNamespace });
  }

  /**
   * The name by which pods of consuming clusters reach the service in all clusters that export it: `payment-api.production.svc.clusterset.local`.
   *
   * @throws when the mesh has no such name, but one for each exporting cluster: `dnsNameOf`
   */
  public get dnsName(): string {
    return this.checkedName(() => this.services.dnsName(this.shared));
  }

  /**
   * The name by which pods of consuming clusters reach the service in one exporting cluster.
   *
   * @throws when the cluster does not export it, and when the mesh has no such names: most have none
   */
  public dnsNameOf(cluster: ICluster): string {
    this.checkExporter(cluster);
    return this.checkedName(() => this.services.dnsName(this.shared, { cluster: cluster.name }));
  }

  /**
   * The name by which pods of consuming clusters reach one pod behind a headless Service: `postgres-0.eu.postgres.production.svc.clusterset.local`.
   *
   * @param hostname of the pod: its name in a StatefulSet, `postgres-0`
   * @throws when the cluster does not export the service, when it is not headless, and when the mesh has no such names
   */
  public dnsNameOfPod(hostname: string, cluster: ICluster): string {
    this.checkExporter(cluster);
    if (typeof hostname !== 'string' || !RFC_1123_LABEL.test(hostname)) {
      throw new Error(`${this.node.path}: dnsNameOfPod: write the host name of a pod, lower-case letters, digits and dashes, 63 at most, got '${String(hostname)}'`);
    }
    if (this.shared.type !== undefined && this.shared.type !== 'Headless') {
      throw new Error(`${this.node.path}: dnsNameOfPod: only pods behind a headless Service have names of their own, and this one is of type ${this.shared.type}: write`
        + ' headless: true in definition, or use dnsName');
    }
    return this.checkedName(() => this.services.dnsName(this.shared, { cluster: cluster.name, hostname }));
  }

  private claim(fleet: Fleet, createNamespace: boolean): void {
    const { path } = this.node;
    const { servedByOthers: kinds = [] } = this.services;
    for (const cluster of new Set([...this.shared.from, ...this.shared.to])) {
      if (createNamespace) {
        fleet.claim({ type: 'namespace', cluster, path, name: this.namespace });
      }
      if (kinds.length > 0) {
        fleet.claim({ type: 'served-kinds', cluster, path, kinds });
      }
    }
  }

  private export(fleet: Fleet, cluster: string, { definition }: ServiceExportPairProps): void {
    this.add(fleet, cluster, 'exported', this.services.exported(this.shared, cluster));
    if (definition !== undefined) {
      const needed = this.services.serviceAnnotations?.(this.shared, cluster) ?? {};
      const service = new ApiObject(fleet.scopeOn(cluster, this), 'service', serviceOf(this.service, this.namespace, definition, needed));
      this.node.defaultChild ??= service;
    }
  }

  private add(fleet: Fleet, cluster: string, side: 'exported' | 'imported', manifests: readonly Manifest[]): void {
    if (manifests.length === 0) {
      return;
    }
    const scope = new Construct(fleet.scopeOn(cluster, this), side);
    for (const manifest of manifests) {
      const object = shareObject(new ApiObject(scope, `${manifest.kind}-${manifest.metadata.name}`, manifest));
      this.node.defaultChild ??= object;
    }
  }

  private checkExporter(cluster: ICluster): void {
    if (!this.shared.from.includes(cluster.name)) {
      throw new Error(`${this.node.path}: cluster ${cluster.name} does not export ${this.namespace}/${this.service}: write one of from (${this.shared.from.join(', ')})`);
    }
  }

  private checkedName(name: () => string): string {
    const { path } = this.node;
    let found: string;
    try {
      found = name();
    } catch (error) {
      // A mesh does not know who asks.
      throw new Error(`${path}: ${(error as Error).message}`);
    }
    return checkDnsName(path, found);
  }
}

function sharedService(props: ServiceExportPairProps): SharedService {
  const { service, namespace, definition, affinity, apiVersion, exportedLabels, exportedAnnotations } = props;
  const type = definition === undefined ? props.type : definition.headless ? 'Headless' : 'ClusterIP';
  return {
    name: service, namespace, from: namesOf(props.from), to: namesOf(props.to), type, ports: definition?.ports.map(sharedPort) ?? props.ports,
    affinity, apiVersion, exportedLabels, exportedAnnotations,
  };
}
