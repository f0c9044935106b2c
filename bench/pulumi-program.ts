import * as pulumi from '@pulumi/pulumi';
import { ApiObject, App } from 'cdk8s';
import { Construct } from 'constructs';
import { addShop } from './shop';
import { ExistingCluster, Fleet, Lock } from 'cdk8s-fleet';
import { FleetDeployment } from 'cdk8s-fleet/pulumi';

/**
 * One measurement of `pulumi.ts`, in a process of its own: `pulumi-program.ts <kind> <objects>`.
 *
 * Both kinds register the same objects of one cluster under Pulumi's mocks: `stock` renders each and registers it in a loop, without order, checks or
 * aliases; `fleet` has a `FleetDeployment` do it. Prints the processor time in milliseconds.
 */
const [kind, objects] = process.argv.slice(2);

class Stock extends pulumi.CustomResource {
  constructor(object: ApiObject, provider: pulumi.ProviderResource) {
    const { apiVersion, kind: type } = object;
    super(`kubernetes:${apiVersion.includes('/') ? apiVersion : `core/${apiVersion}`}:${type}`, object.node.path, object.toJson(), { provider });
  }
}

class Provider extends pulumi.ProviderResource {
  constructor() {
    super('kubernetes', 'hub', {});
  }
}

async function main(): Promise<void> {
  await pulumi.runtime.setMocks({ newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: () => ({}) });
  const fleet = new Fleet(new App(), 'bench', {
    lock: Lock.memory(), hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '10.0.0.0/16', services: '10.1.0.0/20' } }),
  });
  addShop(new Construct(fleet.hub.chart, 'shop'), 'hub', Number(objects));
  const provider = new Provider();
  const start = processorTime();
  if (kind === 'fleet') {
    new FleetDeployment('bench', { fleet, providers: { hub: provider } });
  } else {
    fleet.hub.chart.node.findAll().filter(c => ApiObject.isApiObject(c)).forEach(object => new Stock(object, provider));
  }
  await pulumi.runtime.disconnect();
  process.stdout.write(JSON.stringify({ time: processorTime() - start }));
}

/** What this process has used so far, in user code and in the system, in milliseconds. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
