import { ClusterAccess } from './access';
import type { ChartImages } from './artifacts/chart-image';
import type { Component } from './component';
import { LockFact, LockState } from './lock';
import { Cidr } from '../net';

/**
 * What a range of addresses is used for. `nodes` is the network that machines live in (a VPC, a VNet, a VLAN); its subnets are ranges of the
 * same space that name the range they divide in `within`. `globalnet` and `clusterset` are what a mesh adds: the addresses by which other members
 * know a cluster whose own ones are translated, and those of imported services.
 */
export type AddressSpace = ClusterSpace | 'globalnet' | 'clusterset';

/** The spaces that every cluster has, mesh or none. */
export type ClusterSpace = 'pods' | 'services' | 'nodes';

/** A range of addresses that a cluster owns. */
export interface AddressRange {
  /** Name of the cluster that owns it. */
  readonly cluster: string;
  /** What its addresses are used for. */
  readonly space: AddressSpace;
  /**
   * Unique in the cluster, and the name of the fact in the lock: `pods`, `pods-2` (second block of a dual-stack cluster),
   * `subnet/us-east-1a-private`.
   */
  readonly name: string;
  /** The block itself, of one family: `10.0.0.0/16`. A dual-stack cluster has one range for each family. */
  readonly cidr: Cidr;
  /** Path of the construct that asked for it. */
  readonly path: string;
  /** Name of the range that this one is a part of. */
  readonly within?: string;
  /** Addresses in it that no machine gets: the first and the last, and what a cloud keeps for itself. */
  readonly unusable: number;
  /** Who chose the value: the program, the lock (an earlier synth), or the address plan just now. */
  readonly origin: 'program' | 'lock' | 'plan';
  /** The blocks that it is taken from where it is open. @default - the pools of the address plan */
  readonly pools?: readonly Cidr[];
}

/** Addresses that no cluster of the fleet may use: an office, a data centre, a VPN. */
export interface ReservedRange {
  /** Who the addresses belong to, a key of `AddressPlanOptions.reserved`: `office-berlin`. Several blocks may share it. */
  readonly name: string;
  /** One block that is taken: `192.168.0.0/16`. */
  readonly cidr: Cidr;
}

/** A named set of clusters that can route to each other. A cluster may be in several. */
export interface RoutingDomain {
  /** Domain name, unique in the fleet: a key of `FleetProps.routingDomains`, or `fleet` where the program names none. */
  readonly name: string;
  /** Cluster names, sorted. */
  readonly clusters: readonly string[];
  /** Whether the program names no domains at all, so that this is only what is taken for granted. @default false */
  readonly isImplied?: boolean;
}

/** What joins members of a fleet. */
export interface MeshModel {
  /** Name of the mesh, unique in the fleet: the path of its construct below the fleet. */
  readonly name: string;
  /** Path of its construct. */
  readonly path: string;
  /** How messages call what it is: `Submariner`. */
  readonly kind: string;
  /** Names of its members, sorted. */
  readonly members: readonly string[];
  /** The spaces whose addresses members see of each other. */
  readonly disjoint: readonly AddressSpace[];
  /** Addresses that it uses for itself in every member. */
  readonly reserved: readonly ReservedRange[];
}

/** What connects the pods of a cluster. */
export interface NetworkPlugin {
  /** Its project, in lower case: `calico`, `cilium`, `flannel`, `canal`, `ovn-kubernetes`, `amazon-vpc-cni`, `azure-cni`, `kindnet`. */
  readonly name: string;
  /** Calico: whether its API server runs, so that `projectcalico.org` is served. @default - not known */
  readonly apiServer?: boolean;
}

/** How kube-proxy brings packets for a Service to a pod; `none` where something else does so in its place. */
export type KubeProxyMode = 'iptables' | 'ipvs' | 'nftables' | 'none';

/** Fields of an object of the program that a controller writes over. */
export interface ControllerOwnedFields {
  /** API group of the object; empty text for the core group. */
  readonly group: string;
  /** Kind of the object. */
  readonly kind: string;
  /** Name of the object. */
  readonly name: string;
  /** Namespace of the object. @default - it has none */
  readonly namespace?: string;
  /** The fields as JSON pointers: `/spec`. */
  readonly jsonPointers: readonly string[];
  /** Who writes them: `the Submariner operator`. */
  readonly writer: string;
}

/** An overlap that people know of and accept. */
export interface AcceptedOverlap {
  /** The two parties: `<cluster> <range name>` (`prod-eu pods`), or the name of a reserved range. */
  readonly between: readonly [string, string];
  /** Why it does no harm. */
  readonly reason: string;
}

