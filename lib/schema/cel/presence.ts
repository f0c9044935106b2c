import { Environment, Optional } from '../cel-js';

/** The part of a parsed expression that the macro reads. */
interface Expression {
  readonly op: string;
  readonly args: readonly [Expression, string];
}
interface Evaluator {
  run(expression: Expression, context: unknown): unknown;
}
interface TypeChecker {
  check(expression: Expression, context: unknown): unknown;
  getType(name: string): unknown;
}

/** `has(x.y)` for any `x`: the engine takes only names joined by dots, not `has(self[0].matches)`. */
export function registerPresence(environment: Environment): void {
  environment.registerFunction('goHas(ast): bool', ({ args: [selection] }: { readonly args: readonly Expression[] }) => ({
    async: false,
    typeCheck(checker: TypeChecker, _: unknown, context: unknown): unknown {
      if (selection.op !== '.') throw new Error('has() takes a field, as in has(self.name)');
      checker.check(selection.args[0], context);
      return checker.getType('bool');
    },
    evaluate(evaluator: Evaluator, _: unknown, context: unknown): boolean {
      return isPresent(evaluator.run(selection.args[0], context), selection.args[1]);
    },
  }));
}

function isPresent(value: unknown, field: string): boolean {
  if (value instanceof Optional) return value.hasValue() && isPresent(value.value(), field);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`no field '${field}' in a value that is no object`);
  return Object.hasOwn(value, field);
}
