import { Construct } from 'constructs';
import type { Blocks } from './submariner/blocks';
import { makeBroker } from './submariner/broker';
import { memberDefinitions } from './submariner/definitions';
import { isBalanced } from './submariner/gateways';
import { JoinedMember, joinMember } from './submariner/joined-member';
import { makeMember } from './submariner/member';
import type { SubmarinerMember, SubmarinerProps } from './submariner/props';
import { makeRetirement } from './submariner/retire';
import { checkSubmariner } from './submariner/rules';
import { lighthouse } from './submariner/services';
import { SubmarinerSettings, settingsOf } from './submariner/settings';
import { AddressSpace, Fleet, ICluster, IMesh, MeshContext, MeshMember, MeshNetwork, ReservedRange } from '../../fleet';
import { fixedFact } from '../../fleet/lock-facts';
import { parseCidrAt } from '../../fleet/parse-cidr-at';
import { Cidr } from '../../net';

/** Nodes reach the gateway of their cluster by such addresses, whatever the cable (submariner v0.19 `pkg/routeagent_driver/handlers/kubeproxy`). */
const WITHIN_CLUSTERS: ReservedRange = { name: "Submariner's own network within a cluster", cidr: Cidr.parse('240.0.0.0/8') };
/** Gateways reach each other by such addresses over vxlan (submariner v0.19 `pkg/cable/vxlan`). */
const BETWEEN_GATEWAYS: ReservedRange = { name: "Submariner's own network between gateways", cidr: Cidr.parse('241.0.0.0/8') };

/** Submariner 0.20 to 0.24: tunnels between clusters, service discovery across them, and addresses translated where ranges overlap. */
export class Submariner {
  /**
   * Tunnels from each member to each other, over a broker that they exchange addresses through: what `subctl deploy-broker` and `subctl join` would
   * make, without either.
   *
   * @throws for options that show their fault alone
   */
  public static tunnels(props: SubmarinerProps): IMesh<SubmarinerMember> {
    return new Tunnels(settingsOf(props));
  }

  private constructor() {}
}

class Tunnels implements IMesh<SubmarinerMember> {
  public readonly name = 'Submariner';
  public readonly disjoint: readonly AddressSpace[];
  public readonly reserved: readonly ReservedRange[];

  constructor(private readonly settings: SubmarinerSettings) {
    const { connectivity, cable } = settings;
    this.disjoint = [...this.routed(), ...this.seen(), ...(settings.clustersetIp ? ['clusterset' as const] : [])];
    this.reserved = connectivity ? [WITHIN_CLUSTERS, ...cable === 'vxlan' ? [BETWEEN_GATEWAYS] : []] : [];
  }

  /** A member may do without the load balancer that the others have. */
  public networks(members: readonly MeshMember<SubmarinerMember>[]): readonly MeshNetwork[] {
    const direct = members.filter(({ options }) => !isBalanced({ options }, this.settings)).map(({ cluster }) => cluster.name);
    return this.settings.natTraversal || this.disjoint.includes('nodes') || direct.length < 2 ? []
      : [{ name: 'private addresses', members: direct, disjoint: ['nodes'] }];
  }

  public bind(mesh: MeshContext<SubmarinerMember>) {
    const { fleet, construct, path } = mesh;
    const settings = withKeys(this.settings, mesh);
    const members = mesh.members.map(member => joinMember(mesh, member, settings));
    checkIds(path, members, settings);
    const broker = brokerOf(mesh, settings);
    for (const member of members) {
      claimBlocks(mesh, member, 'globalnet', settings.globalnet, member.options.globalCidr);
      claimBlocks(mesh, member, 'clusterset', settings.clustersetIp, member.options.clustersetIpCidr);
      fleet.claim({
        type: 'fixed', cluster: member.cluster.name, path, fact: factOf(mesh), value: member.clusterId,
        otherwise: 'the other members would keep their routes to the old one',
      });
    }
    fixChoices(mesh, broker.name, settings);
    const parts = { fleet, construct, path, broker, settings, members };
    makeBroker(parts);
    makeRetirement(new Construct(fleet.scopeOn(broker, construct), 'retired'), settings.retired);
    const definitions = memberDefinitions(settings.globalnet !== undefined);
    const { tokenPrefix } = settings;
    members.forEach(member => makeMember({
      ...parts, definitions, routed: this.routed(), tokenKey: ({ clusterId }) => `${tokenPrefix}/${clusterId}`,
    }, member));
    const atBroker = meshesAt(fleet.node.root, broker === fleet.hub ? fleet.hubGiven : broker);
    atBroker.push(path);
    fleet.addCheck(model => checkSubmariner(model, {
      path, broker: broker.name, atBroker: [...atBroker].sort(), settings, members, fact: fixedFact(factOf(mesh)),
    }));
    return { services: settings.serviceDiscovery ? lighthouse(path, members, settings) : undefined };
  }

