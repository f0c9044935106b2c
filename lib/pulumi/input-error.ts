import * as pulumi from '@pulumi/pulumi';
import { Finding, formatFinding } from '../fleet';

/** By this `pulumi.RunError.isInstance` knows one (@pulumi/pulumi 3.142 to 3.276 errors.js). */
const RUN_ERROR = '__pulumiRunError';

/** One thing that is wrong with what a deployment was given. */
export interface InputProblem {
  /** Path of a construct or of an argument: `acme/us-east`, `providers.eu-west`. */
  readonly propertyPath: string;
  readonly reason: string;
}

/** Everything that is wrong, at once, as Pulumi's components report it. */
export function inputError(deployment: string, problems: readonly InputProblem[]): Error {
  const message = `${deployment}: ${problems.length} ${problems.length === 1 ? 'error' : 'errors'}, and nothing is deployed:\n`
    + problems.map(({ propertyPath, reason }) => `  ${reason.includes(propertyPath) ? '' : `${propertyPath}: `}${reason}`).join('\n');
  const error = new pulumi.InputPropertiesError({ message, errors: problems.map(({ propertyPath, reason }) => ({ propertyPath, reason })) });
  // Where a program throws, Pulumi prints the text of a RunError and nothing else, and of other errors every field, with colours (@pulumi/pulumi
  // 3.142 to 3.276 cmd/run/run.js). It is both: a provider still finds the problems in it.
  Object.defineProperty(error, RUN_ERROR, { value: true });
  // What else prints it prints the stack, and where the library found the errors is of no use to anybody.
  error.stack = message;
  return error;
}

export function problemOf(finding: Finding): InputProblem {
  return { propertyPath: finding.paths.join(', '), reason: formatFinding(finding) };
}
