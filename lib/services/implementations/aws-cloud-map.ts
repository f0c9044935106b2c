import { ICluster, IMultiClusterServices, Manifest, ServiceBackend, SharedService } from '../../fleet';
import { checkProps } from '../../fleet/check-props';
import { affinityFaults, apiVersionFaults, exportedMetadataFaults, serviceExport, standardClustersetName } from '../../fleet/clusterset';
import { refuseOthers } from '../../fleet/refuse-others';
import { checkClusterIds, CLUSTER_IDS, CLUSTERS, namesOf } from '../prop-types';

/** Options for `MultiClusterServices.awsCloudMap`. */
export interface AwsCloudMapServicesProps {
  /** Clusters that the controller is installed in, one at least. */
  readonly members: readonly ICluster[];
  /**
   * Values of the ClusterProperty `cluster.clusterset.k8s.io`, by cluster name: `{ 'prod-eu': 'eu-1' }`.
   *
   * @default - the name of the cluster
   */
  readonly clusterIds?: Readonly<Record<string, string>>;
}

const WHERE = 'MultiClusterServices.awsCloudMap';
const API_VERSION = 'multicluster.x-k8s.io/v1alpha1';

/** The AWS Cloud Map MCS controller (aws/aws-cloud-map-mcs-controller-for-k8s at 57f4231: config/crd/bases, README.md). */
export class AwsCloudMapServices implements IMultiClusterServices {
  public readonly name = 'AWS Cloud Map MCS controller';
  public readonly members: readonly string[];
  public readonly servedByOthers = ['multicluster.x-k8s.io'];
  private readonly clusterIds: Readonly<Record<string, string>>;

  /** @throws when an option is malformed */
  constructor(props: AwsCloudMapServicesProps) {
    checkProps(`${WHERE}: `, props, { members: CLUSTERS }, { clusterIds: CLUSTER_IDS });
    refuseOthers(`${WHERE}: `, props, ['members', 'clusterIds']);
    this.members = namesOf(props.members);
    checkClusterIds(WHERE, this.members, props.clusterIds);
    this.clusterIds = Object.fromEntries(this.members.map(name => [name, props.clusterIds?.[name] ?? name]));
  }

  public dnsName(service: SharedService, backend?: ServiceBackend): string {
    return standardClustersetName(this.name, service, backend && { ...backend, cluster: this.clusterIds[backend.cluster] ?? backend.cluster });
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
