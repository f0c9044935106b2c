import { describe, expect, test } from '@jest/globals';
import { Aws, AwsEc2Props, AwsIdentity, AwsMachine, FirewallOpening, Lock } from '../../../lib';
import { fleetWith, itHonoursTheInfrastructureContract } from '../infrastructure-contract';

const machine: AwsMachine = { instanceType: 'm6i.large' };
const one = (props: Partial<AwsEc2Props> = {}, more: object = {}) => fleetWith({
  infrastructure: Aws.ec2({ region: 'us-east-1', ...props }), controlPlane: { machine }, pools: { workers: { replicas: 2, machine } }, ...more,
});
const awsCluster = (fixture: ReturnType<typeof one>) => fixture.objects().find(o => o.kind === 'AWSCluster')!.spec;

describe('Aws.ec2', () => {
  describe('with zones', () => {
    itHonoursTheInfrastructureContract({
      infrastructure: () => Aws.ec2({ region: 'eu-west-1', availabilityZones: ['eu-west-1a', 'eu-west-1b'], identity: AwsIdentity.assumeRole('arn:aws:iam::123456789012:role/fleet') }),
      controlPlane: { machine },
      pool: { replicas: 2, machine, failureDomains: ['eu-west-1a', 'eu-west-1b'] },
      changedPool: { replicas: 2, machine: { instanceType: 'm6i.xlarge' }, failureDomains: ['eu-west-1a', 'eu-west-1b'] },
      machineTemplateKind: 'AWSMachineTemplate',
    });
  });

  describe('with a VPC that the provider divides', () => {
    itHonoursTheInfrastructureContract({
      infrastructure: () => Aws.ec2({ region: 'eu-west-1' }),
      controlPlane: { machine },
      pool: { autoscaling: { min: 1, max: 4 }, machine },
      changedPool: { autoscaling: { min: 1, max: 4 }, machine: { instanceType: 'm6i.large', ami: 'ami-0abc' } },
      machineTemplateKind: 'AWSMachineTemplate',
    });
  });

  test('writes a private and a public subnet for each zone inside the VPC, disjoint, and knows them in the model', () => {
    const fixture = one({ availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'] }, { network: { nodes: '10.64.0.0/16' } });
    expect(awsCluster(fixture).network.vpc).toEqual({ cidrBlock: '10.64.0.0/16' });
    expect(awsCluster(fixture).network.subnets.map((s: any) => [s.id, s.availabilityZone, s.isPublic, s.cidrBlock])).toEqual([
      ['one-us-east-1a-private', 'us-east-1a', false, '10.64.0.0/19'],
      ['one-us-east-1a-public', 'us-east-1a', true, '10.64.32.0/22'],
      ['one-us-east-1b-private', 'us-east-1b', false, '10.64.64.0/19'],
      ['one-us-east-1b-public', 'us-east-1b', true, '10.64.36.0/22'],
      ['one-us-east-1c-private', 'us-east-1c', false, '10.64.96.0/19'],
      ['one-us-east-1c-public', 'us-east-1c', true, '10.64.40.0/22'],
    ]);
    const model = fixture.fleet.settle().clusters.find(c => c.name === 'one')!;
    // AWS keeps five addresses of each.
    expect(model.ranges.filter(r => r.within === 'nodes').map(r => r.unusable)).toEqual([5, 5, 5, 5, 5, 5]);
    expect(fixture.fleet.check()).toEqual([]);
  });

  test('knows which subnets take addresses for machines: the control plane stands in every zone, workers that name none in the first', () => {
    const pools = { plain: { replicas: 1, machine }, spread: { replicas: 2, machine, failureDomains: ['us-east-1b', 'us-east-1c'] } };
    const groups = (fixture: ReturnType<typeof one>) => Object.fromEntries(
      fixture.fleet.settle().clusters.find(c => c.name === 'one')!.nodeGroups.map(group => [group.name, group.subnets]));
    const [a, b, c] = ['a', 'b', 'c'].map(zone => `subnet/us-east-1${zone}-private`);
    expect(groups(one({ availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'] }, { pools, network: { nodes: '10.64.0.0/16' } })))
      .toEqual({ 'control-plane': [a, b, c], 'plain': [a], 'spread': [b, c] });
    expect(groups(one({}, { pools: { plain: pools.plain } }))).toEqual({ 'control-plane': undefined, 'plain': undefined });
  });

  test('moves no subnet when a zone is added, because the lock remembers them', () => {
    const two = one({ availabilityZones: ['us-east-1b', 'us-east-1c'] }, { network: { nodes: '10.64.0.0/16' } });
    const facts = two.fleet.settle().clusters.find(c => c.name === 'one')!.ranges.map(r => ({ owner: 'one', fact: `range/${r.name}`, value: r.cidr.toString() }));
    const lock = Lock.memory({ acme: { facts } });
    const three = fleetWith({
      infrastructure: Aws.ec2({ region: 'us-east-1', availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'] }),
      controlPlane: { machine }, pools: {}, network: { nodes: '10.64.0.0/16' },
    }, lock);
    const blocks = (fixture: typeof two) => Object.fromEntries(awsCluster(fixture).network.subnets.map((s: any) => [s.id, s.cidrBlock]));
    expect(blocks(three as typeof two)).toMatchObject(blocks(two));
    expect(Object.keys(blocks(three as typeof two))).toHaveLength(6);
    expect(three.fleet.check()).toEqual([]);
  });

  test('writes subnets as given, and a VPC that exists by its id', () => {
    const subnets = [{ availabilityZone: 'us-east-1a', cidr: '10.64.0.0/20', public: false }, { availabilityZone: 'us-east-1a', cidr: '10.64.16.0/24', public: true }];
    expect(awsCluster(one({ subnets }, { network: { nodes: '10.64.0.0/16' } })).network.subnets.map((s: any) => s.cidrBlock)).toEqual(['10.64.0.0/20', '10.64.16.0/24']);
    expect(awsCluster(one({ vpcId: 'vpc-1', subnetIds: ['subnet-1', 'subnet-2'] })).network)
      .toMatchObject({ vpc: { id: 'vpc-1' }, subnets: [{ id: 'subnet-1' }, { id: 'subnet-2' }] });
    const nodes = (props: Partial<AwsEc2Props>) => one(props).fleet.settle().clusters.find(c => c.name === 'one')!.ranges.filter(r => r.space === 'nodes');
    expect([nodes({ vpcId: 'vpc-1', subnetIds: ['subnet-1'] }), nodes({})].map(ranges => ranges.length)).toEqual([0, 1]);
  });

  test('calls subnets what an adopted cluster calls them', () => {
    const subnets = [
      { availabilityZone: 'us-east-1a', cidr: '10.64.0.0/20', public: false, id: 'payments-private' }, { availabilityZone: 'us-east-1a', cidr: '10.64.16.0/24', public: true },
    ];
    const ids = awsCluster(one({ subnets }, { network: { nodes: '10.64.0.0/16' } })).network.subnets.map((s: any) => s.id);
    expect(ids).toEqual(['payments-private', 'one-us-east-1a-public']);
    expect(() => Aws.ec2({ region: 'us-east-1', subnets: subnets.map(subnet => ({ ...subnet, id: 'subnet-1' })) })).toThrow("does not begin with 'subnet-', got 'subnet-1'");
    expect(() => Aws.ec2({ region: 'us-east-1', subnets: subnets.map(subnet => ({ ...subnet, id: '' })) })).toThrow("does not begin with 'subnet-', got ''");
  });

  test('takes other versions and values for the add-ons that it brings, and other names for their objects', () => {
    const { fleet, objects } = one({}, {
      cloudController: { ...Aws.cloudController({ version: '0.0.10', values: { image: { tag: 'v1.34.0' } } }), helmChartProxyName: 'ccm' },
      storage: Aws.ebsCsiDriver({ values: { storageClasses: [] } }),
    });
    expect(fleet.check()).toEqual([]);
    const [ccm, ebs] = ['aws-cloud-controller-manager', 'aws-ebs-csi-driver'].map(release => objects().find(o => o.spec?.releaseName === release)!);
    expect([ccm.metadata.name, ccm.spec.version, ccm.spec.valuesTemplate]).toEqual(['ccm', '0.0.10', expect.stringContaining('tag: v1.34.0\nhostNetworking: true')]);
    expect(ebs.spec.valuesTemplate).toContain('storageClasses: []\n');
  });

  test('writes further blocks of the VPC as secondary ones', () => {
    expect(awsCluster(one({}, { network: { nodes: ['10.64.0.0/16', '100.64.0.0/16'] } })).network.vpc)
      .toEqual({ cidrBlock: '10.64.0.0/16', secondaryCidrBlocks: [{ ipv4CidrBlock: '100.64.0.0/16' }] });
  });

  test('opens what the network plug-in needs between nodes, and leaves the default of the provider where nothing is known', () => {
    expect(awsCluster(one()).network.cni.cniIngressRules).toEqual([
      { description: 'Typha (Calico)', protocol: 'tcp', fromPort: 5473, toPort: 5473 },
      { description: 'VXLAN (Calico)', protocol: 'udp', fromPort: 4789, toPort: 4789 },
    ]);
    expect(awsCluster(one({}, { networkPlugin: false })).network.cni).toBeUndefined();
  });

  test('opens what is reached from outside of the cluster on the machines of pools, by the blocks it is reached from', () => {
    const fixture = one();
    const open = (description: string, more: object = {}) => fixture.fleet.claim({
      type: 'opening', cluster: 'one', path: 'acme/mesh', opening: { description, protocol: 'udp', fromPort: 4500, toPort: 4500, ...more },
    });
    open('Tunnels', { from: ['0.0.0.0/0', '::/0'] });
    open('Tunnels of IPv4', { fromPort: 4490, toPort: 4499, from: ['203.0.113.0/24', '198.51.100.7/32'] });
    open('Tunnels of IPv6', { protocol: '50', from: ['2001:db8::/32'] });
    open('Between nodes', { fromPort: 4800, toPort: 4800 });
    open('Between nodes', { fromPort: 4800, toPort: 4800 });
    const { cni, additionalNodeIngressRules } = awsCluster(fixture).network;
    expect(additionalNodeIngressRules).toEqual([
      { description: 'Tunnels of IPv6', protocol: '50', fromPort: 4500, toPort: 4500, ipv6CidrBlocks: ['2001:db8::/32'] },
      { description: 'Tunnels of IPv4', protocol: 'udp', fromPort: 4490, toPort: 4499, cidrBlocks: ['203.0.113.0/24', '198.51.100.7/32'] },
      { description: 'Tunnels', protocol: 'udp', fromPort: 4500, toPort: 4500, cidrBlocks: ['0.0.0.0/0'], ipv6CidrBlocks: ['::/0'] },
    ]);
    expect(cni.cniIngressRules).toEqual([
      { description: 'Typha (Calico)', protocol: 'tcp', fromPort: 5473, toPort: 5473 },
      { description: 'VXLAN (Calico)', protocol: 'udp', fromPort: 4789, toPort: 4789 },
      { description: 'Between nodes', protocol: 'udp', fromPort: 4800, toPort: 4800 },
    ]);
    expect(fixture.fleet.check()).toEqual([]);
  });

  test('leaves both lists out where nothing needs them, each on its own', () => {
    const network = (opening?: FirewallOpening) => {
      const fixture = one({}, { networkPlugin: false });
      if (opening) {
        fixture.fleet.claim({ type: 'opening', cluster: 'one', path: 'acme/mesh', opening });
      }
      const { cni, additionalNodeIngressRules } = awsCluster(fixture).network;
      return [cni?.cniIngressRules.length, additionalNodeIngressRules?.length];
    };
    const opening = { description: 'Tunnels', protocol: 'udp', fromPort: 4500, toPort: 4500 };
    expect([network(), network(opening), network({ ...opening, from: ['0.0.0.0/0'] })]).toEqual([[undefined, undefined], [1, undefined], [undefined, 1]]);
  });

  test('names no SSH key unless one is given, because the provider would look for one named "default"', () => {
    const keys = (fixture: ReturnType<typeof one>) => [awsCluster(fixture).sshKeyName,
      ...fixture.objects().filter(o => o.kind === 'AWSMachineTemplate').map(o => o.spec.template.spec.sshKeyName)];
    expect(keys(one())).toEqual(['', '', '']);
    expect(keys(one({ sshKeyName: 'ops' }))).toEqual(['ops', 'ops', 'ops']);
  });

  test('writes what the user says of the cluster and of a machine', () => {
    const spec = awsCluster(one({ apiServerScheme: 'internal', additionalTags: { team: 'payments' } }));
    expect([spec.controlPlaneLoadBalancer.scheme, spec.additionalTags]).toEqual(['internal', { team: 'payments' }]);
    const full: AwsMachine = {
      ...machine, ami: { org: '123456789012', format: 'mine-{{.K8sVersion}}', baseOS: 'ubuntu-22.04' }, iamInstanceProfile: 'mine',
      rootVolume: { sizeGiB: 80, type: 'io1', iops: 3000, encrypted: false }, nonRootVolumes: { '/dev/sdb': { sizeGiB: 8, type: 'gp3', throughput: 200, encryptionKey: 'alias/mine' } },
      additionalSecurityGroupIds: ['sg-1'], spot: { maxPrice: '0.1' }, instanceMetadata: { httpTokens: 'optional', hopLimit: 3 }, additionalTags: { pool: 'a' },
    };
    const { fleet, objects } = one({}, { pools: { workers: { replicas: 1, machine: full } } });
    expect(fleet.check()).toEqual([]);
    expect(objects().find(o => o.kind === 'AWSMachineTemplate' && o.metadata.name.startsWith('one-workers-'))!.spec.template.spec).toEqual({
      instanceType: 'm6i.large', sshKeyName: '', iamInstanceProfile: 'mine',
      imageLookupOrg: '123456789012', imageLookupFormat: 'mine-{{.K8sVersion}}', imageLookupBaseOS: 'ubuntu-22.04',
      rootVolume: { size: 80, type: 'io1', iops: 3000, encrypted: false },
      nonRootVolumes: [{ deviceName: '/dev/sdb', size: 8, type: 'gp3', throughput: 200, encrypted: true, encryptionKey: 'alias/mine' }],
      additionalSecurityGroups: [{ id: 'sg-1' }], spotMarketOptions: { maxPrice: '0.1' },
      instanceMetadataOptions: { httpTokens: 'optional', httpPutResponseHopLimit: 3 }, additionalTags: { pool: 'a' },
    });
  });

  test('lets nobody read credentials without a token, and pods those of the control plane only', () => {
    const options = one().objects().filter(o => o.kind === 'AWSMachineTemplate').map(o => [o.metadata.name.slice(0, 11), o.spec.template.spec.instanceMetadataOptions]);
    expect(Object.fromEntries(options)).toEqual({
      'one-control': { httpTokens: 'required', httpPutResponseHopLimit: 2 }, 'one-workers': { httpTokens: 'required', httpPutResponseHopLimit: 1 },
    });
  });

  test('makes an identity that allows the cluster\'s namespace, or names one that exists', () => {
    const made = one({ identity: AwsIdentity.assumeRole('arn:aws:iam::123456789012:role/fleet') });
    expect(awsCluster(made).identityRef).toEqual({ kind: 'AWSClusterRoleIdentity', name: 'acme-one' });
    const identity = made.objects().find(o => o.kind === 'AWSClusterRoleIdentity')!;
    expect(identity.metadata.namespace).toBeUndefined();
    expect(identity.spec).toEqual({
      roleARN: 'arn:aws:iam::123456789012:role/fleet', allowedNamespaces: { list: ['acme'] },
      sourceIdentityRef: { kind: 'AWSClusterControllerIdentity', name: 'default' },
    });
    // `clusterctl move` finds it by this label.
    expect(identity.metadata.labels).toEqual({ 'clusterctl.cluster.x-k8s.io/move-hierarchy': '' });
    const source = { kind: 'AWSClusterStaticIdentity', name: 'keys' } as const;
    const adopted = one({ identity: AwsIdentity.assumeRole('arn:aws-us-gov:iam::123456789012:role/fleet', { source, name: 'old' }) });
    expect(awsCluster(adopted).identityRef.name).toBe('old');
    expect(adopted.objects().find(o => o.kind === 'AWSClusterRoleIdentity')).toMatchObject({ metadata: { name: 'old' }, spec: { sourceIdentityRef: source } });
    expect(awsCluster(one({ identity: AwsIdentity.existing('AWSClusterStaticIdentity', 'team') })).identityRef).toEqual({ kind: 'AWSClusterStaticIdentity', name: 'team' });
  });

  test('makes kubelets and the controller manager wait for the cloud controller, but not the API server, which refuses the flag since 1.33', () => {
    const spec = one().objects().find(o => o.kind === 'KubeadmControlPlane')!.spec.kubeadmConfigSpec;
    const external = [{ name: 'cloud-provider', value: 'external' }];
    expect(spec.clusterConfiguration).toEqual({ controllerManager: { extraArgs: external } });
    expect(spec.initConfiguration.nodeRegistration).toEqual({ name: '{{ ds.meta_data.local_hostname }}', kubeletExtraArgs: external });
    expect(spec.joinConfiguration).toEqual(spec.initConfiguration);
  });

  test.each([
    ['1.31.0', 'v1.31.9'], ['1.34.1', 'v1.34.3'], ['1.36.0', 'v1.36.1'],
  ])('gives Kubernetes %s the cloud controller %s', (version, tag) => {
    const { objects } = one({}, { version, networkPlugin: false });
    const proxy = objects().find(o => o.spec?.releaseName === 'aws-cloud-controller-manager')!;
    expect(proxy.spec.valuesTemplate).toContain(`tag: ${tag}\n`);
  });

  const valuesOf = (fixture: Pick<ReturnType<typeof one>, 'objects'>, release: string) => fixture.objects().find(o => o.spec?.releaseName === release)!.spec.valuesTemplate as string;

  test('keeps the image of the cloud controller that a cluster has, whatever a newer library knows', () => {
    const facts = [{ owner: 'one', fact: 'image/aws-cloud-controller-manager 1.34', value: 'v1.34.0' }];
    const props = { infrastructure: Aws.ec2({ region: 'us-east-1' }), controlPlane: { machine }, pools: {} };
    expect(valuesOf(fleetWith(props, Lock.memory({ acme: { facts } })), 'aws-cloud-controller-manager')).toContain('tag: v1.34.0\n');
  });

  test('fails the synth for a Kubernetes minor of which it knows no cloud controller, and names the first image there would be', () => {
    const fixture = one({}, { version: '1.30.4', networkPlugin: false });
    expect(fixture.fleet.check().map(f => f.message)).toContainEqual(expect.stringContaining('the AWS cloud controller table of this library supports 1.31 to 1.36'));
    const cluster = fixture.fleet.settle().clusters.find(c => c.name === 'one')!;
    const values = Aws.cloudController().values as Function;
    expect(values(cluster, (_: string, tag: string) => tag).image).toEqual({ tag: 'v1.30.0' });
  });

  test('runs as many storage controllers as the control plane has machines, two at most', () => {
    const replicas = (count: number) => /replicaCount: (\d)/.exec(valuesOf(one({}, { controlPlane: { replicas: count, machine } }), 'aws-ebs-csi-driver'))![1];
    expect([replicas(1), replicas(3)]).toEqual(['1', '2']);
  });

  test.each([
    ['us-gov-west-1', 'us-gov-west-1a'], ['eusc-de-east-1', 'eusc-de-east-1a'], ['us-east-1', 'us-east-1-bos-1a'], ['us-east-1', 'us-east-1-wl1-bos-wlz-1'],
  ])('takes region %s with zone %s', (region, zone) => {
    expect(Aws.ec2({ region, availabilityZones: [zone] }).facts.region).toBe(region);
  });

  test.each<[string, () => unknown, string]>([
    ['a region that is none', () => Aws.ec2({ region: 'US East' }), "Aws.ec2: region: write an AWS region like 'us-east-1', got 'US East'"],
    ['zones and subnets', () => Aws.ec2({ region: 'us-east-1', availabilityZones: ['us-east-1a'], subnets: [] }), 'Aws.ec2: availabilityZones and subnets exclude each other; give one'],
    ['a VPC without subnets', () => Aws.ec2({ region: 'us-east-1', vpcId: 'vpc-1' }), 'Aws.ec2: vpcId and subnetIds belong together'],
    ['a VPC whose id is empty, for which the provider would make one', () => Aws.ec2({ region: 'us-east-1', vpcId: '', subnetIds: [] }), "Aws.ec2: vpcId: write text that is not empty, got ''"],
    ['a VPC with an empty list of subnets', () => Aws.ec2({ region: 'us-east-1', vpcId: 'vpc-1', subnetIds: [] }), 'Aws.ec2: subnetIds: name at least one subnet of the VPC, got an empty list'],
    ['a subnet with host bits', () => Aws.ec2({ region: 'us-east-1', subnets: [{ availabilityZone: 'us-east-1a', cidr: '10.0.0.1/20', public: false }] }), 'Aws.ec2: subnets[0].cidr: '],
    ['a region for a zone', () => Aws.ec2({ region: 'us-east-1', availabilityZones: ['us-east-1'] }), "zone 'us-east-1' is no zone of region us-east-1"],
    ['a zone of a region with a longer number', () => Aws.ec2({ region: 'us-east-1', availabilityZones: ['us-east-12a'] }), "zone 'us-east-12a' is no zone of region us-east-1"],
    ['an empty image', () => one({}, { controlPlane: { machine: { ...machine, ami: '' } } }), "acme/one: controlPlane.machine.ami: write an id such as 'ami-0123456789abcdef0'"],
    ['a machine without a type', () => one({}, { controlPlane: { machine: {} } }), 'acme/one: controlPlane.machine.instanceType is missing'],
    ['negative iops', () => one({}, { controlPlane: { machine: { ...machine, rootVolume: { sizeGiB: 8, iops: -1 } } } }), 'controlPlane.machine.rootVolume.iops: write a whole number above 0, got -1'],
    ['a zone twice', () => Aws.ec2({ region: 'us-east-1', availabilityZones: ['us-east-1a', 'us-east-1a'] }), 'name at least one zone, and each zone of availabilityZones once'],
    ['a zone of another region', () => Aws.ec2({ region: 'us-east-1', availabilityZones: ['us-east-1a', 'eu-west-1a'] }), "zone 'eu-west-1a' is no zone of region us-east-1; write one such as 'us-east-1a'"],
    ['a zone without a public subnet', () => Aws.ec2({ region: 'us-east-1', subnets: [{ availabilityZone: 'us-east-1a', cidr: '10.0.0.0/20', public: false }] }),
      'Aws.ec2: subnets: zone us-east-1a has no public subnet; give each zone one of each'],
    ['two private subnets in a zone', () => Aws.ec2({ region: 'us-east-1', subnets: ['10.0.0.0/20', '10.0.16.0/20'].map(cidr => ({ availabilityZone: 'us-east-1a', cidr, public: false })) }),
      'Aws.ec2: subnets: zone us-east-1a has two private subnets; give one of each'],
    ['a zone without a private subnet', () => Aws.ec2({ region: 'us-east-1', subnets: [{ availabilityZone: 'us-east-1a', cidr: '10.0.0.0/20', public: true }] }),
      'zone us-east-1a has no private subnet'],
    ['a second pod range of IPv6', () => one({}, { network: { pods: ['10.64.0.0/16', 'fd00:64::/48'] } }), 'acme/one: network.pods: machines on EC2 get IPv4 addresses only'],
    ['a VPC of IPv6', () => one({}, { network: { nodes: 'fd00:66::/56' } }), 'acme/one: network.nodes: machines on EC2 get IPv4 addresses only'],
    ['a tag with a character that AWS refuses', () => Aws.ec2({ region: 'us-east-1', additionalTags: { team: 'a*b' } }), "got 'team'"],
    ['a tag of AWS on a machine', () => one({}, { controlPlane: { machine: { ...machine, additionalTags: { 'aws:x': 'y' } } } }), 'acme/one: controlPlane.machine.additionalTags: 50 at most'],
    ['a key of 129 characters', () => Aws.ec2({ region: 'us-east-1', additionalTags: { ['k'.repeat(129)]: 'v' } }), `got '${'k'.repeat(129)}'`],
    ['a value of 257 characters', () => Aws.ec2({ region: 'us-east-1', additionalTags: { team: 'v'.repeat(257) } }), "got 'team'"],
    ['51 tags', () => Aws.ec2({ region: 'us-east-1', additionalTags: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, 'v'])) }), 'got 51'],
    ['subnets that overlap', () => Aws.ec2({
      region: 'us-east-1', subnets: [{ availabilityZone: 'us-east-1a', cidr: '10.0.0.0/20', public: false }, { availabilityZone: 'us-east-1b', cidr: '10.0.8.0/24', public: false }],
    }), 'Aws.ec2: subnets: 10.0.0.0/20 and 10.0.8.0/24 overlap; move one of them'],
    ['a malformed role', () => AwsIdentity.assumeRole('fleet'), "AwsIdentity.assumeRole: write a role ARN like 'arn:aws:iam::123456789012:role/fleet', got 'fleet'"],
    ['a tag of AWS', () => Aws.ec2({ region: 'us-east-1', additionalTags: { 'aws:x': 'y' } }), "got 'aws:x'"],
    ['a small disk', () => one({}, { controlPlane: { machine: { ...machine, rootVolume: { sizeGiB: 4 } } } }), 'acme/one: controlPlane.machine.rootVolume.sizeGiB: write whole gibibytes, 8 at least, got 4'],
    ['an io2 disk without iops', () => one({}, { controlPlane: { machine: { ...machine, rootVolume: { sizeGiB: 8, type: 'io2' } } } }), 'machine.rootVolume: io2 needs iops'],
    ['an io1 disk without iops', () => one({}, { controlPlane: { machine: { ...machine, rootVolume: { sizeGiB: 8, type: 'io1' } } } }), 'machine.rootVolume: io1 needs iops'],
    ['throughput on gp2', () => one({}, { controlPlane: { machine: { ...machine, nonRootVolumes: { '/dev/sdb': { sizeGiB: 8, type: 'gp2', throughput: 200 } } } } }),
      "machine.nonRootVolumes['/dev/sdb'].throughput: only gp3 takes it, got type gp2"],
  ])('fails on %s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test.each(['10.64.0.0/16', '10.64.0.0/28'])('takes the block %s for a VPC', nodes => {
    expect(one({}, { network: { nodes }, pools: {} }).fleet.check().filter(f => f.code === 'range-size')).toEqual([]);
  });

  test.each(['10.64.0.0/15', '10.64.0.0/29'])('fails the synth on %s, of which AWS makes no VPC', nodes => {
    const findings = one({}, { network: { nodes }, pools: {} }).fleet.check().filter(f => f.code === 'range-size');
    expect(findings.map(f => f.code)).toEqual(['range-size']);
    expect(findings[0].message).toContain('an AWS VPC');
  });
});
