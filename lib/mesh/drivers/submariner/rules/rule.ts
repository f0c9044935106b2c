import type { Finding, FleetModel, RuleText } from '../../../../fleet';
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

/** A rule about a Submariner mesh. */
export interface SubmarinerRule extends RuleText {
  check(model: FleetModel, mesh: CheckedMesh): readonly Finding[];
}