/** Machines of a cluster that are made alike: its control plane, or one pool. */
export interface NodeGroup {
  /** `control-plane`, or the pool's name. */
  readonly name: string;
  /** `control-plane` for the one group that runs the control plane, `worker` for a pool. */
  readonly role: 'control-plane' | 'worker';
  /** Path of the construct that declares it. */
  readonly path: string;
  /** Kubernetes version, `v1.34.1`. */
  readonly version: string;
  /** The most machines it can grow to. */
  readonly largest: number;
  /** Machines that exist beside those during a rollout. */
  readonly surge: number;
  /** Names of the objects that scale its machines: removing one deletes them. @default - none that can be removed on its own */
  readonly deployments?: readonly string[];
  /** Names of the ranges that its machines take addresses from. @default - not known to the program; only the pod range is checked */
  readonly subnets?: readonly string[];
}

/** The sizes that something accepts for a range. */
export interface RangeLimit {
  /** Space of the ranges that it applies to, parts of ranges included. */
  readonly space: AddressSpace;
  /** IP family of the ranges that it applies to. What limits both families is two limits. */
  readonly family: 4 | 6;
  /** Shortest prefix (largest block) that works. @default - any */
  readonly shortestPrefix?: number;
  /** Longest prefix (smallest block) that works. @default - any */
  readonly longestPrefix?: number;
  /** Who sets the limit, for the message: `kubeadm`, `an AWS VPC`. */
  readonly by: string;
  /** Where the limit is written down. */
  readonly source: string;
}

/** The names that something accepts for a cluster. */
export interface NameLimit {
  /** Longest name in characters. */
  readonly longest: number;
  /** Who sets the limit, for the message: `AWS load balancers`. */
  readonly by: string;
  /** Where the limit is written down, for the message: project, version and file, or the title of a manual. */
  readonly source: string;
}

/** A choice that cannot be changed once the cluster exists. */
export interface FixedChoice {
  /** What is chosen, unique in the cluster: `namespace`. */
  readonly fact: string;
  /** The choice, as text. */
  readonly value: string;
  /** What would happen if it changed. */
  readonly otherwise: string;
  /** Path of the construct that made it. */
  readonly path: string;
}

/** The Kubernetes minors that something supports. */
export interface VersionRange {
  /** `1.31`. */
  readonly oldest: string;
  /** Newest minor that works, itself included: `1.36`. */
  readonly newest: string;
  /** Who supports them, for the message. */
  readonly by: string;
  /** Where the range is written down, for the message: project, version and file, or the title of a manual. */
  readonly source: string;
}

/** Ports of nodes that something must be able to reach. */
export interface FirewallOpening {
  /** What it is for: `Calico VXLAN`. */
  readonly description: string;
  /** `tcp`, `udp`, `icmp`, or an IP protocol number as text (`4` is IP-in-IP). */
  readonly protocol: string;
  /** First port; for protocols without ports the lowest value that the provider takes. */
  readonly fromPort: number;
  /**
   * Last port, itself included: `fromPort` again for a single one. For `icmp` the code, beside the type in `fromPort`, as AWS reads the two; for
   * other protocols without ports the highest value that the provider takes.
   */
  readonly toPort: number;
  /** Blocks outside of the cluster from which it is reached: `['0.0.0.0/0']`. @default - the nodes of the cluster itself */
  readonly from?: readonly string[];
}

/** A Helm release in a cluster, with what everybody contributed to its values. */
export interface HelmRelease {
  /** Release name in Helm, unique in the cluster: `cilium`. */
  readonly name: string;
  /** Namespace in the cluster that it is installed in: `kube-system`. */
  readonly namespace: string;
  /** Where it is taken from, `https://...` or `oci://...`: the mirror of the fleet, where it has one. */
  readonly repository: string;
  /** The repository that its project puts it in. @default - the same: the fleet has no mirror, or the repository lies in it */
  readonly mirroredFrom?: string;
  /** Name of the chart in the repository: `tigera-operator`. */
  readonly chart: string;
  /** Version of the chart, `1.20.2`: what the program says, else what the lock holds, else the default of what installs it. */
  readonly version: string;
  /** Values as Helm gets them, those of every contributor merged. Where two disagree the first stays, and `FleetModel.conflicts` holds both. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The Kubernetes minors that it supports. @default - not known */
  readonly kubernetesVersions?: VersionRange;
  /** Path of the construct that installs it. */
  readonly path: string;
  /** Who installs it: `cluster-api` from the hub, or the fleet's `delivery`. */
  readonly installer: 'cluster-api' | 'delivery';
  /** The images that the chart runs. @default - not known */
  readonly images?: ChartImages;
  /** Kinds that the chart brings: API groups, or `<group>/<Kind>`. @default - none that the program knows of */
  readonly serves?: readonly string[];
}

/** A Helm release that somebody else installs in a cluster. */
export interface ForeignRelease {
  /** Release name in Helm: `cilium`. */
  readonly name: string;
  /** Who installs it: `Terraform module network`. */
  readonly owner: string;
  /** The values that constructs of this program need in it; empty when none does. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Path of the construct that names the owner. */
  readonly path: string;
}