  /** The spaces by whose addresses members reach each other. */
  private routed(): readonly AddressSpace[] {
    const { connectivity, globalnet } = this.settings;
    return !connectivity ? ['pods', 'services'] : globalnet ? ['globalnet'] : ['pods', 'services'];
  }

  /** Gateways reach each other by private addresses where there is neither NAT nor a load balancer between them. */
  private seen(): readonly AddressSpace[] {
    return this.settings.natTraversal || isBalanced({ options: {} }, this.settings) ? [] : ['nodes'];
  }
}

/** @throws for one that is no cluster of the fleet: another of its name would get the objects */
function brokerOf({ fleet, path }: MeshContext<SubmarinerMember>, { broker = fleet.hub }: SubmarinerSettings): ICluster {
  if (!Construct.isConstruct(broker) || Fleet.of(broker) !== fleet) {
    throw new Error(`${path}: broker: write a cluster of fleet '${fleet.node.id}', or leave it out for the hub`);
  }
  return broker;
}

/** By program and by its cluster, the paths of the meshes of a broker: two fleets may have one hub between them. */
const MESHES_AT = new WeakMap<object, Map<object, string[]>>();

function meshesAt(program: object, broker: object): string[] {
  const brokers = MESHES_AT.get(program) ?? new Map<object, string[]>();
  MESHES_AT.set(program, brokers);
  const present = brokers.get(broker) ?? [];
  brokers.set(broker, present);
  return present;
}

/** The settings with the keys of the secret store that they leave open: unique in the store, for several fleets may share it. */
function withKeys(settings: SubmarinerSettings, mesh: MeshContext<SubmarinerMember>): SubmarinerSettings {
  const prefix = `${mesh.fleet.node.id}/${nameOf(mesh)}`;
  return { ...settings, preSharedKey: settings.preSharedKey ?? { key: `${prefix}/psk` }, tokenPrefix: settings.tokenPrefix ?? `${prefix}/broker` };
}

function nameOf({ fleet, path }: MeshContext<SubmarinerMember>): string {
  return path.slice(fleet.node.path.length + 1);
}

/** How the lock knows a member: by its id in the mesh. */
function factOf(mesh: MeshContext<SubmarinerMember>): string {
  return `mesh/${nameOf(mesh)}`;
}

/** What all members must change at once, so that a program does not do so by the way. */
function fixChoices(mesh: MeshContext<SubmarinerMember>, broker: string, { cable, globalnet, connectivity }: SubmarinerSettings): void {
  const choices = connectivity ? [
    ['cable', cable, 'gateways with different cables do not connect, so that all tunnels are down until every member has the new one'],
    ['globalnet', globalnet === undefined ? 'off' : 'on', 'every address by which members know each other would be another'],
  ] : [];
  for (const [choice, value, otherwise] of choices) {
    mesh.fleet.claim({ type: 'fixed', cluster: broker, path: mesh.path, fact: `${choice} of mesh ${nameOf(mesh)}`, value, otherwise });
  }
}

function claimBlocks(
  { fleet, path }: MeshContext<SubmarinerMember>, { cluster }: JoinedMember, space: 'globalnet' | 'clusterset', blocks: Blocks | undefined, cidr: string | undefined,
): void {
  if (blocks) {
    fleet.claim({
      type: 'range', cluster: cluster.name, path, space, name: space, unusable: 0, prefix: blocks.prefix, pools: [blocks.range],
      ...(cidr !== undefined && { cidr: parseCidrAt(`${path}: member '${cluster.name}'`, cidr) }),
    });
  }
}

function checkIds(path: string, members: readonly JoinedMember[], { retired }: SubmarinerSettings): void {
  const twice = members.find(({ clusterId }, i) => members.findIndex(other => other.clusterId === clusterId) !== i);
  if (twice) {
    const [a, b] = members.filter(({ clusterId }) => clusterId === twice.clusterId).map(({ cluster }) => cluster.name);
    throw new Error(`${path}: members '${a}' and '${b}' have one clusterId, '${twice.clusterId}', and would take each other's place at the broker; give one another id`);
  }
  const present = members.find(({ clusterId }) => retired.includes(clusterId));
  if (present) {
    throw new Error(`${path}: retired: '${present.clusterId}' is the id of member '${present.cluster.name}', whose objects at the broker would be deleted; take it out of one of the two`);
  }
}
