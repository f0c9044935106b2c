import { Deferred } from '../../fleet';
import { MAPS, PropType, TEXT_OR_DEFERRED, TEXTS, TEXTS_OR_DEFERRED } from '../../fleet/check-props';
import { parseCidrAt } from '../../fleet/parse-cidr-at';
import { Cidr, overlappingPairs } from '../../net';
import type { ManagedClusterContext } from '../managed-cluster-context';

/** AWS keeps the first four addresses and the last one of every subnet (Amazon VPC User Guide, subnet sizing). */
const UNUSABLE_ADDRESSES = 5;
/** Of a /16 VPC: a private /19 (8,187 machines and load balancers) and a public /22 for each zone; seven zones fit. */
const PRIVATE_BITS = 3;
const PUBLIC_BITS = 6;

/** A subnet of a VPC. */
export interface AwsSubnet {
  /** `us-east-1a`. */
  readonly availabilityZone: string;
  /** Its block, inside the VPC's. */
  readonly cidr: string;
  /** Whether it routes to the internet gateway: load balancers and NAT gateways stand there, machines in the others. */
  readonly public: boolean;
  /** What the AWSCluster calls it, to adopt one; it does not begin with `subnet-`. @default `<cluster>-<zone>-<private or public>` */
  readonly id?: string;
}

/** The network of a cluster on EC2. */
export interface AwsNetwork {
  /**
   * Zones to make subnets in: a private and a public one each, from the VPC's block (`network.nodes`), which the lock remembers.
   *
   * @default - the provider picks up to three zones and divides the VPC itself
   */
  readonly availabilityZones?: readonly string[];
  /** Subnets with blocks of their own; not together with `availabilityZones`. @default - made for `availabilityZones` */
  readonly subnets?: readonly AwsSubnet[];
  /** Id of a VPC that exists (`vpc-...`), or deferred, with `subnetIds`. @default - the provider makes one with the block `network.nodes` */
  readonly vpcId?: string | Deferred;
  /** Ids of subnets of that VPC, or deferred. @default - none */
  readonly subnetIds?: readonly (string | Deferred)[];
}

/** What the props of a network must be. */
export const NETWORK_PROPS: Readonly<Record<keyof AwsNetwork, PropType>> = {
  availabilityZones: TEXTS, subnets: MAPS, vpcId: TEXT_OR_DEFERRED, subnetIds: TEXTS_OR_DEFERRED,
};

/** The subnets of one cluster: claimed as ranges, so that rules see them, and written into the AWSCluster. */
export class AwsSubnets {
  /** Zones that pools may name; undefined where the provider picks them. */
  public readonly zones?: readonly string[];

  /** @throws when options, which `NETWORK_PROPS` have passed, exclude each other or blocks are malformed */
  constructor(private readonly props: AwsNetwork) {
    const given = [props.availabilityZones && 'availabilityZones', props.subnets && 'subnets', props.vpcId && 'vpcId'].filter(Boolean);
    if (given.length > 1) {
      throw new Error(`Aws.ec2: ${given.join(' and ')} exclude each other; give one`);
    }
    if ((props.vpcId === undefined) !== (props.subnetIds === undefined)) {
      throw new Error('Aws.ec2: vpcId and subnetIds belong together: the provider makes no subnets in a VPC that it did not make');
    }
    if (props.subnetIds?.length === 0) {
      throw new Error('Aws.ec2: subnetIds: name at least one subnet of the VPC, got an empty list');
    }
    const zones = props.availabilityZones ?? props.subnets?.map(subnet => subnet.availabilityZone);
    this.zones = zones && [...new Set(zones)];
    if (zones?.length === 0 || (props.availabilityZones && this.zones!.length !== zones!.length)) {
      throw new Error('Aws.ec2: availabilityZones and subnets: name at least one zone, and each zone of availabilityZones once');
    }
    this.checkSubnets(props.subnets ?? []);
  }

  /** Claims a range for each subnet. */
  public claim(cluster: ManagedClusterContext): void {
    const base = { type: 'range', cluster: cluster.name, path: cluster.path, space: 'nodes', within: 'nodes', unusable: UNUSABLE_ADDRESSES } as const;
    for (const subnet of this.props.subnets ?? []) {
      cluster.fleet.claim({ ...base, name: rangeName(subnet.availabilityZone, subnet.public), cidr: Cidr.parse(subnet.cidr) });
    }
    for (const zone of this.props.availabilityZones ?? []) {
      cluster.fleet.claim({ ...base, name: rangeName(zone, false), partBits: PRIVATE_BITS });
      cluster.fleet.claim({ ...base, name: rangeName(zone, true), partBits: PUBLIC_BITS });
    }
  }

