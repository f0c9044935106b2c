import { Finding, Severity } from '../finding';
import { FleetModel } from '../model';

/** What the catalogue says of a rule. */
export interface RuleText {
  /** Equal to the file's name; public, never changes. */
  readonly code: string;
  /** How bad every finding of the rule is. */
  readonly severity: Severity;
  /** One sentence for the catalogue: what is refused. */
  readonly summary: string;
  /** What goes wrong in a cluster without this rule, and where upstream says so. */
  readonly why: string;
  /** What to do about it. */
  readonly fix: string;
}

/** A check of the settled fleet: a pure function from the model to findings. One rule, one file, named after its code. */
export interface Rule extends RuleText {
  /** What the rule finds in a settled fleet, in any order; empty when all is well. */
  check(model: FleetModel): readonly Finding[];
}
