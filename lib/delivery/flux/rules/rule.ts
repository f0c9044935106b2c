import { Finding, FleetModel, RuleText } from '../../../fleet';
import { finding } from '../../../fleet/rules/text';
import type { SettledFlux } from '../registry';

/** A check of what a fleet declares for Flux: as `Rule`, and sees the Kustomizations and HelmReleases too. */
export interface FluxRule extends RuleText {
  /** What the rule finds, in any order; empty when all is well. */
  check(model: FleetModel, declared: SettledFlux): readonly Finding[];
}

/** A rule that reports what declarations found themselves under its code. */
export function faultRule(rule: RuleText): FluxRule {
  return {
    ...rule,
    check: (_, { faults }) => faults.filter(({ code }) => code === rule.code)
      .map(({ clusters, path, message }) => finding(rule, clusters, [path], message)),
  };
}
