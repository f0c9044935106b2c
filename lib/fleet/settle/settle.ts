import { settleComponents } from './components';
import { fixedIds, settleIds } from './ids';
import { claimConflicts, settleMeshes, settleNodeLabels } from './mesh-claims';
import { namespaceConflicts } from './namespaces';
import { settleRanges } from './ranges';
import { settleReleases } from './releases';
import { distinctSecrets } from './secrets';
import { Cidr } from '../../net';
import type { Mirror } from '../artifacts/mirror';
import { Claim, ClusterDeclaration } from '../claims';
import { groupBy } from '../collections';
import { LockState } from '../lock';
import { LockedValue, lockedValues } from '../lock/locked-value';
import { AcceptedOverlap, ClaimConflict, ClusterModel, ControllerOwnedFields, FleetModel, ReservedRange, RoutingDomain } from '../model';
import { compareText } from '../names';
import { isMade } from '../namespaces';

/** A cluster as its constructor declared it. */
export interface DeclaredCluster extends ClusterDeclaration {
  readonly path: string;
}

/** Everything that a fleet knows before it is settled. */
export interface FleetDeclaration {
  readonly name: string;
  readonly path: string;
  /** Names of all fleets of the program. */
  readonly fleets: readonly string[];
  /** Name of the hub. */
  readonly hub: string;
  readonly clusters: readonly DeclaredCluster[];
  readonly claims: readonly Claim[];
  readonly pools: readonly Cidr[];
  readonly reserved: readonly ReservedRange[];
  /** @default - one domain of all clusters */
  readonly domains?: Readonly<Record<string, readonly string[]>>;
  readonly acceptedOverlaps: readonly AcceptedOverlap[];
  /** @default - everything is taken from where its project puts it */
  readonly mirror?: Mirror;
  readonly lock: LockState;
  readonly lockName: string;
  /** @default - plain files */
  readonly delivery?: FleetModel['delivery'];
}

/**
 * Resolves every claim of a fleet.
 *
 * A pure function: explicit claims first, then open ones by cluster name, each from the lock where it has a value and from the plan where not.
 * The order of declarations and claims never changes the result.
 */
export function settle(fleet: FleetDeclaration): FleetModel {
  const clusters = [...fleet.clusters].sort((a, b) => compareText(a.name, b.name));
  const claims = groupBy([...fleet.claims].sort((a, b) => compareText(a.path, b.path)), claim => claim.cluster);
  const locked = lockedValues(fleet.lock);
  const ranges = settleRanges(fleet);
  const ids = settleIds(fleet.claims, fleet.lock);
  const conflicts: ClaimConflict[] = [...ranges.conflicts, ...namespaceConflicts(fleet.claims), ...claimConflicts(fleet.claims)];
  const models = clusters.map(declared => {
    const own = claims.get(declared.name) ?? [];
    const base = baseModel(declared, own, {
      role: declared.name === fleet.hub ? 'hub' : 'member', ranges: ranges.byCluster.get(declared.name) ?? [], ids: ids.get(declared.name) ?? {}, locked,
    });
    const releases = settleReleases(base, own, locked, fleet.mirror);
    const { components, unknownComponents, conflicts: twice } = settleComponents(declared.name, own, locked);
    conflicts.push(...releases.conflicts, ...twice);
    return {
      ...base, components, unknownComponents, releases: releases.releases, foreignReleases: releases.foreign, remembered: releases.remembered,
    };
  });
  const names = new Set(clusters.map(c => c.name));
  return {
    name: fleet.name,
    path: fleet.path,
    fleets: fleet.fleets,
    clusters: models,
    domains: settleDomains(fleet, names),
    meshes: settleMeshes(fleet.claims),
    unknownClusters: unknownClusters(fleet, names),
    reserved: fleet.reserved,
    acceptedOverlaps: fleet.acceptedOverlaps,
    pools: fleet.pools,
    unmet: ranges.unmet,
    conflicts,
    lock: fleet.lock,
    lockName: fleet.lockName,
    mirror: fleet.mirror?.place,
    delivery: fleet.delivery,
  };
}

