import * as pulumi from '@pulumi/pulumi';
import { configMap, hubOnly, Provider } from './fleets';
import { mockEngine, settled } from './mocks';
import { FleetDeployment, FleetDeploymentArgs } from 'cdk8s-fleet/pulumi';

/** Deploys a hub with one ConfigMap, and returns what was registered for it. */
export async function deployedConfigMap(args: Partial<FleetDeploymentArgs> = {}, opts?: pulumi.ComponentResourceOptions) {
  const registered = await mockEngine();
  const fleet = hubOnly();
  configMap(fleet.hub.chart, 'settings', { data: { a: 'b' } });
  new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') }, ...args }, opts);
  await settled();
  return registered.find(({ name }) => name.endsWith('settings'))!;
}
