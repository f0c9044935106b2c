import { Construct } from 'constructs';
import { AwsAddOnProps, awsCloudController, awsEbsCsiDriver } from './aws-add-ons';
import { AwsIdentity, bindIdentity } from './aws-identity';
import { AwsMachine, machineSpec } from './aws-machine';
import { AwsNetwork, AwsSubnets, NETWORK_PROPS } from './aws-network';
import { AWS_PROVIDER } from './aws-provider';
import { AWSCluster, AWSMachineTemplate } from '../../../imports/capa';
import { HelmAddOn } from '../../fleet';
import { checkProps, MAP, TEXT, TEXT_MAP } from '../../fleet/check-props';
import { IInfrastructure } from '../infrastructure';
import { familiesOf } from '../kubeadm/families';
import { kubeadm } from '../kubeadm/kubeadm';
import { IMachineProvider, MachineRole } from '../kubeadm/machine-provider';
import { KubeadmControlPlaneProps, KubeadmPoolProps } from '../kubeadm/props';
import type { ManagedClusterContext } from '../managed-cluster-context';

/** Options for clusters on Amazon EC2. */
export interface AwsEc2Props extends AwsNetwork {
  /** AWS region: `us-east-1`. */
  readonly region: string;
  /**
   * Number of the AWS account: twelve digits. A second cluster of the same name in the same account and region would take over the network of the
   * first, so fleets of one program are compared by it.
   *
   * @default - that of the role that `identity` assumes; without one it is not known
   */
  readonly account?: string;
  /** Name of an EC2 key pair for SSH. @default - none: nobody logs in by SSH */
  readonly sshKeyName?: string;
  /** The AWS identity that makes the cluster. @default - the controller's own */
  readonly identity?: AwsIdentity;
  /** Who reaches the API server: everybody (`internet-facing`) or the VPC (`internal`). @default 'internet-facing' */
  readonly apiServerScheme?: 'internet-facing' | 'internal';
  /** Tags on everything that is made in AWS, 50 at most, no key beginning with `aws:`. @default - none */
  readonly additionalTags?: Readonly<Record<string, string>>;
  /** Name of the AWSCluster object, to adopt one that exists. @default - the cluster's name */
  readonly infrastructureName?: string;
}

/** Clusters on Amazon EC2, through Cluster API Provider AWS v2.11 (API `v1beta2`). */
export class Aws {
  /** EC2 instances; kubeadm makes the cluster, the provider its VPC and load balancer. */
  public static ec2(props: AwsEc2Props): IInfrastructure<KubeadmControlPlaneProps<AwsMachine>, KubeadmPoolProps<AwsMachine>> {
    return kubeadm(new Ec2Machines(props));
  }

  /** The cloud controller that a cluster on EC2 gets, for another version or other values: `cloudController: Aws.cloudController({ ... })`. */
  public static cloudController(props: AwsAddOnProps = {}): HelmAddOn {
    return awsCloudController(props);
  }

  /** The storage driver that a cluster on EC2 gets, for another version or other values: `storage: Aws.ebsCsiDriver({ ... })`. */
  public static ebsCsiDriver(props: AwsAddOnProps = {}): HelmAddOn {
    return awsEbsCsiDriver(props);
  }
}

class Ec2Machines implements IMachineProvider<AwsMachine> {
  public readonly facts;
  public readonly failureDomains?: readonly string[];
  public readonly cloudController = awsCloudController();
  public readonly storage = awsEbsCsiDriver();
  private readonly subnets: AwsSubnets;

  constructor(private readonly props: AwsEc2Props) {
    checkProps('Aws.ec2: ', props, { region: TEXT }, {
      account: TEXT, identity: MAP, additionalTags: TEXT_MAP, infrastructureName: TEXT, ...NETWORK_PROPS,
    });
    if (!/^[a-z]{2,4}(-[a-z]+)+-\d$/.test(props.region)) {
      throw new Error(`Aws.ec2: region: write an AWS region like 'us-east-1', got '${props.region}'`);
    }
    checkAccount(props);
    checkTags('Aws.ec2: ', props.additionalTags ?? {});
    this.subnets = new AwsSubnets(props);
    this.failureDomains = this.subnets.zones;
    const stranger = this.failureDomains?.find(zone => !zone.startsWith(props.region) || !/^(-[-a-z0-9]+|[a-z])$/.test(zone.slice(props.region.length)));
    if (stranger !== undefined) {
      throw new Error(`Aws.ec2: zone '${stranger}' is no zone of region ${props.region}; write one such as '${props.region}a'`);
    }
    this.facts = {
      cloud: 'aws',
      region: props.region,
      account: accountOf(props),
      // Its controller finds the VPC of a cluster by a tag with the name of the cluster (CAPA v2.11 `pkg/cloud/services/network/vpc.go`).
      uniqueNameIn: 'an AWS account and region',
      providers: [AWS_PROVIDER],
      nameLimits: [],
      rangeLimits: [{
        space: 'nodes' as const, family: 4 as const, shortestPrefix: 16, longestPrefix: 28, by: 'an AWS VPC',
        source: 'Amazon VPC User Guide, VPC CIDR blocks',
      }],
      makesNodeNetwork: props.vpcId === undefined,
      // Private subnets, unless a template says otherwise, which none here does (CAPA v2.11 `pkg/cloud/services/ec2/instances.go` findSubnet).
      publicNodes: false,
      // The provider writes another port into the endpoint, but its load balancer listens on this one (CAPA v2.11 `pkg/cloud/services/elb`).
      apiServerPort: 6443,
    };
  }

