import { checkDnsName, checkGateway, checkNetwork, checkServerName, isOnlyForItself } from './check-options';
import { checkClusterLocal } from './own-values';
import type { IstioEastWestGateway, IstioMember } from './props';
import { checkChartValues, IstioSettings } from './settings';
import { ICluster, MeshContext, MeshMember } from '../../../fleet';
import { checkLabel, checkProps, MAP, MAP_OR_FALSE, PropType, TEXT } from '../../../fleet/check-props';
import { refuseOthers } from '../../../fleet/refuse-others';

const OPTIONS: Readonly<Record<string, PropType>> = {
  clusterId: TEXT, network: TEXT, apiServer: TEXT, tlsServerName: TEXT, trustDomain: TEXT, eastWestGateway: MAP_OR_FALSE, values: MAP,
};

/** A member with everything said that its options leave open. */
export interface JoinedMember {
  readonly cluster: ICluster;
  readonly clusterId: string;
  readonly network: string;
  readonly trustDomain: string;
  /** Address of its API server. Undefined where nobody reads it through a Secret. */
  readonly apiServer?: string;
  /** `control-plane` where istiod runs, `remote` where that of the primary serves it. */
  readonly role: 'control-plane' | 'remote';
  /** The gateway that the program makes. @default - none */
  readonly gateway?: IstioEastWestGateway;
  readonly options: Partial<IstioMember>;
}

/** The network of a member, as the program names it. */
export function networkOf({ cluster, options }: MeshMember<IstioMember>, { network }: Pick<IstioSettings, 'network'>): string {
  return options.network ?? network ?? options.clusterId ?? cluster.name;
}

/** All members. @throws for options that show their fault alone, in the name of the mesh */
export function joinMembers(mesh: MeshContext<IstioMember>, settings: IstioSettings): readonly JoinedMember[] {
  const { path } = mesh;
  if (settings.primary !== undefined && !mesh.members.some(({ cluster }) => cluster === settings.primary)) {
    throw new Error(`${path}: primary: its control plane serves the mesh, and it is no member: add it to members`);
  }
  checkClusterLocal(`${path}: values`, settings.values, settings.multiClusterServices);
  const networks = new Set(mesh.members.map(member => networkOf(member, settings)));
  const members = mesh.members.map(member => join(path, member, settings, networks.size > 1));
  differ(path, 'clusterId', members, ({ clusterId }) => clusterId, 'proxies of one would get the endpoints of the other');
  differ(path, 'apiServer', members, ({ apiServer }) => apiServer && new URL(apiServer).host, 'the pods of one would be taken for those of the other');
  return members;
}

function join(path: string, member: MeshMember<IstioMember>, settings: IstioSettings, severalNetworks: boolean): JoinedMember {
  const { cluster, options } = member;
  const where = `${path}: member '${cluster.name}': `;
  checkProps(where, options, {}, OPTIONS);
  refuseOthers(where, options, Object.keys(OPTIONS));
  const clusterId = options.clusterId ?? cluster.name;
  checkLabel(`${where}clusterId`, clusterId);
  const network = networkOf(member, settings);
  checkNetwork(`${where}network`, network);
  const trustDomain = options.trustDomain ?? settings.trustDomain;
  checkDnsName(`${where}trustDomain`, trustDomain);
  checkGateway(`${where}eastWestGateway`, options.eastWestGateway, settings.form);
  if (options.tlsServerName !== undefined) {
    checkServerName(`${where}tlsServerName`, options.tlsServerName);
  }
  checkChartValues(`${where}values`, options.values, settings.release);
  checkClusterLocal(`${where}values`, options.values, settings.multiClusterServices);
  const role: JoinedMember['role'] = settings.primary === undefined || settings.primary === cluster ? 'control-plane' : 'remote';
  if (role === 'remote' && trustDomain !== settings.trustDomain) {
    throw new Error(`${where}trustDomain: the primary signs for its workloads, with trust domain '${settings.trustDomain}' of the mesh; remove it`);
  }
  // The others come to a primary through its gateway, whatever their networks.
  const needsGateway = severalNetworks || (settings.primary === cluster);
  const gateway = options.eastWestGateway ?? settings.eastWestGateway ?? {};
  return {
    cluster, clusterId, network, trustDomain, role, options, apiServer: apiServerOf(where, member, settings),
    gateway: needsGateway && gateway !== false ? gateway : undefined,
  };
}

function apiServerOf(where: string, { cluster, options }: MeshMember<IstioMember>, settings: IstioSettings): string | undefined {
  if (settings.mountedKubeconfigs !== undefined) {
    if (options.apiServer !== undefined || options.tlsServerName !== undefined) {
      throw new Error(`${where}${options.apiServer !== undefined ? 'apiServer' : 'tlsServerName'}: it is in the kubeconfig that is mounted; remove it`);
    }
    return undefined;
  }
  const apiServer = options.apiServer ?? settings.apiServer?.(cluster);
  if (settings.primary === cluster) {
    // Nobody reads it but its own control plane.
    return undefined;
  }
  if (apiServer === undefined) {
    throw new Error(`${where}apiServer: say how pods of other members reach its API server: 'https://<host>:<port>'`);
  }
  checkApiServer(`${where}apiServer`, apiServer);
  return apiServer;
}

function checkApiServer(where: string, address: unknown): void {
  const url = typeof address === 'string' && /^https:\/\/[^\s/@?#]+\/?$/.test(address) && URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined) {
    throw new Error(`${where}: write 'https://<host>:<port>', got '${String(address)}'`);
  }
  if (isOnlyForItself(url.hostname)) {
    throw new Error(`${where}: members would reach themselves by '${String(address)}'; write the address by which they reach this one`);
  }
}

function differ(
  path: string, option: string, members: readonly JoinedMember[], of: (member: JoinedMember) => string | undefined, otherwise: string,
): void {
  const first = new Map<string, JoinedMember>();
  for (const member of members) {
    const value = of(member);
    const other = value === undefined ? undefined : first.get(value);
    if (other !== undefined) {
      throw new Error(`${path}: members '${other.cluster.name}' and '${member.cluster.name}' have one ${option}, '${value}', and ${otherwise}; give one another`);
    }
    if (value !== undefined) {
      first.set(value, member);
    }
  }
}
