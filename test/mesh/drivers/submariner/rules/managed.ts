import { Aws, Calico, Fleet, FleetMesh, ManagedCluster, SubmarinerMember, SubmarinerProps } from '../../../../../lib';
import { existing, GATEWAYS, newFleet } from '../../../samples';
import { tunnels } from '../meshes';

/** Machines of a cluster on EC2 by its pools, and what its mesh is told of it. */
export interface ManagedMember {
  /** By name, how many machines a pool has. @default - one pool, `gateways`, of two */
  readonly pools?: Readonly<Record<string, number>>;
  /** @default - nothing */
  readonly member?: Partial<SubmarinerMember>;
}

/** A fleet with a mesh of clusters on EC2, by name, and of `west`, which runs already. */
export function meshOnEc2(clusters: Readonly<Record<string, ManagedMember>>, props: Partial<SubmarinerProps> = {}): Fleet {
  const fleet = newFleet();
  const members = Object.entries(clusters).map(([name, { pools, member }], i) => ({ cluster: onEc2(fleet, name, i + 1, pools), ...member }));
  new FleetMesh(fleet, 'mesh', { members: [...members, { cluster: existing(fleet, 'west', 2), ...GATEWAYS }], mesh: tunnels(props) });
  return fleet;
}

/** A cluster on EC2: `part` tells its addresses from those of the others. */
export function onEc2(fleet: Fleet, name: string, part: number, pools: Readonly<Record<string, number>> = { gateways: 2 }): ManagedCluster {
  const machine = { instanceType: 'm6i.large' };
  return new ManagedCluster(fleet, name, {
    version: '1.34.1', networkPlugin: Calico.vxlan(), infrastructure: Aws.ec2({ region: 'eu-west-1', availabilityZones: ['eu-west-1a'] }),
    controlPlane: { replicas: 1, machine }, pools: Object.fromEntries(Object.entries(pools).map(([pool, replicas]) => [pool, { replicas, machine }])),
    network: { pods: `10.20${part}.0.0/16`, services: `10.21${part}.0.0/20`, nodes: `10.22${part}.0.0/16` },
  });
}
