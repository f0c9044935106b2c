import { expect } from '@jest/globals';
import * as pulumi from '@pulumi/pulumi';
import { mockEngine, settled } from './mocks';
import { FleetDeployment, FleetDeploymentArgs } from 'cdk8s-fleet/pulumi';

/** What a deployment throws, and that nothing of it was registered. */
export async function errorOf(args: FleetDeploymentArgs): Promise<pulumi.InputPropertiesError> {
  const registered = await mockEngine();
  let thrown: unknown;
  try {
    new FleetDeployment('prod', args);
  } catch (error) {
    thrown = error;
  }
  await settled();
  expect(registered).toEqual([]);
  expect(pulumi.InputPropertiesError.isInstance(thrown)).toBe(true);
  return thrown as pulumi.InputPropertiesError;
}

/** The problems alone, a line for each, for arguments that are wrong. */
export async function problemsOf(args: Partial<FleetDeploymentArgs>): Promise<readonly string[]> {
  const { errors } = await errorOf(args as FleetDeploymentArgs);
  return errors.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`);
}
