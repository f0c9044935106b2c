import type { Finding, FleetModel, RuleText } from '../../../fleet';
import type { SettledTraffic } from '../settled-traffic';

/** A check of the traffic of Istio in a fleet: as `Rule`, and it sees the constructs and the objects. */
export interface IstioTrafficRule extends RuleText {
  /** What the rule finds, in any order; empty when all is well. */
  check(settled: SettledTraffic, model: FleetModel): readonly Finding[];
}
