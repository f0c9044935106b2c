import { ICluster, IMultiClusterServices, Manifest, ServiceBackend, SharedService } from '../../fleet';
import { checkProps, FLAG, TEXT } from '../../fleet/check-props';
import { affinityFaults, apiVersionFaults, serviceExport, standardClustersetName } from '../../fleet/clusterset';
import { groupOf } from '../../fleet/names';
import { refuseOthers } from '../../fleet/refuse-others';
import { API_VERSION, checkClusterIds, CLUSTER_IDS, CLUSTERS, DOMAIN, namesOf } from '../prop-types';

/** Options for `MultiClusterServices.ofOthers`. */
export interface OtherServicesProps {
  /** How messages call it: `Open Cluster Management`. */
  readonly name: string;
  /** Clusters that it runs in, one at least. */
  readonly members: readonly ICluster[];
  /** API version of its ServiceExport and ServiceImport. @default 'multicluster.x-k8s.io/v1alpha1' */
  readonly apiVersion?: string;
  /**
   * Whether the program makes the ServiceImport in consuming clusters, since nothing else does: with Karmada, and with ACK One of Alibaba Cloud. Each
   * pair must then say the type and the ports of the Service.
   *
   * @default false, its controller makes it
   */
  readonly consumersWriteImports?: boolean;
  /** Domain of the names of imported services. @default 'clusterset.local' */
  readonly domain?: string;
  /** What it calls the clusters in names of single pods, by cluster name. @default - the name of the cluster */
  readonly clusterIds?: Readonly<Record<string, string>>;
}

const WHERE = 'MultiClusterServices.ofOthers';
const OPTIONAL = { apiVersion: API_VERSION, consumersWriteImports: FLAG, domain: DOMAIN, clusterIds: CLUSTER_IDS };

/** What every implementation of the multi-cluster services API does, and nothing else. */
export class OtherServices implements IMultiClusterServices {
  public readonly name: string;
  public readonly members: readonly string[];
  public readonly servedByOthers: readonly string[];
  private readonly apiVersion: string;

  /** @throws when an option is malformed */
  constructor(private readonly props: OtherServicesProps) {
    checkProps(`${WHERE}: `, props, { name: TEXT, members: CLUSTERS }, OPTIONAL);
    refuseOthers(`${WHERE}: `, props, ['name', 'members', ...Object.keys(OPTIONAL)]);
    this.name = props.name;
    this.members = namesOf(props.members);
    checkClusterIds(WHERE, this.members, props.clusterIds);
    this.apiVersion = props.apiVersion ?? 'multicluster.x-k8s.io/v1alpha1';
    this.servedByOthers = [groupOf(this.apiVersion)];
  }

  public dnsName(service: SharedService, backend?: ServiceBackend): string {
    const { clusterIds = {}, domain } = this.props;
    return standardClustersetName(this.name, service, backend && { ...backend, cluster: clusterIds[backend.cluster] ?? backend.cluster }, domain);
  }

  public faults(service: SharedService): readonly string[] {
    return [
      ...apiVersionFaults(this.name, service, [this.apiVersion]), ...affinityFaults(this.name, service),
      ...(this.props.consumersWriteImports && (service.type === undefined || service.ports === undefined)
        ? [`with ${this.name} the program makes the ServiceImport, which needs the type and the ports of the Service: write type and ports, or definition`] : []),
    ];
  }

  public exported(service: SharedService): readonly Manifest[] {
    return [serviceExport(service, this.apiVersion)];
  }

  public imported({ name, namespace, type, ports }: SharedService): readonly Manifest[] {
    return !this.props.consumersWriteImports || type === undefined || ports === undefined ? [] : [{
      apiVersion: this.apiVersion, kind: 'ServiceImport', metadata: { name, namespace },
      spec: { type: type === 'Headless' ? 'Headless' : 'ClusterSetIP', ports },
    }];
  }
}