/** A Secret that something in a cluster reads. */
export interface SecretEntry {
  /** Namespace of the Secret. */
  readonly namespace: string;
  /** Name of the Secret. */
  readonly name: string;
  /** Type of the Secret: `Opaque`. */
  readonly type: string;
  /** Its labels, without which its reader does not find it. */
  readonly labels: Readonly<Record<string, string>>;
  /** Its keys, sorted. `*`: any, since its reader takes all of them, variables for example. */
  readonly keys: readonly string[];
  /** Who makes it: `people` beforehand, or a `controller` from references. */
  readonly madeBy: 'people' | 'controller';
  /** Who reads it: `Argo CD`. */
  readonly readBy: string;
  /** Who replaces its content when it expires. */
  readonly rotatedBy: string;
  /** What people put into it, where that is not for them to choose: `the keys token and ca.crt of Secret ... of cluster hub`. @default - theirs */
  readonly content?: string;
}

/** Software that runs in a cluster, and that something of the fleet needs. */
export interface ComponentModel {
  /** What it is. */
  readonly component: Component;
  /** Its release: what the program says, else what the lock holds, else that of the component. */
  readonly version: string;
  /**
   * `installed`: by this program. `provided`: by others, who the program says have done so. `assumed`: by others, since nothing in the program
   * installs what runs in the cluster.
   */
  readonly origin: 'installed' | 'provided' | 'assumed';
  /** Paths of the constructs that need it, sorted. */
  readonly paths: readonly string[];
  /** The feature gates that something needs, by name, each with the path of what needs it. */
  readonly neededGates: Readonly<Record<string, string>>;
  /** The feature gates that people have decided on, by name. */
  readonly chosenGates: Readonly<Record<string, boolean>>;
}

/** By how many bits a node's part of the pod range is marked off: `--node-cidr-mask-size-ipv4` and `-ipv6`. */
export interface NodeMask {
  /** Prefix length of a node's part of an IPv4 pod range: `24` leaves it 256 addresses. */
  readonly ipv4: number;
  /** Prefix length of a node's part of an IPv6 pod range: `64`. Without such a range the value means nothing. */
  readonly ipv6: number;
}

/** How the rest of the fleet sees a cluster. */
export interface ClusterModel {
  /** Cluster name, unique in the fleet: `prod-eu`. */
  readonly name: string;
  /** Path of its construct. */
  readonly path: string;
  /** `hub` for the management cluster, `member` for every other one. */
  readonly role: 'hub' | 'member';
  /** `managed`: made through Cluster API by this program. `existing`: made elsewhere. */
  readonly origin: 'managed' | 'existing';
  /** Kubernetes version of the control plane, `v1.34.1`. */
  readonly version: string;
  /** `aws`, `docker`, ...; undefined where the program does not say. */
  readonly cloud?: string;
  /** The cloud's region, `us-east-1`; undefined where the program does not say. */
  readonly region?: string;
  /** The account that it is made in, as its cloud numbers accounts; undefined where the program does not say. */
  readonly account?: string;
  /** What tells clusters apart by their name, for the message: `an AWS account and region`; undefined where nothing does. */
  readonly uniqueNameIn?: string;
  /** Whether its nodes have addresses that the internet reaches; undefined where the program does not know. */
  readonly publicNodes?: boolean;
  /** Labels that the program gives it, by which constructs select clusters: `{ stage: 'prod' }`. Empty without any. */
  readonly labels: Readonly<Record<string, string>>;
  /** Sorted by name. */
  readonly ranges: readonly AddressRange[];
  /** Sorted by name; empty for clusters whose machines are not declared here. */
  readonly nodeGroups: readonly NodeGroup[];
  /** Undefined where the pod range is not divided among nodes by the controller manager. */
  readonly nodeMask?: NodeMask;
  /** The sizes that what makes the cluster takes for its ranges; empty where nothing sets a limit. */
  readonly rangeLimits: readonly RangeLimit[];
  /** The names that what makes the cluster takes, beside Cluster API's 63 characters; empty where nothing sets a limit. */
  readonly nameLimits: readonly NameLimit[];
  /** The Kubernetes minors that what makes the cluster supports, for its control plane and its pools. @default - any */
  readonly kubernetesVersions?: VersionRange;
  /** Ports of its nodes that must be reached; equal openings are one. */
  readonly openings: readonly FirewallOpening[];
  /** What connects its pods; undefined where the program does not say. */
  readonly networkPlugin?: NetworkPlugin;
  /** How Services reach pods; undefined where the program does not say. */
  readonly kubeProxyMode?: KubeProxyMode;
  /** Labels of nodes that something needs, by the name of the node group. */
  readonly nodeLabels: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Fields of its objects that a controller writes over. */
  readonly controllerOwned: readonly ControllerOwnedFields[];
  /** Its Helm releases, sorted by name; still empty in the model that functions for Helm values get. */
  readonly releases: readonly HelmRelease[];
  /** Helm releases that somebody else installs in it, with what the program needs in them, sorted by name; empty in the same model. */
  readonly foreignReleases: readonly ForeignRelease[];
  /** Defaults that the lock remembers for it. */
  readonly remembered: readonly LockFact[];
  /** Choices that cannot be changed once it exists, sorted by fact. */
  readonly fixed: readonly FixedChoice[];
  /** Numbers that tell it from others, by what they are; where none was left there is none. */
  readonly ids: Readonly<Record<string, number>>;
  /** Namespaces that the program makes in it, sorted. */
  readonly namespaces: readonly string[];
  /** How controllers on the hub reach its API server; undefined where the program does not say. */
  readonly access?: ClusterAccess;
  /** Secrets that something in it reads, sorted by namespace and name. */
  readonly secrets: readonly SecretEntry[];
  /** Software that something of the fleet needs in it, sorted by name. */
  readonly components: readonly ComponentModel[];
  /** Names of components that people have decided on and that nothing needs, each with the path of who decided, sorted by name. */
  readonly unknownComponents: readonly { readonly name: string; readonly path: string }[];
  /** Kinds that others have its API server serve: API groups, or `<group>/<Kind>`, sorted. */
  readonly servedByOthers: readonly string[];
  /** The set of defaults that it was made with. */
  readonly profile?: string;
  /** The sets of defaults that this release knows. */
  readonly knownProfiles: readonly string[];
  /** Whether it may not disappear from the program. */
  readonly deletionProtection: boolean;
}

