import { ManifestComponent, ProviderComponent } from '../../../lib/fleet/component';
import { AddressRange, AddressSpace, ClusterModel, ComponentModel, FleetModel, HelmRelease, MeshModel, NodeGroup } from '../../../lib/fleet/model';
import { Rule } from '../../../lib/fleet/rules';
import { Cidr } from '../../../lib/net';

/** A range, tersely: the value is in `Clusters`; this holds what differs from what the name says. */
export interface TerseRange {
  readonly cidr: string;
  /** @default - what the name begins with; `nodes` for anything else */
  readonly space?: AddressSpace;
  readonly within?: string;
  /** @default 2 */
  readonly unusable?: number;
  /** @default 'program' */
  readonly origin?: AddressRange['origin'];
  readonly pools?: readonly string[];
}

/** Machines, tersely. */
export interface TerseGroup extends Partial<NodeGroup> {
  readonly largest: number;
}

/** A cluster, tersely: names of ranges and their values, and what else is not as usual. */
export interface TerseCluster extends Partial<Omit<ClusterModel, 'ranges' | 'nodeGroups'>> {
  readonly ranges?: Readonly<Record<string, string | TerseRange>>;
  /** By name; `control-plane` is the control plane. */
  readonly groups?: Readonly<Record<string, TerseGroup>>;
}

/** A fleet, tersely. */
export interface TerseFleet {
  readonly clusters?: Readonly<Record<string, TerseCluster>>;
  /** @default - one domain `fleet` of all clusters */
  readonly domains?: Readonly<Record<string, readonly string[]>>;
  readonly reserved?: Readonly<Record<string, string | readonly string[]>>;
  readonly accepted?: readonly (readonly [string, string])[];
  readonly pools?: readonly string[];
  /** Facts of the lock, by owner. */
  readonly lock?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly retired?: readonly string[];
  /** Clusters of other fleets in the lock, by fleet. */
  readonly otherFleets?: Readonly<Record<string, readonly string[]>>;
  /** @default - `acme`, the one that is described */
  readonly fleets?: readonly string[];
  readonly lockConflicts?: FleetModel['lock']['conflicts'];
  readonly unmet?: FleetModel['unmet'];
  readonly conflicts?: FleetModel['conflicts'];
  readonly unknownClusters?: FleetModel['unknownClusters'];
  readonly meshes?: readonly (Pick<MeshModel, 'name' | 'members' | 'disjoint'> & Partial<MeshModel>)[];
  readonly mirror?: string;
}

/** A settled fleet without any finding but those that the description causes. */
export function buildModel(fleet: TerseFleet): FleetModel {
  const clusters = Object.entries(fleet.clusters ?? {});
  const domains = fleet.domains ?? { fleet: clusters.map(([name]) => name) };
  return {
    name: 'acme',
    path: 'acme',
    fleets: fleet.fleets ?? ['acme'],
    clusters: clusters.map(([name, cluster]) => buildCluster(name, cluster)),
    domains: Object.entries(domains).map(([name, members]) => ({ name, clusters: [...members].sort(), isImplied: fleet.domains === undefined })),
    meshes: (fleet.meshes ?? []).map(mesh => ({ kind: 'Tunnels', path: `acme/${mesh.name}`, reserved: [], ...mesh })),
    unknownClusters: fleet.unknownClusters ?? [],
    reserved: Object.entries(fleet.reserved ?? {}).flatMap(([name, blocks]) => [blocks].flat().map(text => ({ name, cidr: Cidr.parse(text) }))),
    acceptedOverlaps: (fleet.accepted ?? []).map(between => ({ between, reason: 'they never meet' })),
    pools: (fleet.pools ?? []).map(text => Cidr.parse(text)),
    unmet: fleet.unmet ?? [],
    conflicts: fleet.conflicts ?? [],
    lock: {
      facts: Object.entries(fleet.lock ?? {}).flatMap(([owner, facts]) => Object.entries(facts).map(([fact, value]) => ({ owner, fact, value }))),
      retired: new Set(fleet.retired),
      conflicts: fleet.lockConflicts ?? [],
      others: fleet.otherFleets,
    },
    lockName: 'fleet.lock.json',
    mirror: fleet.mirror,
  };
}

