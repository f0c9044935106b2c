import type { ClusterModel, Finding, FleetModel, RuleText } from '../../../../fleet';
import type { JoinedMember } from '../joined-member';
import type { SubmarinerSettings } from '../settings';

/** A mesh as its rules see it. */
export interface CheckedMesh {
  readonly path: string;
  /** Name of the broker's cluster. */
  readonly broker: string;
  /** Paths of all Submariner meshes that have their broker there, sorted. */
  readonly atBroker: readonly string[];
  readonly settings: SubmarinerSettings;
  readonly members: readonly JoinedMember[];
  /** The fact by which the lock knows its members. */
  readonly fact: string;
}

/** A member with the settled cluster that it is. */
export interface SettledMember {
  readonly member: JoinedMember;
  readonly cluster: ClusterModel;
}

/** The members of a mesh as they are settled. */
export function settledMembers(model: FleetModel, { members }: CheckedMesh): readonly SettledMember[] {
  const clusters = new Map(model.clusters.map(cluster => [cluster.name, cluster]));
  return members.map(member => ({ member, cluster: clusters.get(member.cluster.name)! }));
}

/** A rule about a Submariner mesh. */
export interface SubmarinerRule extends RuleText {
  check(model: FleetModel, mesh: CheckedMesh): readonly Finding[];
}
