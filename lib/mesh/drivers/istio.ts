import { Construct } from 'constructs';
import { makeAuthority } from './istio/authority';
import { installCharts } from './istio/charts';
import { askCilium } from './istio/cilium';
import { makeConfiguration } from './istio/gateways';
import { JoinedMember, joinMembers, networkOf } from './istio/joined-member';
import { NETWORK_LABEL, PRIMARIES_ANNOTATION } from './istio/names';
import type { IstioAmbientProps, IstioMember, IstioMultiPrimaryProps, IstioPrimaryRemoteProps } from './istio/props';
import { makeRemoteAccess } from './istio/remote-access';
import { checkIstio } from './istio/rules';
import { claimDefinitions, istioServices } from './istio/services';
import { ambientSettings, IstioSettings, multiPrimarySettings, primaryRemoteSettings } from './istio/settings';
import { AddressSpace, BoundMesh, Fleet, ICluster, IMesh, MeshContext, MeshMember, MeshNetwork } from '../../fleet';
import { groupBy } from '../../fleet/collections';
import { fixedFact } from '../../fleet/lock-facts';
import { IIstioMesh, offerIstioMesh } from '../istio-mesh';

/**
 * Istio 1.29 to 1.31: services of one name are one over all clusters, with ambient those that say so, and workloads prove to each other who they
 * are.
 */
export class Istio {
  /**
   * A control plane in each member, which watches all of them: on one network, or on several that reach each other through east-west gateways.
   *
   * @throws for options that show their fault alone
   */
  public static multiPrimary(props: IstioMultiPrimaryProps): IMesh<IstioMember> {
    return new IstioPlugIn(multiPrimarySettings(props));
  }

  /**
   * A control plane in one member, which serves the others too.
   *
   * @throws for options that show their fault alone
   */
  public static primaryRemote(props: IstioPrimaryRemoteProps): IMesh<IstioMember> {
    return new IstioPlugIn(primaryRemoteSettings(props));
  }

  /**
   * Proxies of nodes in place of sidecars, with a control plane in each member, each on a network of its own.
   *
   * A Service stays in its cluster unless it has the label `istio.io/global: "true"` in every member, or the mesh `serviceScope: 'all'`. A waypoint
   * is the same, by name and settings, in every member, and its Service needs the label too. Members with sidecars are another mesh.
   *
   * @throws for options that show their fault alone
   */
  public static ambient(props: IstioAmbientProps): IMesh<IstioMember> {
    return new IstioPlugIn(ambientSettings(props));
  }

  private constructor() {}
}

class IstioPlugIn implements IMesh<IstioMember> {
  public readonly name = 'Istio';
  /** Between networks gateways stand for the addresses. */
  public readonly disjoint: readonly AddressSpace[] = [];

  constructor(private readonly settings: IstioSettings) {}

  /** Pods of one network are reached by their own addresses. */
  public networks(members: readonly MeshMember<IstioMember>[]): readonly MeshNetwork[] {
    return [...groupBy(members, member => networkOf(member, this.settings))].filter(([, own]) => own.length > 1)
      .map(([name, own]) => ({ name, members: own.map(({ cluster }) => cluster.name), disjoint: ['pods'] }));
  }