  public bindCluster(scope: Construct, cluster: ManagedClusterContext) {
    const name = this.props.infrastructureName ?? cluster.name;
    checkFamilies(cluster);
    this.subnets.claim(cluster);
    const identityRef = bindIdentity(scope, this.props.identity ?? AwsIdentity.existing('AWSClusterControllerIdentity', 'default'), cluster);
    scope.node.defaultChild = new AWSCluster(scope, 'Resource', {
      metadata: { name, namespace: cluster.namespace, labels: { ...cluster.labels }, annotations: cluster.protection() },
      spec: {
        region: this.props.region,
        // Empty means "no key"; left out, the provider asks AWS for a key pair named `default` (CAPA v2.11 `defaultSSHKeyName`).
        sshKeyName: this.props.sshKeyName ?? '',
        identityRef,
        additionalTags: this.props.additionalTags && { ...this.props.additionalTags },
        controlPlaneLoadBalancer: {
          loadBalancerType: 'nlb',
          healthCheckProtocol: 'HTTPS',
          scheme: this.props.apiServerScheme ?? 'internet-facing',
        },
        network: this.subnets.spec(cluster),
      },
    });
    return { apiGroup: AWSCluster.GVK.apiVersion.split('/')[0], kind: AWSCluster.GVK.kind, name };
  }

  public machineTemplate(_cluster: ManagedClusterContext, role: MachineRole, machine: AwsMachine, path: string) {
    const spec = machineSpec(path, machine, role, this.props.sshKeyName ?? '');
    checkTags(`${path}.`, machine.additionalTags ?? {});
    return { ...AWSMachineTemplate.GVK, spec: { template: { spec } } };
  }

  public kubeadm(_cluster: ManagedClusterContext, role: MachineRole) {
    return {
      // The cloud controller finds an instance by its private DNS name.
      nodeName: '{{ ds.meta_data.local_hostname }}',
      kubeletArgs: { 'cloud-provider': 'external' },
      controllerManagerArgs: role === 'control-plane' ? { 'cloud-provider': 'external' } : undefined,
    };
  }

  public subnetsFor(role: MachineRole, failureDomains: readonly string[]) {
    // The control plane spreads over every zone; workers without a zone all stand in the first one (CAPA v2.11 `findSubnet`).
    return this.subnets.privateRanges(role === 'worker' && failureDomains.length === 0 ? this.failureDomains?.slice(0, 1) ?? [] : failureDomains);
  }
}

/**
 * Subnets are made for IPv4 only, so that machines have no address of the other family and a network plug-in that is to give pods one never starts.
 *
 * @throws when a range is IPv6
 */
function checkFamilies(cluster: ManagedClusterContext): void {
  for (const space of ['pods', 'services', 'nodes'] as const) {
    if (familiesOf(cluster, space).includes(6)) {
      throw new Error(`${cluster.path}: network.${space}: machines on EC2 get IPv4 addresses only; write IPv4 ranges`);
    }
  }
}

/** The account of the role that the controller assumes. */
function accountOf({ account, identity }: AwsEc2Props): string | undefined {
  return account ?? identity?.account;
}

/** @throws for what is no number of an account, and for another than that of the role which makes the cluster */
function checkAccount({ account, identity }: AwsEc2Props): void {
  if (account !== undefined && !/^\d{12}$/.test(account)) {
    throw new Error(`Aws.ec2: account: write the twelve digits of an AWS account as text, got '${account}'`);
  }
  if (account !== undefined && identity?.account !== undefined && identity.account !== account) {
    throw new Error(`Aws.ec2: account: got '${account}', and the role of identity makes the cluster in ${identity.account}; remove account`);
  }
}

/** Limits of the provider's webhook (CAPA v2.11 `api/v1beta2/tags.go`). */
function checkTags(where: string, tags: Readonly<Record<string, string>>): void {
  const entries = Object.entries(tags);
  const bad = entries.find(([key, value]) => key.length < 1 || key.length > 128 || value.length > 256 || key.startsWith('aws:')
    || !/^[\w\s.:=+\-@/]*$/.test(key + value));
  if (entries.length > 50 || bad) {
    throw new Error(`${where}additionalTags: 50 at most, keys of 1 to 128 characters not beginning with 'aws:', values of 256 at most, of letters, digits, `
      + `spaces and _ . : / = + - @; got ${bad ? `'${bad[0]}'` : entries.length}`);
  }
}