/** Two claims on one thing that do not agree. */
export interface ClaimConflict {
  /** Name of the cluster that both claims are for. */
  readonly cluster: string;
  /** What they disagree about: `Helm release cilium, value cluster.id`. */
  readonly subject: string;
  /** Both claims, sorted by path. */
  readonly parties: readonly [{ readonly path: string; readonly value: string }, { readonly path: string; readonly value: string }];
}

/** A claim on a range that the plan could not meet. */
export interface UnmetRange {
  /** Name of the cluster that lacks the range. */
  readonly cluster: string;
  /** Range name, unique in the cluster: `pods`, `subnet/us-east-1a-private`. */
  readonly name: string;
  /** Path of the construct that asked for it. */
  readonly path: string;
  /** Prefix length of the block that it needs: `16`. */
  readonly prefix: number;
  /** What it was to be taken from: the pools of the plan, or the range that it is a part of. */
  readonly pools: readonly Cidr[];
  /** Name of the range that it is a part of. */
  readonly within?: string;
}

/** A fleet with every claim resolved: plain, immutable data. */
export interface FleetModel {
  /** Fleet name: the id of the `Fleet` construct, and its key in the lock. */
  readonly name: string;
  /** Path of the `Fleet` construct. */
  readonly path: string;
  /** Names of all fleets of the program, its own among them. */
  readonly fleets: readonly string[];
  /** Sorted by name. */
  readonly clusters: readonly ClusterModel[];
  /** Sets of clusters that can route to each other, sorted by name. Where the program names none: one of all clusters, named `fleet`. */
  readonly domains: readonly RoutingDomain[];
  /** What joins its clusters, sorted by name. */
  readonly meshes: readonly MeshModel[];
  /** Names that were used for a cluster (in domains, for example) but are none, with the place. */
  readonly unknownClusters: readonly { readonly name: string; readonly where: string }[];
  /** Blocks of the address plan that no cluster may use; a name with several blocks has an entry for each. */
  readonly reserved: readonly ReservedRange[];
  /** Overlaps that the program accepts, as written; those that do not exist are `stale-acceptance` findings. */
  readonly acceptedOverlaps: readonly AcceptedOverlap[];
  /** The pools that the address plan hands out from; empty without a plan. */
  readonly pools: readonly Cidr[];
  /** Open ranges that got no block, and are missing from their clusters; each is an `address-plan-exhausted` finding. */
  readonly unmet: readonly UnmetRange[];
  /** Claims that do not agree; each is a `conflicting-claims` finding. */
  readonly conflicts: readonly ClaimConflict[];
  /** What the lock held for the fleet before this synth; what is decided now is not in it. */
  readonly lock: LockState;
  /** How the lock is called in messages: `fleet.lock.json`. */
  readonly lockName: string;
  /** The registry that everything is taken from: `registry.example.com/mirror`. @default - from where each project puts it */
  readonly mirror?: string;
  /** How objects reach the clusters. @default - as plain files */
  readonly delivery?: { readonly name: string; readonly prunes: boolean; readonly readsFolders: boolean };
}