  public bind(mesh: MeshContext<IstioMember>): BoundMesh {
    const { fleet, construct, path } = mesh;
    const { settings } = this;
    const members = joinMembers(mesh, settings);
    const name = path.slice(fleet.node.path.length + 1);
    const keyPrefix = settings.keyPrefix ?? `${fleet.node.id}/${name}`;
    const trustDomains = [...new Set(members.map(({ trustDomain }) => trustDomain))];
    const severalNetworks = new Set(members.map(({ network }) => network)).size > 1;
    for (const member of members) {
      claimMember(mesh, settings, member, members, name);
      makeAuthority(fleet, construct, settings, member, keyPrefix);
      installCharts(fleet, construct, settings, member, trustDomains);
      makeConfiguration(new Construct(fleet.scopeOn(member.cluster, construct), 'configuration'), settings, member, severalNetworks);
    }
    if (settings.mountedKubeconfigs === undefined) {
      makeRemoteAccess({ fleet, mesh: construct, name: name.replaceAll('/', '.'), settings, assembledIn: assembledIn(mesh, settings), keyPrefix }, members);
    }
    const facts = { fact: fixedFact(factOf(name)), networkFact: fixedFact(networkFactOf(name)) };
    fleet.addCheck(model => checkIstio(model, { path, settings, members, severalNetworks, ...facts }));
    offerIstioMesh(construct, describe(path, settings, members));
    return { services: settings.multiClusterServices ? istioServices(path, members, settings) : undefined };
  }
}

/** What a member is, before anything is installed in it. */
function claimMember(
  { fleet, path }: MeshContext<IstioMember>, settings: IstioSettings, member: JoinedMember, members: readonly JoinedMember[], name: string,
): void {
  const { clusterId, network, role, cluster: { name: cluster } } = member;
  const claim = { cluster, path };
  const primary = members.find(other => other.cluster === settings.primary);
  fleet.claim({
    ...claim, type: 'namespace', name: settings.systemNamespace,
    // The node agent and the proxies of nodes change the network of their nodes.
    labels: { [NETWORK_LABEL]: network, ...(settings.cni && { 'pod-security.kubernetes.io/enforce': 'privileged' }) },
    ...(role === 'remote' && { annotations: { [PRIMARIES_ANNOTATION]: primary!.clusterId } }),
  });
  fleet.claim({
    ...claim, type: 'fixed', fact: factOf(name), value: clusterId, otherwise: 'proxies that run would go on under the old id, and istiod would refuse their tokens until they start anew',
  });
  fleet.claim({
    ...claim, type: 'fixed', fact: networkFactOf(name), value: network, otherwise: 'others would look for its pods on the wrong network until they start anew',
  });
  askCilium(fleet, path, cluster, settings);
  claimDefinitions(fleet, path, cluster, settings);
}

/** How the lock knows a member: by its id in the mesh. */
function factOf(name: string): string {
  return `mesh/${name}`;
}

function networkFactOf(name: string): string {
  return `istio-network/${name}`;
}

/** @throws for one that is no cluster of the fleet: another of its name would get the objects */
function assembledIn({ fleet, path }: MeshContext<IstioMember>, { assembledIn: cluster = fleet.hub }: IstioSettings): ICluster {
  if (!Construct.isConstruct(cluster) || Fleet.of(cluster) !== fleet) {
    throw new Error(`${path}: assembledIn: write a cluster of fleet '${fleet.node.id}', or leave it out for the hub`);
  }
  return cluster;
}

function describe(path: string, settings: IstioSettings, members: readonly JoinedMember[]): IIstioMesh {
  const memberOf = (cluster: ICluster) => {
    const member = members.find(other => other.cluster === cluster);
    if (member === undefined) {
      throw new Error(`${path}: '${cluster.name}' is no member of the mesh; its members are ${members.map(other => other.cluster.name).join(', ')}`);
    }
    return member;
  };
  return {
    path,
    members: members.map(({ cluster }) => cluster),
    configClusters: members.filter(({ role }) => role !== 'remote').map(({ cluster }) => cluster),
    clusterDomain: settings.clusterDomain,
    isAmbient: settings.form === 'ambient',
    // Each member has those of all others as `meshConfig.trustDomainAliases`.
    trustDomainsAreAliases: new Set(members.map(({ trustDomain }) => trustDomain)).size > 1,
    hasClustersetNames: typeof settings.multiClusterServices === 'object',
    trustDomainOf: cluster => memberOf(cluster).trustDomain,
    networkOf: cluster => memberOf(cluster).network,
    clusterIdOf: cluster => memberOf(cluster).clusterId,
  };
}
