import { existsSync } from 'node:fs';
import { expect, jest } from '@jest/globals';
import { App } from 'cdk8s';
import {
  AddressPlan, Aws, AwsEc2Props, Calico, Cilium, Docker, ExistingCluster, Fleet, FleetApp, FleetProps, ICluster, Lock, ManagedCluster,
} from '../../../lib';

/** An environment: a fleet with a hub and a member of the same names as those of the others. */
export interface Environment { readonly fleet: Fleet; readonly hub: ICluster; readonly eu: ICluster }

export interface EnvironmentProps extends Partial<FleetProps> {
  readonly ec2?: Partial<AwsEc2Props>;
  /** Whether the member is one of containers. */
  readonly docker?: boolean;
  readonly version?: string;
  readonly instanceType?: string;
}

/** An environment in a program. */
export function environment(app: App, id: string, { ec2, docker, version = '1.34.1', instanceType = 'm6i.large', ...props }: EnvironmentProps = {}): Environment {
  const fleet = new Fleet(app, id, {
    hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '172.16.0.0/16', services: '172.17.0.0/20' } }),
    addresses: AddressPlan.within('10.0.0.0/9'), lock: Lock.memory(), ...props,
  });
  const eu = docker ? dockerMember(fleet, 'eu', version) : new ManagedCluster(fleet, 'eu', {
    version, networkPlugin: Cilium.vxlan(), infrastructure: Aws.ec2({ region: 'eu-west-1', availabilityZones: ['eu-west-1a'], ...ec2 }),
    controlPlane: { replicas: 1, machine: { instanceType } }, pools: { workers: { replicas: 1, machine: { instanceType } } },
  });
  return { fleet, hub: fleet.hub, eu };
}

/** A member of containers. */
export function dockerMember(fleet: Fleet, name: string, version = '1.34.1'): ICluster {
  return new ManagedCluster(fleet, name, {
    version, infrastructure: Docker.dev(), networkPlugin: Calico.vxlan(), controlPlane: { replicas: 1, machine: {} },
    pools: { workers: { replicas: 1, machine: {} } },
  });
}

/** What is wrong with a program, as lines. */
export function linesOf(app: FleetApp): readonly string[] {
  return app.check().map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
}

/** The lines that a synth prints which writes nothing. */
export function failing(app: FleetApp): readonly string[] {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  app.synth();
  const lines = write.mock.calls.map(([line]) => String(line).trimEnd());
  write.mockRestore();
  expect([existsSync(app.outdir), process.exitCode]).toEqual([false, 1]);
  process.exitCode = undefined;
  return lines;
}