/** What is settled of a cluster beside its claims. */
interface Settled extends Pick<ClusterModel, 'role' | 'ranges' | 'ids'> {
  readonly locked: LockedValue;
}

function baseModel(declared: DeclaredCluster, claims: readonly Claim[], { role, ranges, ids, locked }: Settled): ClusterModel {
  return {
    name: declared.name,
    path: declared.path,
    role,
    origin: declared.origin,
    version: declared.version,
    cloud: declared.cloud,
    region: declared.region,
    account: declared.account,
    uniqueNameIn: declared.uniqueNameIn,
    publicNodes: declared.publicNodes,
    labels: declared.labels ?? {},
    ranges,
    nodeGroups: claims.flatMap(c => (c.type === 'nodes' ? [c.group] : [])).sort((a, b) => compareText(a.name, b.name)),
    nodeMask: declared.nodeMask,
    rangeLimits: declared.rangeLimits ?? [],
    nameLimits: declared.nameLimits ?? [],
    kubernetesVersions: declared.kubernetesVersions,
    openings: distinct(claims.flatMap(c => (c.type === 'opening' ? [c.opening] : [])), o => `${o.protocol} ${o.fromPort} ${o.toPort} ${o.description} ${o.from}`),
    networkPlugin: claims.find(c => c.type === 'network-plugin')?.plugin,
    kubeProxyMode: declared.kubeProxyMode,
    nodeLabels: settleNodeLabels(claims),
    controllerOwned: distinct(claims.flatMap(c => (c.type === 'controller-owned' ? [c.fields] : [])), ownedKey),
    releases: [],
    foreignReleases: [],
    secrets: distinctSecrets(claims.flatMap(c => (c.type === 'secret' ? [c.secret] : []))),
    components: [],
    unknownComponents: [],
    servedByOthers: [...new Set(claims.flatMap(c => (c.type === 'served-kinds' ? c.kinds : [])))].sort(),
    fixed: [...claims.flatMap(c => (c.type === 'fixed' ? [{ fact: c.fact, value: c.value, otherwise: c.otherwise, path: c.path }] : [])), ...fixedIds(claims, ids)]
      .sort((a, b) => compareText(a.fact, b.fact)),
    ids,
    remembered: [],
    namespaces: [...new Set(claims.flatMap(c => (c.type === 'namespace' && isMade(c) ? [c.name] : [])))].sort(),
    access: declared.access,
    profile: declared.profiles && (locked(declared.name, 'profile') ?? declared.profiles[declared.profiles.length - 1]),
    knownProfiles: declared.profiles ?? [],
    deletionProtection: declared.deletionProtection ?? true,
  };
}

function settleDomains(fleet: FleetDeclaration, names: ReadonlySet<string>): readonly RoutingDomain[] {
  if (!fleet.domains) {
    return [{ name: 'fleet', clusters: [...names].sort(), isImplied: true }];
  }
  return Object.entries(fleet.domains)
    .map(([name, members]) => ({ name, clusters: [...new Set(members)].filter(m => names.has(m)).sort() }))
    .sort((a, b) => compareText(a.name, b.name));
}

function unknownClusters(fleet: FleetDeclaration, names: ReadonlySet<string>): FleetModel['unknownClusters'] {
  return Object.entries(fleet.domains ?? {})
    .flatMap(([domain, members]) => members.filter(m => !names.has(m)).map(name => ({ name, where: `routingDomains.${domain}` })));
}

/** Equal claims are one; of one object, constructs may name different fields. */
function ownedKey({ group, kind, namespace, name, jsonPointers }: ControllerOwnedFields): string {
  return [group, kind, namespace, name, ...jsonPointers].join(' ');
}

function distinct<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return [...new Map(items.map(item => [key(item), item])).entries()].sort(([a], [b]) => compareText(a, b)).map(([, item]) => item);
}
