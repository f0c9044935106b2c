import * as pulumi from '@pulumi/pulumi';
import { ApiObject, App } from 'cdk8s';
import { ExistingCluster, Fleet, Lock } from 'cdk8s-fleet';
import { FleetDeployment } from 'cdk8s-fleet/pulumi';

class Provider extends pulumi.ProviderResource {
  constructor(name: string) {
    super('kubernetes', name, {});
  }
}

const registered: string[] = [];

async function main(): Promise<void> {
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      registered.push(`${type} ${name}`);
      return { id: name, state: inputs };
    },
    call: () => ({}),
  });
  const fleet = new Fleet(new App(), 'acme', {
    lock: Lock.memory(), hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '10.0.0.0/16', services: '10.1.0.0/20' } }),
  });
  const settings = new ApiObject(fleet.hub.chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
  const deployment = new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') } }, { protect: true });
  const name: pulumi.Output<string> = deployment.resource(settings).metadata.apply(metadata => metadata.name);
  name.apply(() => console.log(JSON.stringify(registered.filter(line => line.startsWith('kubernetes:')))));
}

void main();
