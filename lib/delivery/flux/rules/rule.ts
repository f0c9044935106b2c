import { Finding, FleetModel, Rule } from '../../../fleet';
import type { SettledFlux } from '../registry';

/** A check of what a fleet declares for Flux: as `Rule`, and sees the Kustomizations and HelmReleases too. */
export interface FluxRule extends Omit<Rule, 'check'> {
  /** What the rule finds, in any order; empty when all is well. */
  check(model: FleetModel, declared: SettledFlux): readonly Finding[];
}

/** A finding with its names and paths sorted and doubles dropped. */
export function finding({ code, severity }: Pick<Rule, 'code' | 'severity'>, clusters: readonly string[], paths: readonly string[], message: string): Finding {
  return { code, severity, clusters: [...new Set(clusters)].sort(), paths: [...new Set(paths)].sort(), message };
}

/** A rule that reports what declarations found themselves under its code. */
export function faultRule(rule: Omit<FluxRule, 'check'>): FluxRule {
  return {
    ...rule,
    check: (_, { faults }) => faults.filter(({ code }) => code === rule.code)
      .map(({ clusters, path, message }) => finding(rule, clusters, [path], message)),
  };
}
