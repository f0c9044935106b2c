import { ICluster } from '../../fleet';
import { checkProps, FLAG, MAPS, TEXT, TEXT_MAP } from '../../fleet/check-props';
import { compareText } from '../../fleet/names';
import { refuseOthers } from '../../fleet/refuse-others';
import type { IIstioMesh } from '../istio-mesh';

const WHERE = 'IstioMesh.ofOthers: ';
const OPTIONS = {
  primaries: MAPS, ambient: FLAG, trustDomain: TEXT, trustDomains: TEXT_MAP, trustDomainsAreAliases: FLAG, clusterDomain: TEXT, networks: TEXT_MAP,
  clusterIds: TEXT_MAP, clustersetNames: FLAG,
};
const DOMAIN = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Options for `IstioMesh.ofOthers`. */
export interface IstioMeshOfOthersProps {
  /** The clusters of the mesh. */
  readonly members: readonly ICluster[];
  /** Members with a control plane; the others are remotes. @default - all members */
  readonly primaries?: readonly ICluster[];
  /** Whether it runs in ambient mode. @default false */
  readonly ambient?: boolean;
  /** `meshConfig.trustDomain`. @default 'cluster.local' */
  readonly trustDomain?: string;
  /** Trust domains of members that have another one, by the name of the cluster. @default - all have `trustDomain` */
  readonly trustDomains?: Readonly<Record<string, string>>;
  /**
   * Whether a control plane has the trust domains of other members as `meshConfig.trustDomainAliases`. Policies then cannot tell callers of two
   * members apart.
   *
   * @default true
   */
  readonly trustDomainsAreAliases?: boolean;
  /** `global.proxy.clusterDomain`. @default 'cluster.local' */
  readonly clusterDomain?: string;
  /** `global.network` of members, by the name of the cluster. @default - one network */
  readonly networks?: Readonly<Record<string, string>>;
  /** `global.multiCluster.clusterName` of members, by the name of the cluster. @default - the names of the clusters */
  readonly clusterIds?: Readonly<Record<string, string>>;
  /** Whether control planes have `ENABLE_MCS_HOST`, and so know names of `clusterset.local`. @default false */
  readonly clustersetNames?: boolean;
}

/** Meshes of Istio that this program does not install. */
export class IstioMesh {
  /**
   * A mesh that others have installed: what they wrote in its Helm values.
   *
   * @throws for options that show their fault alone
   */
  public static ofOthers(props: IstioMeshOfOthersProps): IIstioMesh {
    checkProps(WHERE, props, { members: MAPS }, OPTIONS);
    refuseOthers(WHERE, props, ['members', ...Object.keys(OPTIONS)]);
    const { trustDomain = 'cluster.local', trustDomains = {}, clusterDomain = 'cluster.local', networks = {}, clusterIds = {} } = props;
    const members = [...props.members].sort((a, b) => compareText(a.name, b.name));
    if (members.length === 0) {
      throw new Error(`${WHERE}members: name the clusters of the mesh, got an empty list`);
    }
    const { primaries = members, ambient = false, trustDomainsAreAliases = true, clustersetNames = false } = props;
    const stranger = primaries.find(cluster => !members.includes(cluster));
    if (stranger !== undefined || primaries.length === 0) {
      throw new Error(`${WHERE}primaries: write some of the members, ${members.map(({ name }) => name).join(', ')}, got ${stranger?.name ?? 'an empty list'}`);
    }
    checkNames(members, { trustDomains, networks, clusterIds });
    checkDomains([['trustDomain', trustDomain], ['clusterDomain', clusterDomain], ...Object.entries(trustDomains).map(([name, domain]) => [`trustDomains.${name}`, domain] as const)]);
    return {
      path: 'the mesh of others', members, clusterDomain, installedByOthers: true, isAmbient: ambient, trustDomainsAreAliases,
      hasClustersetNames: clustersetNames, configClusters: members.filter(cluster => primaries.includes(cluster)),
      trustDomainOf: ({ name }) => trustDomains[name] ?? trustDomain,
      networkOf: ({ name }) => networks[name] ?? '',
      clusterIdOf: ({ name }) => clusterIds[name] ?? name,
    };
  }

  private constructor() {}
}

function checkNames(members: readonly ICluster[], maps: Readonly<Record<string, Readonly<Record<string, string>>>>): void {
  for (const [option, map] of Object.entries(maps)) {
    const stranger = Object.keys(map).find(name => !members.some(member => member.name === name));
    if (stranger !== undefined) {
      throw new Error(`${WHERE}${option}: '${stranger}' is the name of no member; the members are ${members.map(({ name }) => name).join(', ')}`);
    }
  }
  const { networks } = maps;
  const without = members.find(({ name }) => !(name in networks));
  if (Object.keys(networks).length > 0 && without !== undefined) {
    throw new Error(`${WHERE}networks: '${without.name}' has none; write the network of every member, or of none`);
  }
}

/** Trust domains are written into principals, where a `/` or a `*` would mean something else. */
function checkDomains(domains: readonly (readonly [option: string, domain: string])[]): void {
  for (const [option, domain] of domains) {
    if (!DOMAIN.test(domain)) {
      throw new Error(`${WHERE}${option}: write a DNS name, lower-case letters, digits, dashes and dots, got '${domain}'`);
    }
  }
}
