import { ClusterAccess } from './access';
import type { ChartImages } from './artifacts/chart-image';
import { Component } from './component';
import type { Manifest } from './manifest';
import {
  AddressSpace, ClusterModel, ControllerOwnedFields, FirewallOpening, KubeProxyMode, MeshModel, NameLimit, NetworkPlugin, NodeGroup, NodeMask,
  RangeLimit, SecretEntry, VersionRange,
} from './model';
import { Cidr } from '../net';

/** What is certain about a cluster from its constructor on. */
export interface ClusterDeclaration {
  /** Cluster name, unique in the fleet: lower-case letters, digits and dashes, 63 characters at most. */
  readonly name: string;
  /** `managed`: made through Cluster API by this program. `existing`: made elsewhere. */
  readonly origin: 'managed' | 'existing';
  /** Kubernetes version, `v1.34.1`. */
  readonly version: string;
  /** The cloud it runs in: `aws`, `azure`, `docker`. @default - not known */
  readonly cloud?: string;
  /** The cloud's region: `us-east-1`. @default - not known, or the cloud has none */
  readonly region?: string;
  /** The account of the cloud, subscription or project that it is made in. @default - not known */
  readonly account?: string;
  /**
   * What tells clusters apart by their name alone, for the message: `an AWS account and region`. Another fleet of the program must not have a cluster
   * of the same name there.
   *
   * @default - nothing
   */
  readonly uniqueNameIn?: string;
  /** Whether its nodes have addresses that the internet reaches. @default - not known */
  readonly publicNodes?: boolean;
  /** Labels by which constructs select clusters: `{ stage: 'prod' }`. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * How the controller manager divides the pod range among nodes: `{ ipv4: 24, ipv6: 64 }`.
   *
   * @default - the pod range is not divided among nodes by the controller manager
   */
  readonly nodeMask?: NodeMask;
  /** How Services reach pods. @default - not known */
  readonly kubeProxyMode?: KubeProxyMode;
  /** The sizes that what makes the cluster takes for its ranges. @default - none */
  readonly rangeLimits?: readonly RangeLimit[];
  /** The names that what makes the cluster takes; the 63 characters of Cluster API hold without being said. @default - none */
  readonly nameLimits?: readonly NameLimit[];
  /** The Kubernetes minors that what makes the cluster supports. @default - any */
  readonly kubernetesVersions?: VersionRange;
  /** How controllers on the hub reach its API server. @default - not known */
  readonly access?: ClusterAccess;
  /**
   * The sets of defaults that this release knows, newest last; a cluster whose lock entry names an older one keeps that.
   *
   * @default - the cluster uses no defaults of this library
   */
  readonly profiles?: readonly string[];
  /** Whether the cluster may not disappear: the lock refuses to retire a protected one, so that a program without it fails. @default true */
  readonly deletionProtection?: boolean;
}

/** What every claim says. */
export interface ClaimBase {
  /** Name of the cluster. */
  readonly cluster: string;
  /** Path of the construct that asks. */
  readonly path: string;
}

/** A range of addresses: a value (`cidr`), or a size that the lock, the address plan (`prefix`) or the range around it (`partBits`) fills. */
export interface RangeClaim extends ClaimBase {
  /** Tells this kind of `Claim` from the others: always `range`. */
  readonly type: 'range';
  /** What the addresses are used for. A part is of the space of the range around it. */
  readonly space: AddressSpace;
  /** Unique in the cluster: `pods`, `subnet/us-east-1a-private`. */
  readonly name: string;
  /** The block, where the program names one: `10.0.0.0/16`. @default - open: the block in the lock, else a new one of size `prefix` or `partBits` */
  readonly cidr?: Cidr;
  /** For an open range: prefix length of the block that it gets from the address plan, `16`. @default - none: the claim gives `cidr` or `partBits` */
  readonly prefix?: number;
  /** For an open range: the blocks that it is taken from in place of the address plan. @default - the pools of the address plan */
  readonly pools?: readonly Cidr[];
  /** Name of the range that this one is a part of. */
  readonly within?: string;
  /** For an open part: by how many bits its prefix is longer than that of the range around it. */
  readonly partBits?: number;
  /** Addresses in it that no machine gets. @default 2, the first and the last */
  readonly unusable?: number;
}

/** A namespace that must exist in the cluster. */
export interface NamespaceClaim extends ClaimBase {
  /** Tells this kind of `Claim` from the others: always `namespace`. */
  readonly type: 'namespace';
  /** Name of the namespace: `argocd`. One that every cluster has, `kube-system` for example, is only written when it gets labels or annotations. */
  readonly name: string;
  /** Labels of the namespace. Those of several claims merge; two values for one label are a `conflicting-claims` finding. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the namespace, by which a controller knows it. They merge as labels do. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Unit of the cluster whose folder brings the namespace, where something of the unit needs it. Claims on one namespace are one, in the folder
   * that is applied first.
   *
   * @default - the main folder
   */
  readonly unit?: string;
}

