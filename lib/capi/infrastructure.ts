import { Construct } from 'constructs';
import type { ManagedClusterContext } from './managed-cluster-context';
import { HelmAddOn, NameLimit, NodeMask, ProviderComponent, RangeLimit } from '../fleet';

/** What the rest of the fleet must know of an infrastructure before any object of it exists. */
export interface InfrastructureFacts {
  /** `aws`, `docker`: how messages and labels call it. */
  readonly cloud: string;
  /** The cloud's region, `us-east-1`, for the model of the cluster and the values of its add-ons. @default - it has no regions */
  readonly region?: string;
  /** The account of the cloud, subscription or project. @default - not known to the program */
  readonly account?: string;
  /** Where it tells clusters apart by their name alone, for messages: `an AWS account and region`. @default - nowhere */
  readonly uniqueNameIn?: string;
  /** The providers of Cluster API that look after its objects, `infrastructure-aws` for example. A `HubPlatform` installs them. */
  readonly providers: readonly ProviderComponent[];
  /** What it demands of a cluster's name. */
  readonly nameLimits: readonly NameLimit[];
  /** What it demands of ranges. */
  readonly rangeLimits: readonly RangeLimit[];
  /** Whether machines have addresses that the internet reaches. @default - not known */
  readonly publicNodes?: boolean;
  /** Whether it makes the network that nodes live in, so that a range for it must be known. */
  readonly makesNodeNetwork: boolean;
  /** The one port that the API server is reached on. @default - the one of the cluster */
  readonly apiServerPort?: number;
}

/** A reference as Cluster API v1beta2 writes it: no version, always in the namespace of the Cluster. */
export interface ContractReference {
  /** API group of the object, without a version: `infrastructure.cluster.x-k8s.io`. */
  readonly apiGroup: string;
  /** Kind of the object: `AWSCluster`. */
  readonly kind: string;
  /** Name of the object, in the namespace of the Cluster: `prod-eu`. */
  readonly name: string;
}

/** What an infrastructure made for a cluster. */
export interface BoundInfrastructure {
  /** The infrastructure cluster (an `AWSCluster`, a `DevCluster`), for `spec.infrastructureRef` of the Cluster. */
  readonly infrastructureRef: ContractReference;
  /** The control plane (a `KubeadmControlPlane`), for `spec.controlPlaneRef` of the Cluster. */
  readonly controlPlaneRef: ContractReference;
  /** Sets node addresses, load balancers, routes. @default - the infrastructure needs none */
  readonly cloudController?: HelmAddOn;
  /** Makes volumes. @default - the infrastructure has none */
  readonly storage?: HelmAddOn;
}

/**
 * Where and how a cluster's machines run: the plug-in that a `ManagedCluster` is given.
 *
 * An infrastructure that uses kubeadm implements `IMachineProvider` and passes it to `kubeadm()`; one whose cloud runs the control plane
 * implements this interface itself.
 */
export interface IInfrastructure<ControlPlane, Pool> {
  /** What holds for every cluster on it; read when the cluster is declared, before `bind`. */
  readonly facts: InfrastructureFacts;
  /** How the pod range is divided among nodes; undefined where the controller manager does not do it. */
  nodeMask(controlPlane: ControlPlane): NodeMask | undefined;
  /** Makes the infrastructure cluster, the control plane and the pools under `scope`, on the hub, and claims what they need. */
  bind(scope: Construct, cluster: ManagedClusterContext, controlPlane: ControlPlane, pools: Readonly<Record<string, Pool>>): BoundInfrastructure;
}