  /** `spec.network` of the AWSCluster. */
  public spec(cluster: ManagedClusterContext): object {
    const range = (name: string) => cluster.fleet.lazy(() => cluster.model().ranges.find(r => r.name === name)!.cidr.toString());
    const zones = this.zones ?? [];
    const given = (zone: string, isPublic: boolean) => this.props.subnets?.find(s => s.availabilityZone === zone && s.public === isPublic);
    const subnets = zones.flatMap(zone => [false, true].map(isPublic => ({
      id: given(zone, isPublic)?.id ?? `${cluster.name}-${zone}-${isPublic ? 'public' : 'private'}`,
      availabilityZone: zone,
      cidrBlock: range(rangeName(zone, isPublic)),
      isPublic,
    })));
    return {
      vpc: this.props.vpcId === undefined ? { cidrBlock: range('nodes'), secondaryCidrBlocks: this.secondaryBlocks(cluster) } : { id: this.props.vpcId },
      subnets: this.props.subnetIds ? this.props.subnetIds.map(id => ({ id })) : subnets.length > 0 ? subnets : undefined,
      // Without rules of its own the provider opens what Calico with BGP and IP-in-IP needs, and nothing else.
      cni: cluster.fleet.lazy(() => cniRules(cluster)),
      additionalNodeIngressRules: cluster.fleet.lazy(() => nodeRules(cluster)),
    };
  }

  /** Names of the ranges that machines stand in: private subnets, of all zones or of some. */
  public privateRanges(zones: readonly string[]): readonly string[] | undefined {
    return this.zones && (zones.length > 0 ? zones : this.zones).map(zone => rangeName(zone, false));
  }

  /** Blocks of `network.nodes` behind the first. */
  private secondaryBlocks(cluster: ManagedClusterContext): object | undefined {
    return cluster.fleet.lazy(() => {
      const blocks = cluster.model().ranges.filter(r => r.space === 'nodes' && r.within === undefined && r.name !== 'nodes');
      return blocks.length === 0 ? undefined : blocks.map(block => ({ ipv4CidrBlock: block.cidr.toString() }));
    });
  }

  private checkSubnets(subnets: readonly AwsSubnet[]): void {
    const ranges = subnets.map((subnet, i) => ({ subnet, cidr: parseCidrAt(`Aws.ec2: subnets[${i}].cidr`, subnet.cidr) }));
    const [pair] = overlappingPairs(ranges);
    if (pair) {
      throw new Error(`Aws.ec2: subnets: ${pair[0].cidr} and ${pair[1].cidr} overlap; move one of them`);
    }
    for (const { subnet } of ranges) {
      // The provider takes such an id for that of a subnet which exists in AWS (CAPA v2.11 `api/v1beta2/network_types.go`).
      if (subnet.id !== undefined && (subnet.id === '' || subnet.id.startsWith('subnet-'))) {
        throw new Error(`Aws.ec2: subnets: the id of a subnet that the provider makes is a name that does not begin with 'subnet-', got '${subnet.id}'`);
      }
      if (subnets.filter(s => s.availabilityZone === subnet.availabilityZone && s.public === subnet.public).length > 1) {
        throw new Error(`Aws.ec2: subnets: zone ${subnet.availabilityZone} has two ${subnet.public ? 'public' : 'private'} subnets; give one of each`);
      }
      // Machines stand in the private one and need the NAT gateway of the public one in their zone (CAPA v2.11 `natgateways.go`).
      if (!subnets.some(s => s.availabilityZone === subnet.availabilityZone && s.public !== subnet.public)) {
        const missing = subnet.public ? 'private' : 'public';
        throw new Error(`Aws.ec2: subnets: zone ${subnet.availabilityZone} has no ${missing} subnet; give each zone one of each`);
      }
    }
  }
}

function rangeName(zone: string, isPublic: boolean): string {
  return `subnet/${zone}-${isPublic ? 'public' : 'private'}`;
}

/** What comes from outside of the cluster: to the machines of pools. */
function nodeRules(cluster: ManagedClusterContext): object[] | undefined {
  const rules = cluster.model().openings.flatMap(({ description, protocol, fromPort, toPort, from }) => {
    const blocks = (family: 4 | 6) => from?.filter(block => Cidr.parse(block).family === family) ?? [];
    const [cidrBlocks, ipv6CidrBlocks] = [blocks(4), blocks(6)];
    return from === undefined ? [] : [{
      description, protocol, fromPort, toPort, ...(cidrBlocks.length > 0 && { cidrBlocks }), ...(ipv6CidrBlocks.length > 0 && { ipv6CidrBlocks }),
    }];
  });
  return rules.length === 0 ? undefined : rules;
}

function cniRules(cluster: ManagedClusterContext): object | undefined {
  const openings = cluster.model().openings.filter(({ from }) => from === undefined);
  return openings.length === 0 ? undefined : {
    cniIngressRules: openings.map(({ description, protocol, fromPort, toPort }) => ({ description, protocol, fromPort, toPort })),
  };
}
