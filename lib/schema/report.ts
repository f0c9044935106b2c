import type { UnknownValues } from './unknown';
import { SchemaRule, SchemaViolation } from './violation';

type Step = string | number;

const HARMLESS: ReadonlySet<SchemaRule> = new Set(['cel', 'cel-unevaluated', 'unknown-field']);

/** Collects violations while a check walks an object; the path is a stack, so that a valid object costs no text. */
export class Report {
  private readonly steps: Step[] = [];
  private violations: SchemaViolation[] = [];
  private blocking = 0;

  /** @param unknown what stands in the object for what nobody knows yet; without it every value is known */
  constructor(public readonly unknown?: UnknownValues) {}

  /** How many violations keep the rules of a value from being evaluated: not those of other rules, nor fields that are dropped anyway. */
  public get faults(): number {
    return this.blocking;
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
    if (!HARMLESS.has(rule)) this.blocking++;
    this.violations.push({ path: pathText([...this.steps, ...below]), rule, message });
  }

  /** Reports what was probed. */
  public addAll(probed: readonly SchemaViolation[]): void {
    this.blocking += probed.filter(({ rule }) => !HARMLESS.has(rule)).length;
    this.violations.push(...probed);
  }

  /** What `attempt` would report, without reporting it. */
  public probe(attempt: () => void): readonly SchemaViolation[] {
    const { violations, blocking } = this;
    this.violations = [];
    attempt();
    const found = this.violations;
    this.violations = violations;
    this.blocking = blocking;
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
