import type { Construct } from 'constructs';
import type { ICluster } from './cluster';
import type { Fleet } from './fleet';
import type { AddressSpace, ReservedRange } from './model';
import type { IMultiClusterServices } from './multi-cluster-services';

/**
 * What joins clusters: the plug-in that a `FleetMesh` is given (`Submariner.tunnels(...)`).
 *
 * @typeParam Member what the mesh can be told of one member
 */
export interface IMesh<Member = object> {
  /** How messages call it: `Submariner`. */
  readonly name: string;
  /**
   * The spaces whose addresses members see of each other, so that no two members may share them. What is not among them is translated on the way,
   * or never leaves its cluster.
   */
  readonly disjoint: readonly AddressSpace[];
  /** Addresses that the mesh uses for itself in every member. @default - none */
  readonly reserved?: readonly ReservedRange[];
  /**
   * Sets of members that see more of each other than members of the mesh do: those of one Istio network.
   *
   * @default - none: all members see the same of each other
   */
  networks?(members: readonly MeshMember<Member>[]): readonly MeshNetwork[];
  /**
   * Makes what the mesh needs in every member and at its centre, and claims the rest. Called once, when the members are known.
   *
   * @throws for options that show their fault alone; what only the whole fleet shows is a finding
   */
  bind(mesh: MeshContext<Member>): BoundMesh;
}

/** Members of a mesh that see more of each other than the others do. */
export interface MeshNetwork {
  /** Its name, unique in the mesh: `network-us`. */
  readonly name: string;
  /** Names of its members. */
  readonly members: readonly string[];
  /** The spaces whose addresses they see of each other. */
  readonly disjoint: readonly AddressSpace[];
}

/** What a mesh is told when it is bound. */
export interface MeshContext<Member> {
  /** The fleet of its members. */
  readonly fleet: Fleet;
  /** The `FleetMesh`: objects for a cluster lie under `fleet.scopeOn(cluster, construct)`. */
  readonly construct: Construct;
  /** Path of the `FleetMesh`, for claims and messages. */
  readonly path: string;
  /** The members, sorted by name, with what the program says of each. */
  readonly members: readonly MeshMember<Member>[];
}

/** A member of a mesh. */
export interface MeshMember<Member> {
  /** The cluster. */
  readonly cluster: ICluster;
  /** What the program says of it, `{}` where it says nothing. */
  readonly options: Partial<Member>;
}

/** A mesh at work. */
export interface BoundMesh {
  /** How services reach other members. @default - the mesh shares none */
  readonly services?: IMultiClusterServices;
}
