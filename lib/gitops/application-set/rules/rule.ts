import { Finding, FleetModel, RuleText } from '../../../fleet';
import { finding } from '../../../fleet/rules/text';
import type { ApplicationSetGenerator } from '../generators';
import type { Placement } from '../shards';
import type { Application, Targets } from '../targets';

/** An application on the clusters of a settled fleet, as the rules see it. */
export interface SettledApplication {
  readonly application: Application;
  readonly targets: Targets;
  /** Undefined where the fleet's delivery runs the application, and there is no ApplicationSet. */
  readonly placement?: Placement;
  /** Generators that find its clusters at run time, among those that Argo CD knows from the program. @default - the program lists the clusters */
  readonly generators?: readonly ApplicationSetGenerator[];
  /** Bytes that an ApplicationSet has room for. */
  readonly room: number;
}

/** A check of an application on many clusters: as `Rule`, for one `ApplicationSetFleet`. */
export interface ApplicationSetRule extends RuleText {
  /** What the rule finds, in any order; empty when all is well. */
  check(settled: SettledApplication, model: FleetModel): readonly Finding[];
}

export function findingOn(rule: ApplicationSetRule, { application }: SettledApplication, clusters: readonly string[], message: string): Finding {
  return finding(rule, clusters, [application.path], `${application.path}: ${message}`);
}

const MOST_NAMED = 8;

/** Clusters in a message: `eu, us`, and of many the first ones and how many more. */
export function named(clusters: readonly string[]): string {
  const rest = clusters.length - MOST_NAMED;
  return rest <= 0 ? clusters.join(', ') : `${clusters.slice(0, MOST_NAMED).join(', ')} and ${rest} more`;
}
