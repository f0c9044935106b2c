import { FleetModel, Finding, RuleText } from '../../../fleet';
import type { SettledArgoCd } from '../declared';

/** A check of what a fleet declares for Argo CD: as `Rule`, and sees the Applications and projects too. */
export interface ArgoCdRule extends RuleText {
  /** What the rule finds, in any order; empty when all is well. */
  check(model: FleetModel, declared: SettledArgoCd): readonly Finding[];
}
