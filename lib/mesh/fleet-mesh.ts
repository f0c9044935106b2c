import { Construct } from 'constructs';
import { BoundMesh, Fleet, ICluster, IMesh, IMultiClusterServices, IServiceMesh, MeshMember } from '../fleet';
import { checkProps, MAP, MAPS, PropType } from '../fleet/check-props';
import { isCluster } from '../fleet/cluster';
import { compareText } from '../fleet/names';
import { refuseOthers } from '../fleet/refuse-others';

const CLUSTERS: PropType = { words: 'a list of clusters, or of { cluster, ... }', is: MAPS.is };

/** A member of a mesh with what the mesh is told of it, in the words of the mesh. */
export type FleetMeshMember<Member> = { /** The cluster. */ readonly cluster: ICluster } & Partial<Member>;

/** Options for a `FleetMesh`. */
export interface FleetMeshProps<Member> {
  /** The clusters to join; with `{ cluster, ... }` what the mesh is told of one. The hub may be among them. */
  readonly members: readonly (ICluster | FleetMeshMember<Member>)[];
  /** What joins them: `Submariner.tunnels({ ... })`. */
  readonly mesh: IMesh<Member>;
}

/**
 * Joins clusters of a fleet, so that pods and services of one reach those of the others.
 *
 * One construct makes everything: what the mesh needs at its centre, in each member, and of what makes the members (labels of nodes, firewall
 * openings). Which addresses may not overlap follows from the mesh.
 */
export class FleetMesh<Member = object> extends Construct implements IServiceMesh {
  /** The members, sorted by name. */
  public readonly members: readonly ICluster[];
  private readonly fleet: Fleet;
  private readonly bound: BoundMesh;
  private readonly kind: string;

  /** @throws for options that show their fault alone; what only the whole fleet shows is a finding */
  constructor(scope: Construct, id: string, props: FleetMeshProps<Member>) {
    super(scope, id);
    this.fleet = Fleet.of(this);
    const path = this.node.path;
    checkProps(`${path}: `, props, { members: CLUSTERS, mesh: MAP });
    refuseOthers(`${path}: `, props, ['members', 'mesh']);
    const members = this.membersOf(props);
    const { name: kind, disjoint, reserved = [] } = props.mesh;
    this.kind = kind;
    this.members = members.map(({ cluster }) => cluster);
    const name = path.slice(this.fleet.node.path.length + 1);
    for (const { cluster } of members) {
      this.fleet.claim({ type: 'mesh-member', cluster: cluster.name, path, mesh: { name, kind, disjoint, reserved } });
    }
    for (const network of props.mesh.networks?.(members) ?? []) {
      const mesh = { name: `${name}, network ${network.name}`, kind, disjoint: network.disjoint, reserved: [] };
      network.members.forEach(cluster => this.fleet.claim({ type: 'mesh-member', cluster, path, mesh }));
    }
    this.bound = props.mesh.bind({ fleet: this.fleet, construct: this, path, members });
  }

  /**
   * How services reach other members: what a `ServiceExportPair` asks.
   *
   * @throws when the mesh shares no services
   */
  public get services(): IMultiClusterServices {
    if (this.bound.services === undefined) {
      throw new Error(`${this.node.path}: this ${this.kind} mesh shares no services; switch its service discovery on`);
    }
    return this.bound.services;
  }

  /** The objects that the mesh has in a cluster: to change one, or to have others wait for them. */
  public on(cluster: ICluster): Construct {
    return this.fleet.scopeOn(cluster, this);
  }

  private membersOf({ members }: FleetMeshProps<Member>): readonly MeshMember<Member>[] {
    const path = this.node.path;
    const all = members.map((member, i) => {
      const { cluster, ...options } = isCluster(member) ? { cluster: member } : member;
      if (!isCluster(cluster)) {
        throw new Error(`${path}: members[${i}]: write a cluster, or { cluster, ... } with what the mesh is told of it`);
      }
      if (Fleet.of(cluster) !== this.fleet) {
        throw new Error(`${path}: members[${i}]: '${cluster.name}' is a cluster of fleet '${Fleet.of(cluster).node.id}', and a mesh joins clusters of its own fleet,`
          + ` '${this.fleet.node.id}': move the cluster or the mesh`);
      }
      return { cluster, options: options as Partial<Member> };
    });
    if (all.length === 0) {
      throw new Error(`${path}: members: name the clusters to join, got an empty list`);
    }
    const twice = all.find(({ cluster }, i) => all.findIndex(other => other.cluster === cluster) !== i);
    if (twice) {
      throw new Error(`${path}: members: '${twice.cluster.name}' is there twice; keep one`);
    }
    return all.sort((a, b) => compareText(a.cluster.name, b.cluster.name));
  }
}