/** A provider of Cluster API that the program installs on a hub; `x`, of infrastructure, where nothing else is said. */
export function provider(about: Partial<ProviderComponent> = {}, settled: Partial<ComponentModel> = {}): ComponentModel {
  return settledComponent({
    type: 'provider', name: 'infrastructure-x', providerType: 'infrastructure', providerName: 'x', version: 'v2.5.0', oldest: 'v2.0.0', serves: [],
    contracts: { '2.0': 'v1beta2' }, namespace: 'x-system', releases: 'https://example.com/x/releases', image: 'example.com/x', ...about,
  }, settled);
}

/** Cluster API itself, which works with two contracts for a while. */
export function core(settled: Partial<ComponentModel> = {}): ComponentModel {
  return provider({
    name: 'cluster-api', providerType: 'core', version: 'v1.14.0', oldest: 'v1.11.0', contracts: { '1.0': 'v1beta1', '1.11': 'v1beta2' },
    accepts: { '1.0': ['v1beta1'], '1.11': ['v1beta1', 'v1beta2'], '1.16': ['v1beta2'] },
  }, settled);
}

/** Software that the program installs on a hub from objects of its own: cert-manager, where nothing else is said. */
export function software(about: Partial<ManifestComponent> = {}, settled: Partial<ComponentModel> = {}): ComponentModel {
  return settledComponent({
    type: 'manifests', name: 'cert-manager', version: 'v1.21.1', phase: 'certificates', serves: ['cert-manager.io'], definitions: () => [], objects: () => [],
    ...about,
  }, settled);
}

/** A Helm release that the delivery of a fleet installs; `cni`, where nothing else is said. */
export function release(about: Partial<HelmRelease> = {}): HelmRelease {
  const name = about.name ?? 'cni';
  return {
    name, namespace: 'kube-system', repository: 'https://charts.example.com', chart: name, version: '1.0.0', values: {}, path: `acme/${name}`, installer: 'delivery',
    ...about,
  };
}

function settledComponent(component: ComponentModel['component'], settled: Partial<ComponentModel>): ComponentModel {
  return { component, version: component.version, origin: 'installed', paths: ['acme/eu'], neededGates: {}, chosenGates: {}, ...settled };
}

/** What a rule says about a fleet, the code left out. */
export function messages(rule: Rule, fleet: TerseFleet): readonly string[] {
  return rule.check(buildModel(fleet)).map(finding => finding.message);
}

function buildCluster(name: string, terse: TerseCluster): ClusterModel {
  const { ranges = {}, groups = {}, ...rest } = terse;
  const version = terse.version ?? 'v1.34.1';
  return {
    name,
    path: `acme/${name}`,
    role: 'member',
    origin: 'managed',
    version,
    labels: {},
    rangeLimits: [],
    nameLimits: [],
    openings: [],
    nodeLabels: {},
    ids: {},
    controllerOwned: [],
    releases: [],
    foreignReleases: [],
    secrets: [],
    components: [],
    unknownComponents: [],
    servedByOthers: [],
    remembered: [],
    fixed: [],
    namespaces: [],
    knownProfiles: [],
    deletionProtection: true,
    ...rest,
    ranges: Object.entries(ranges).map(([rangeName, range]) => buildRange(name, rangeName, range)),
    nodeGroups: Object.entries(groups).map(([group, machines]): NodeGroup => ({
      name: group, role: group === 'control-plane' ? 'control-plane' : 'worker', path: `acme/${name}/${group}`, version, surge: 1, ...machines,
    })),
  };
}

function buildRange(cluster: string, name: string, terse: string | TerseRange): AddressRange {
  const { cidr, space, within, unusable = 2, origin = 'program', pools } = typeof terse === 'string' ? { cidr: terse } as TerseRange : terse;
  return {
    cluster, space: space ?? spaceOf(name), name, cidr: Cidr.parse(cidr), path: `acme/${cluster}`, within, unusable, origin, pools: pools?.map(text => Cidr.parse(text)),
  };
}

const SPACES: readonly AddressSpace[] = ['pods', 'services', 'globalnet', 'clusterset'];

function spaceOf(name: string): AddressSpace {
  return SPACES.find(space => name.startsWith(space)) ?? 'nodes';
}
