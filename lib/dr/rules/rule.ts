import { Finding, FleetModel, RuleText } from '../../fleet';
import type { SettledBackups } from '../settled';

/** A check of all backups of a fleet: as `Rule`, and it sees schedules, locations and restores. */
export interface DrRule extends RuleText {
  /** What the rule finds, in any order; empty when all is well. */
  check(settled: SettledBackups, model: FleetModel): readonly Finding[];
}
