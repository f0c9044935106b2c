import { AddressSpace, ClusterModel, FirewallOpening, NodeGroup, NodeMask, NameLimit, RangeLimit, VersionRange } from './model';
import { Cidr } from '../net';

/** What is certain about a cluster from its constructor on. */
export interface ClusterDeclaration {
  readonly name: string;
  readonly origin: 'managed' | 'existing';
  /** Kubernetes version, `v1.34.1`. */
  readonly version: string;
  readonly cloud?: string;
  readonly region?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** @default - the pod range is not divided among nodes by the controller manager */
  readonly nodeMask?: NodeMask;
  /** @default - none */
  readonly rangeLimits?: readonly RangeLimit[];
  /** @default - none */
  readonly nameLimits?: readonly NameLimit[];
  /** @default - any */
  readonly kubernetesVersions?: VersionRange;
  /** @default - not known */
  readonly kubeconfigSecret?: { readonly namespace: string; readonly name: string };
  /**
   * The sets of defaults that this release knows, newest last; a cluster whose lock entry names an older one keeps that.
   *
   * @default - the cluster uses no defaults of this library
   */
  readonly profiles?: readonly string[];
  /** @default true */
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
  readonly type: 'range';
  readonly space: AddressSpace;
  /** Unique in the cluster: `pods`, `subnet/us-east-1a-private`. */
  readonly name: string;
  readonly cidr?: Cidr;
  readonly prefix?: number;
  /** Name of the range that this one is a part of. */
  readonly within?: string;
  /** For an open part: by how many bits its prefix is longer than that of the range around it. */
  readonly partBits?: number;
  /** Addresses in it that no machine gets. @default 2, the first and the last */
  readonly unusable?: number;
}

/** A namespace that must exist in the cluster. */
export interface NamespaceClaim extends ClaimBase {
  readonly type: 'namespace';
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Machines, for the capacity rules. */
export interface NodesClaim extends ClaimBase {
  readonly type: 'nodes';
  readonly group: NodeGroup;
}

/** Ports that nodes must be able to reach on each other. */
export interface OpeningClaim extends ClaimBase {
  readonly type: 'opening';
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
  readonly type: 'release';
  readonly name: string;
  readonly namespace: string;
  readonly repository: string;
  readonly chart: string;
  /** @default - the version in the lock, else `defaultVersion` */
  readonly version?: string;
  readonly defaultVersion: string;
  /** The Kubernetes minors that `defaultVersion` supports. @default - any, or not known */
  readonly kubernetesVersions?: VersionRange;
  readonly values: HelmValues;
}

/** Values that something else needs in a Helm release of the cluster. They merge, or are a finding. */
export interface ReleaseValuesClaim extends ClaimBase {
  readonly type: 'release-values';
  readonly release: string;
  readonly values: HelmValues;
}

/** A choice that cannot be changed once the cluster exists, unless it is made anew. */
export interface FixedClaim extends ClaimBase {
  readonly type: 'fixed';
  /** What is chosen, unique in the cluster: `namespace`. */
  readonly fact: string;
  /** The choice, as text. */
  readonly value: string;
  /** What would happen if it changed: `its objects would be made a second time`. */
  readonly otherwise: string;
}

/** What a construct asks of the fleet before anything is rendered. */
export type Claim = FixedClaim | RangeClaim | NamespaceClaim | NodesClaim | OpeningClaim | ReleaseClaim | ReleaseValuesClaim;
