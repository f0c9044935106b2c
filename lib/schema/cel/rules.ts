/* eslint-disable @typescript-eslint/no-require-imports -- an import would read the CEL engine at start, which few programs need at once */
import type * as Evaluation from './rule';
import { isTransitionRule } from './transition-rules';
import { masked, watched } from './unknown';
import { Report } from '../report';
import { StructuralSchema } from '../structure';
import { holdsUnknown } from '../unknown';

/** The rules of one node of a schema; parsed when a value first reaches the node. */
export class RuleSet {
  private rules: readonly Evaluation.Rule[] | undefined;
  private convert: ((value: unknown) => unknown) | undefined;

  /** @param whole whether the value is a whole object, whose type and name rules may use */
  constructor(private readonly schema: StructuralSchema, private readonly whole: boolean) {}

  /** Reports the rules that a value does not satisfy, and those that could not be evaluated. */
  public check(value: unknown, report: Report): void {
    if (!this.rules) this.parse();
    if (!this.rules?.length) return;
    if (holdsUnknown(value, report.unknown)) {
      this.checkKnown(masked(value, report.unknown!), report);
      return;
    }
    const self = this.convert ? this.convert(value) : value;
    for (const rule of this.rules) rule.check(self, report);
  }

  /** What a rule says that has looked at something unknown means nothing. */
  private checkKnown(value: unknown, report: Report): void {
    const converted = this.convert ? this.convert(value) : value;
    for (const rule of this.rules!) {
      const { self, lookedAtUnknown } = watched(converted);
      const found = report.probe(() => rule.check(self, report));
      if (!lookedAtUnknown()) report.addAll(found);
    }
  }

  private parse(): void {
    const { Rule, converter } = require('./rule') as typeof Evaluation;
    const now = (this.schema['x-kubernetes-validations'] ?? []).filter(rule => !isTransitionRule(rule) && rule.rule.trim() !== '');
    this.rules = now.map(rule => new Rule(rule, this.schema));
    this.convert = converter(this.schema, this.whole);
  }
}
