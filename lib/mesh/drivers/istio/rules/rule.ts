import type { Finding, FleetModel, RuleText } from '../../../../fleet';
import type { JoinedMember } from '../joined-member';
import type { IstioSettings } from '../settings';

/** A mesh as its rules see it. */
export interface CheckedMesh {
  readonly path: string;
  readonly settings: IstioSettings;
  readonly members: readonly JoinedMember[];
  readonly severalNetworks: boolean;
  /** The fact by which the lock knows its members. */
  readonly fact: string;
  /** The fact by which it knows their networks. */
  readonly networkFact: string;
}

/** A rule about an Istio mesh. */
export interface IstioRule extends RuleText {
  check(model: FleetModel, mesh: CheckedMesh): readonly Finding[];
}
