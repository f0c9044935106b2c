import { Finding, FleetModel, RuleText } from '../../fleet';
import { finding } from '../../fleet/rules/text';
import { DeclaredPair, SettledServices } from '../settled-services';

/** A check of all shared services of a fleet: as `Rule`, and it sees the pairs. */
export interface ServiceRule extends RuleText {
  /** What the rule finds, in any order; empty when all is well. */
  check(settled: SettledServices, model: FleetModel): readonly Finding[];
}

/** A finding about one pair. */
export function findingOn(
  rule: RuleText, { path }: DeclaredPair, clusters: readonly string[], message: string, more: readonly string[] = [],
): Finding {
  return finding(rule, clusters, [path, ...more], `${path}: ${message}`);
}
