import { SchemaRule, SchemaViolation } from './violation';

type Step = string | number;

/** Collects violations while a check walks an object; the path is a stack, so that a valid object costs no text. */
export class Report {
  private readonly steps: Step[] = [];
  private violations: SchemaViolation[] = [];

  public get count(): number {
    return this.violations.length;
  }

  public get all(): readonly SchemaViolation[] {
    return this.violations;
  }

  public enter(step: Step): void {
    this.steps.push(step);
  }

  public leave(): void {
    this.steps.pop();
  }

  /** @param below steps from the current value down to the value at fault */
  public add(rule: SchemaRule, message: string, ...below: readonly Step[]): void {
    this.violations.push({ path: pathText([...this.steps, ...below]), rule, message });
  }

  /** What `attempt` would report, without reporting it. */
  public probe(attempt: () => void): readonly SchemaViolation[] {
    const kept = this.violations;
    this.violations = [];
    attempt();
    const found = this.violations;
    this.violations = kept;
    return found;
  }
}

function pathText(steps: readonly Step[]): string {
  return steps.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    // Label and annotation keys have dots and slashes of their own.
    if (!/^[\w-]+$/.test(step)) return `${text}["${step}"]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}