/** Machines, for the capacity rules. */
export interface NodesClaim extends ClaimBase {
  /** Tells this kind of `Claim` from the others: always `nodes`. */
  readonly type: 'nodes';
  /** The machines, as many as they can become: the control plane or one pool. */
  readonly group: NodeGroup;
}

/** Ports of nodes that something must be able to reach. */
export interface OpeningClaim extends ClaimBase {
  /** Tells this kind of `Claim` from the others: always `opening`. */
  readonly type: 'opening';
  /** The ports to open; equal openings of several claims are one. */
  readonly opening: FirewallOpening;
}

/**
 * Gives a default that must not move under an existing cluster, an image tag for example: the value in the lock, else `value`, which is
 * then recorded.
 *
 * @param fact what it is the default of, with everything that may legitimately change it: `image/cloud-controller-manager 1.34`
 */
export type Remember = (fact: string, value: string) => string;

/** Helm values, or a function that makes them from the cluster once its ranges are settled. */
export type HelmValues = Readonly<Record<string, unknown>> | ((cluster: ClusterModel, remember: Remember) => Readonly<Record<string, unknown>>);

/** A Helm release that must run in the cluster. */
export interface ReleaseClaim extends ClaimBase {
  /** Tells this kind of `Claim` from the others: always `release`. */
  readonly type: 'release';
  /** Release name in Helm, unique in the cluster: a second claim on it is a `conflicting-claims` finding. */
  readonly name: string;
  /** Namespace in the cluster that it is installed in: `kube-system`. A later change is a `release-moved` finding. */
  readonly namespace: string;
  /** Where the chart is found: `https://...` or `oci://...`. A later change is a `release-moved` finding. */
  readonly repository: string;
  /** The repository that its project puts it in, where `repository` is a mirror. @default - the same */
  readonly mirroredFrom?: string;
  /** Name of the chart in the repository: `tigera-operator`. A later change is a `release-moved` finding. */
  readonly chart: string;
  /** Version of the chart, as the repository writes it: `1.20.2`. @default - the version in the lock, else `defaultVersion` */
  readonly version?: string;
  /** Version of the chart for a release that the lock does not know yet: `1.20.2`. A new default leaves existing clusters alone. */
  readonly defaultVersion: string;
  /** The Kubernetes minors that `defaultVersion` supports. @default - any, or not known */
  readonly kubernetesVersions?: VersionRange;
  /** Values of whoever installs the release; those of `ReleaseValuesClaim` merge into them. */
  readonly values: HelmValues;
  /** The images that the chart runs. @default - not known: a fleet with a mirror refuses it */
  readonly images?: ChartImages;
  /** Kinds that the chart brings: API groups, or `<group>/<Kind>`. @default - none that something of the program uses */
  readonly serves?: readonly string[];
  /** Who installs it: `cluster-api` from the hub, or the fleet's `delivery`. */
  readonly installer: 'cluster-api' | 'delivery';
}

/** A Helm release of the cluster that somebody else installs. What others contribute to it becomes a file of values and a warning. */
export interface ForeignReleaseClaim extends ClaimBase {
  /** Tells this kind of `Claim` from the others: always `foreign-release`. */
  readonly type: 'foreign-release';
  /** Release name in Helm: `cilium`. */
  readonly name: string;
  /** Who installs it, for the message: `Terraform module network`. */
  readonly owner: string;
}

/** Values that something else needs in a Helm release of the cluster. They merge, or are a finding. */
export interface ReleaseValuesClaim extends ClaimBase {
  /** Tells this kind of `Claim` from the others: always `release-values`. */
  readonly type: 'release-values';
  /** Name of the Helm release that they are for: `cilium`. When the cluster installs none of that name it is a `conflicting-claims` finding. */
  readonly release: string;
  /** Whether nothing is wrong when the cluster installs no such release: who asks needs the values only beside it. @default false */
  readonly ifInstalled?: boolean;
  /** The values. Maps merge key by key; any other value must equal what is there, or is a `conflicting-claims` finding. */
  readonly values: HelmValues;
}

/** A choice that cannot be changed once the cluster exists, unless it is made anew. */
export interface FixedClaim extends ClaimBase {
  /** Tells this kind of `Claim` from the others: always `fixed`. */
  readonly type: 'fixed';
  /** What is chosen, unique in the cluster: `namespace`. */
  readonly fact: string;
  /** The choice, as text. */
  readonly value: string;
  /** What would happen if it changed: `its objects would be made a second time`. */
  readonly otherwise: string;
}

/**
 * A whole number that tells the cluster from others with a claim on the same fact: a value, or the lowest one that is free. The lock keeps it, as a
 * choice that cannot be changed.
 */
