import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import { Aws, AwsEc2Props, AwsIdentity, AwsMachine, Calico, Deferred, ManagedCluster, withDeferred } from '../../lib';
import { renderCharts } from '../../lib/fleet/render/render-charts';
import { known, later, output } from '../fleet/deferred-support';
import { newFleet } from '../fleet/members';

const plain: AwsMachine = { instanceType: 'm6i.large' };

function ec2(infrastructure: Partial<AwsEc2Props>, controlPlane: AwsMachine = plain, pool: AwsMachine = plain, names?: object, poolNames = names) {
  const fleet = newFleet(new App());
  const one = new ManagedCluster(fleet, 'one', {
    version: '1.34.1', infrastructure: Aws.ec2({ region: 'us-east-1', ...infrastructure }), networkPlugin: Calico.vxlan(),
    controlPlane: { machine: controlPlane, names } as never, pools: { md: { machine: pool, replicas: 1, names: poolNames as never } },
  });
  const rendered = renderCharts(fleet.clusterCharts);
  const manifests = [...rendered.objects.values()].flat().map(({ manifest }) => withDeferred(one, manifest, known) as any);
  const findings = [...rendered.findings, ...fleet.findings()].filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code}: ${message}`);
  const specOf = (kind: string, name?: string) => manifests.find(o => o.kind === kind && (name === undefined || o.metadata.name === name))?.spec;
  return { findings, specOf, manifests };
}

describe('a cluster on EC2', () => {
  test('stands in a VPC and in subnets that are known only at deployment', () => {
    const { findings, specOf } = ec2({ vpcId: later('vpc-1'), subnetIds: [later('subnet-1'), 'subnet-2'] });
    expect(findings).toEqual([]);
    expect(specOf('AWSCluster').network).toMatchObject({ vpc: { id: 'vpc-1' }, subnets: [{ id: 'subnet-1' }, { id: 'subnet-2' }] });
  });

  test('is made by a role that is known only at deployment, whose account is not known then', () => {
    const { findings, specOf } = ec2({ identity: AwsIdentity.assumeRole(later('arn:aws:iam::123456789012:role/fleet')), account: '123456789012' });
    expect(findings).toEqual([]);
    expect(specOf('AWSClusterRoleIdentity').roleARN).toBe('arn:aws:iam::123456789012:role/fleet');
    expect(AwsIdentity.assumeRole(later('x')).account).toBeUndefined();
    expect(() => AwsIdentity.assumeRole(output())).toThrow('AwsIdentity.assumeRole: roleArn: is a Pulumi Output, whose value is known only at deployment: write deferred(output)');
    expect(() => AwsIdentity.assumeRole('arn:aws:iam::123456789012:role/fleet', { name: output() })).toThrow('AwsIdentity.assumeRole: options.name: is a Pulumi Output');
  });

  const machine: AwsMachine = {
    instanceType: 'm6i.large', ami: later('ami-1'), iamInstanceProfile: later('profile'), additionalSecurityGroupIds: [later('sg-1'), 'sg-2'],
    rootVolume: { sizeGiB: 80, encryptionKey: later('arn:aws:kms:us-east-1:123456789012:key/1') },
    nonRootVolumes: { '/dev/sdb': { sizeGiB: 8, encryptionKey: later('key-2') } },
  };

  test('has machines whose image, profile, security groups and keys are known only at deployment, from templates with names', () => {
    const { findings, specOf, manifests } = ec2({}, machine, plain, { machineTemplate: 'one-cp-v1' }, {});
    expect(findings).toEqual([]);
    expect(specOf('AWSMachineTemplate', 'one-cp-v1').template.spec).toMatchObject({
      ami: { id: 'ami-1' }, iamInstanceProfile: 'profile', additionalSecurityGroups: [{ id: 'sg-1' }, { id: 'sg-2' }],
      rootVolume: { encryptionKey: 'arn:aws:kms:us-east-1:123456789012:key/1' }, nonRootVolumes: [{ deviceName: '/dev/sdb', encryptionKey: 'key-2' }],
    });
    expect(manifests.find(o => o.kind === 'KubeadmControlPlane').spec.machineTemplate.spec.infrastructureRef.name).toBe('one-cp-v1');
  });

  test('has a finding for each such template without a name, and no other', () => {
    const text = (of: string, path: string, prop: string) => `unrenderable-object: one: AWSMachineTemplate of ${of} (acme--hub/one/infrastructure/${path}): its spec holds a value that is known`
      + ` only at deployment, so that its name cannot be a hash of it: name it in ${prop}, and give it another name whenever machines shall be replaced`;
    expect(ec2({}, machine, machine).findings).toEqual([
      text('control-plane machines', 'control-plane/MachineTemplate', 'controlPlane.names.machineTemplate'),
      text('md machines', 'pool-md/MachineTemplate', 'pools.md.names.machineTemplate'),
    ]);
  });

  test('may share a template with a name between pools that hold the same deferred value, and no other', () => {
    const ami = Deferred.of(output('ami-1'));
    const names = { machineTemplate: 'shared' };
    const profile = { iamInstanceProfile: 'p', instanceMetadata: { httpTokens: 'required', hopLimit: 1 } } as const;
    const one: AwsMachine = { ...plain, ...profile, ami };
    expect(ec2({}, one, { ...one, ami: Deferred.of(ami.value) }, names).findings).toEqual([]);
    expect(() => ec2({}, one, { ...one, ami: later('ami-1') }, names)).toThrow('\'shared\' is also the template of control-plane machines, with another spec');
  });
});
