import { celProgram, CelProgram, failure } from './program';
import { Report } from '../report';
import { StructuralSchema, ValidationRule } from '../structure';

export { converter } from './values';

/** One rule, made ready for evaluation. */
export class Rule {
  private readonly program: CelProgram;

  constructor(public readonly source: ValidationRule, private readonly schema: StructuralSchema) {
    this.program = celProgram(source.rule, schema);
  }

  /** Reports a violation unless the rule is true. A rule that fails while it runs is not satisfied, as on the API server. */
  public check(self: unknown, report: Report): void {
    const { rule } = this.source;
    if (this.program.fault !== undefined) {
      report.add('cel-unevaluated', `the rule cannot be evaluated, ${this.program.fault}: ${rule.trim()}`);
      return;
    }
    try {
      if (this.program.run(self) !== true) report.add('cel', this.message(self), ...fieldSteps(this.source.fieldPath));
    } catch (error) {
      report.add('cel', `the rule stops with '${failure(error)}': ${rule.trim()}`);
    }
  }

  private message(self: unknown): string {
    const { message, messageExpression, rule } = this.source;
    return this.evaluated(messageExpression, self) ?? (message?.trim() || `the rule is not met: ${rule.trim()}`);
  }

  private evaluated(expression: string | undefined, self: unknown): string | undefined {
    if (!expression) return undefined;
    try {
      const text: unknown = celProgram(expression, this.schema).run(self);
      return typeof text === 'string' && text.trim() !== '' && !/[\r\n]/.test(text) ? text.trim() : undefined;
    } catch {
      // The API server falls back to the fixed message, too.
      return undefined;
    }
  }
}

/** The steps of a field path, `.spec['a.b']`. */
function fieldSteps(path = ''): readonly string[] {
  return [...path.matchAll(/\.([\w-]+)|\['((?:[^'\\]|\\.)*)'\]/g)].map(([, name, quoted]) => name ?? quoted.replace(/\\(.)/g, '$1'));
}
