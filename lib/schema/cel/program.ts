import { environmentFor } from './environment';
import { Optional } from '../cel-js';
import { redirectCalls } from './source';
import { StructuralSchema } from '../structure';

/** A parsed CEL expression about `self`. */
export interface CelProgram {
  /** Why the expression cannot be evaluated; undefined when it can. */
  readonly fault?: string;
  /** @throws what the expression throws; or, when it cannot be evaluated, why */
  run(self: unknown): unknown;
}

/** Parses an expression and checks its types, as far as they are known. */
export function celProgram(expression: string, schema: StructuralSchema): CelProgram {
  try {
    const program = environmentFor(schema).parse(redirectCalls(expression));
    const checked = program.check();
    if (!checked.valid) throw checked.error;
    return { run: self => program({ self, oldSelf: Optional.none() }) as unknown };
  } catch (error) {
    const fault = failure(error);
    return {
      fault,
      run: () => {
        throw new Error(fault);
      },
    };
  }
}

/** What went wrong, in one line: the engine adds the source with a mark below it. */
export function failure(error: unknown): string {
  return (error as Error).message.split('\n')[0];
}