export interface IdClaim extends ClaimBase {
  /** Tells this kind of `Claim` from the others: always `id`. */
  readonly type: 'id';
  /** What it is, unique in the cluster and the same for all clusters that it tells apart: `cilium-id`. */
  readonly fact: string;
  /** The number, where the program names one. @default - open: the number in the lock, else the lowest free one */
  readonly value?: number;
  /** Lowest number for an open one. */
  readonly from: number;
  /** Highest number for an open one. Where none is left the cluster has none. */
  readonly to: number;
  /** What would happen if it changed: `every pod must be started anew`. */
  readonly otherwise: string;
}

/** A Secret that something in the cluster reads, for the inventory. Names only: its content is never in the program. */
export interface SecretClaim extends ClaimBase {
  /** Tells this kind of `Claim` from the others: always `secret`. */
  readonly type: 'secret';
  /** The Secret. */
  readonly secret: SecretEntry;
}

/** Software that must run in the cluster. Claims on one of the same name are one, with the feature gates of all of them. */
export interface ComponentClaim extends ClaimBase {
  /** Tells this kind of `Claim` from the others: always `component`. */
  readonly type: 'component';
  /** What must run. */
  readonly component: Component;
}

/** That a construct installs the software which runs in the cluster. Without such a claim somebody else does. */
export interface ComponentInstallerClaim extends ClaimBase {
  /** Tells this kind of `Claim` from the others: always `component-installer`. */
  readonly type: 'component-installer';
}

/** What people decide about software that runs in the cluster. */
export interface ComponentChoiceClaim extends ClaimBase {
  /** Tells this kind of `Claim` from the others: always `component-choice`. */
  readonly type: 'component-choice';
  /** Name of the component: `infrastructure-aws`. */
  readonly name: string;
  /** Whether there is such a component, needed or not. One that nothing needs is an `unknown-component` finding else. @default false */
  readonly isKnown?: boolean;
  /** Release that it is to be: `v2.11.1`. @default - the release in the lock, else that of the component */
  readonly version?: string;
  /** Whether somebody else has installed it, so that it is only checked. @default false */
  readonly providedByOthers?: boolean;
  /** Feature gates, switched on or off. @default - those that something needs are on */
  readonly featureGates?: Readonly<Record<string, boolean>>;
}

/** Kinds that the API server of the cluster serves, though nothing of the program brings them. */
export interface ServedKindsClaim extends ClaimBase {
  /** Tells this kind of `Claim` from the others: always `served-kinds`. */
  readonly type: 'served-kinds';
  /** API groups (`monitoring.coreos.com`), or kinds (`monitoring.coreos.com/ServiceMonitor`). */
  readonly kinds: readonly string[];
}

/** That the cluster is a member of a mesh. Claims of one mesh name it alike. */
export interface MeshMemberClaim extends ClaimBase {
  /** Tells this kind of `Claim` from the others: always `mesh-member`. */
  readonly type: 'mesh-member';
  /** The mesh. */
  readonly mesh: Omit<MeshModel, 'members' | 'path'>;
}

/** What connects the pods of the cluster. A second one is a `conflicting-claims` finding. */
export interface NetworkPluginClaim extends ClaimBase {
  /** Tells this kind of `Claim` from the others: always `network-plugin`. */
  readonly type: 'network-plugin';
  /** The plug-in. */
  readonly plugin: NetworkPlugin;
}

/** Labels that nodes must have. Those of several claims merge; two values for one label are a `conflicting-claims` finding. */
export interface NodeLabelsClaim extends ClaimBase {
  /** Tells this kind of `Claim` from the others: always `node-labels`. */
  readonly type: 'node-labels';
  /** Name of the pool. One that the cluster does not have is an `unknown-pool` finding. */
  readonly pool: string;
  /** The labels. */
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * A definition of a kind that objects of the cluster are of. Claims on one of the same name are one; where they differ, a `conflicting-claims`
 * finding.
 */
export interface DefinitionClaim extends ClaimBase {
  /** Tells this kind of `Claim` from the others: always `definition`. */
  readonly type: 'definition';
  /** The CustomResourceDefinition. */
  readonly definition: Manifest;
}

/** Fields of an object that a controller writes over, so that a delivery leaves them alone. */
export interface ControllerOwnedClaim extends ClaimBase {
  /** Tells this kind of `Claim` from the others: always `controller-owned`. */
  readonly type: 'controller-owned';
  /** The fields. */
  readonly fields: ControllerOwnedFields;
}

/** What a construct asks of the fleet before anything is rendered. */
export type Claim =
  | ComponentChoiceClaim | ComponentClaim | ComponentInstallerClaim | ControllerOwnedClaim | DefinitionClaim | FixedClaim | ForeignReleaseClaim
  | IdClaim | MeshMemberClaim | NamespaceClaim | NetworkPluginClaim | NodeLabelsClaim | NodesClaim | OpeningClaim | RangeClaim | ReleaseClaim
  | ReleaseValuesClaim | SecretClaim | ServedKindsClaim;
