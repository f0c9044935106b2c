import { ICluster, IMultiClusterServices, Manifest, ServiceBackend, SharedService } from '../../fleet';
import { checkProps } from '../../fleet/check-props';
import { affinityFaults, apiVersionFaults, exportedMetadataFaults, serviceExport, standardClustersetName } from '../../fleet/clusterset';
import { refuseOthers } from '../../fleet/refuse-others';
import { checkClusterIds, CLUSTER_IDS, CLUSTERS, namesOf } from '../prop-types';

/** Options for `MultiClusterServices.gke`. */
export interface GkeServicesProps {
  /** Clusters that are members of the GKE fleet, one at least. */
  readonly members: readonly ICluster[];
  /**
   * What GKE calls the clusters in names of single pods, by cluster name: membership and location, `{ 'prod-eu': 'prod-eu.europe-west1' }`.
   *
   * @default - not known: `dnsNameOfPod` throws
   */
  readonly clusterIds?: Readonly<Record<string, string>>;
}

const WHERE = 'MultiClusterServices.gke';
const API_VERSION = 'net.gke.io/v1';

/** Multi-cluster Services of GKE: it makes the ServiceImports itself (cloud.google.com/kubernetes-engine/docs/how-to/multi-cluster-services). */
export class GkeServices implements IMultiClusterServices {
  public readonly name = 'GKE';
  public readonly members: readonly string[];
  public readonly servedByOthers = ['net.gke.io'];
  private readonly clusterIds: Readonly<Record<string, string>>;

  /** @throws when an option is malformed */
  constructor(props: GkeServicesProps) {
    checkProps(`${WHERE}: `, props, { members: CLUSTERS }, { clusterIds: CLUSTER_IDS });
    refuseOthers(`${WHERE}: `, props, ['members', 'clusterIds']);
    this.members = namesOf(props.members);
    checkClusterIds(WHERE, this.members, props.clusterIds);
    this.clusterIds = props.clusterIds ?? {};
  }

  public dnsName(service: SharedService, backend?: ServiceBackend): string {
    if (backend?.hostname === undefined) {
      return standardClustersetName(this.name, service, backend);
    }
    if (!Object.hasOwn(this.clusterIds, backend.cluster)) {
      throw new Error(`${this.name} names a pod by the membership and the location of its cluster: write clusterIds: { '${backend.cluster}': '<membership>.<location>' }`
        + ` in ${WHERE}`);
    }
    return standardClustersetName(this.name, service, { ...backend, cluster: this.clusterIds[backend.cluster] });
  }

  public faults(service: SharedService): readonly string[] {
    return [
      ...apiVersionFaults(this.name, service, [API_VERSION]), ...exportedMetadataFaults(this.name, service), ...affinityFaults(this.name, service),
    ];
  }

  public exported(service: SharedService): readonly Manifest[] {
    return [serviceExport(service, API_VERSION)];
  }

  public imported(): readonly Manifest[] {
    return [];
  }
}
