import { Environment } from '../cel-js';

type Handler = (...values: never[]) => unknown;

/** Registers functions by signature. None is asynchronous; the engine assumes the contrary of what it is not told, and then runs slower. */
export function define(environment: Environment, functions: Readonly<Record<string, Handler>>): void {
  for (const [signature, handler] of Object.entries(functions)) environment.registerFunction(signature, handler, { async: false });
}
