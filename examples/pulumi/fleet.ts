import { App } from 'cdk8s';
import { AddressPlan, Aws, AwsMachine, Calico, Deferred, ExistingCluster, Fleet, ManagedCluster } from 'cdk8s-fleet';

/** What another program knows of the cloud: in a Pulumi program Outputs, see `deferred`. */
export interface Cloud {
  /** Key that encrypts the disks of machines. */
  readonly diskKey: string | Deferred;
}

/** The fleet, for both programs: `index.ts` deploys it, `lock.ts` has the plan hand out addresses and keeps them. */
export function acme(app: App, { diskKey }: Cloud): Fleet {
  const fleet = new Fleet(app, 'acme', {
    hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '10.244.0.0/16', services: '10.245.0.0/20', nodes: '10.246.0.0/20' } }),
    addresses: AddressPlan.within('10.0.0.0/8', { reserved: { 'office': '10.8.0.0/14', 'data-centre': ['10.200.0.0/16', '172.20.0.0/16'] } }),
  });
  const machine = (instanceType: string, sizeGiB: number): AwsMachine => ({ instanceType, rootVolume: { sizeGiB, type: 'gp3', encryptionKey: diskKey } });
  // What a template holds that is known only at deployment is no part of a name that is made of its content: it needs one.
  const names = (role: string) => ({ machineTemplate: `${role}-v1` });
  for (const [name, region, workers] of [['prod-us-east', 'us-east-1', 5], ['prod-eu-west', 'eu-west-1', 3]] as const) {
    new ManagedCluster(fleet, name, {
      version: '1.34.1',
      labels: { environment: 'production', region },
      infrastructure: Aws.ec2({ region, availabilityZones: ['a', 'b', 'c'].map(zone => `${region}${zone}`), sshKeyName: 'fleet' }),
      networkPlugin: Calico.vxlan(),
      controlPlane: { replicas: 3, machine: machine('m6i.large', 80), names: names(`${name}-control-plane`) },
      pools: { workers: { replicas: workers, machine: machine('m6i.xlarge', 100), names: names(`${name}-workers`) } },
    });
  }
  return fleet;
}
