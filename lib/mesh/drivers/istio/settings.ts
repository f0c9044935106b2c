import { isIP } from 'node:net';
import { CLUSTER_DOMAIN, SYSTEM_NAMESPACE } from './names';
import { checkValues } from './own-values';
import type {
  IstioAmbientProps, IstioEastWestGateway, IstioIssuedAuthority, IstioMultiPrimaryProps, IstioPrimaryRemoteProps, IstioProps,
  IstioReferencedAuthority, IstioStoreKey, IstioValues,
} from './props';
import type { IstioChart } from './value-keys';
import { DEFAULT_VERSION, HUB, IstioRelease, releaseOf, RELEASES } from './versions';
import type { ICluster } from '../../../fleet';
import { checkProps, FLAG, FUNCTION, MAP, MAPS, PropType, TEXT, TEXT_MAP, TEXTS } from '../../../fleet/check-props';
import { isLabelValue } from '../../../fleet/label';
import { RFC_1123_LABEL } from '../../../fleet/names';
import { refuseOthers } from '../../../fleet/refuse-others';

/** The ways to make a mesh of clusters. */
export type IstioForm = 'multiPrimary' | 'primaryRemote' | 'ambient';

/** The options of a mesh with everything said that they leave open. */
export interface IstioSettings extends IstioProps {
  readonly form: IstioForm;
  /** How messages begin. */
  readonly where: string;
  /** The version that values are written for. */
  readonly writtenFor: string;
  readonly release: IstioRelease;
  readonly trustDomain: string;
  readonly trustDomainAliases: readonly string[];
  readonly clusterDomain: string;
  readonly systemNamespace: string;
  readonly certificateAuthority: IstioReferencedAuthority | IstioIssuedAuthority;
  readonly tokens: readonly string[];
  readonly remoteGateways: Readonly<Record<string, readonly string[]>>;
  readonly mtls: 'STRICT' | 'PERMISSIVE';
  readonly cni: boolean;
  readonly hub: string;
  readonly repository: string;
  readonly revision?: string;
  readonly primary?: ICluster;
  readonly primaryAddress?: string;
  readonly multiNetworkIngress: boolean;
}

const FLAG_OR_MAP: PropType = { words: 'true, false or an object', is: value => FLAG.is(value) || MAP.is(value) };
const MAP_OR_FALSE: PropType = { words: 'an object or false', is: value => MAP.is(value) || value === false };
const OPTIONS: Readonly<Record<string, PropType>> = {
  version: TEXT, network: TEXT, trustDomain: TEXT, trustDomainAliases: TEXTS, clusterDomain: TEXT, systemNamespace: TEXT, certificateAuthority: MAP,
  apiServer: FUNCTION, assembledIn: MAP, tokens: TEXTS, mountedKubeconfigs: MAP, keyPrefix: TEXT, eastWestGateway: MAP_OR_FALSE, remoteGateways: MAP,
  mtls: TEXT, cni: FLAG, multiClusterServices: FLAG_OR_MAP, hub: TEXT, repository: TEXT, variant: TEXT, values: MAP,
};
const CHARTS: readonly IstioChart[] = ['base', 'istiod', 'cni', 'ztunnel', 'gateway'];
const DNS_NAME = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/;
const GO_DURATION = /^(\d+(\.\d+)?(h|m|s))+$/;

/** Several control planes that see all clusters. @throws for options that show their fault alone */
export function multiPrimarySettings(props: IstioMultiPrimaryProps): IstioSettings {
  const where = 'Istio.multiPrimary: ';
  const settings = settingsOf(where, 'multiPrimary', props, {}, { revision: TEXT });
  if (props.revision !== undefined && !RFC_1123_LABEL.test(props.revision)) {
    throw new Error(`${where}revision: it is part of names; write lower-case letters, digits and dashes such as '1-31-4', got '${props.revision}'`);
  }
  return settings;
}

/** One control plane for all. @throws for options that show their fault alone */
export function primaryRemoteSettings(props: IstioPrimaryRemoteProps): IstioSettings {
  const where = 'Istio.primaryRemote: ';
  const settings = settingsOf(where, 'primaryRemote', props, { primary: MAP, primaryAddress: TEXT }, {});
  checkAddress(`${where}primaryAddress`, props.primaryAddress);
  return settings;
}

/** Proxies of nodes in place of sidecars. @throws for options that show their fault alone */
export function ambientSettings(props: IstioAmbientProps): IstioSettings {
  const where = 'Istio.ambient: ';
  if (props.cni === false) {
    throw new Error(`${where}cni: ambient takes traffic of pods by it; leave it out`);
  }
  const settings = settingsOf(where, 'ambient', { variant: 'distroless', ...props }, {}, { multiNetworkIngress: FLAG });
  return { ...settings, cni: true, multiNetworkIngress: props.multiNetworkIngress ?? false };
}

type Given = IstioProps & Partial<IstioMultiPrimaryProps> & Partial<IstioPrimaryRemoteProps> & Partial<IstioAmbientProps>;

function settingsOf(
  where: string, form: IstioForm, props: Given, required: Readonly<Record<string, PropType>>, own: Readonly<Record<string, PropType>>,
): IstioSettings {
  checkProps(where, props, { meshId: TEXT, ...required }, { ...OPTIONS, ...own });
  refuseOthers(where, props, ['meshId', ...Object.keys({ ...required, ...OPTIONS, ...own })]);
  const { trustDomain = CLUSTER_DOMAIN, trustDomainAliases = [], clusterDomain = CLUSTER_DOMAIN, certificateAuthority = {} } = props;
  const { systemNamespace = SYSTEM_NAMESPACE } = props;
  const writtenFor = props.version ?? DEFAULT_VERSION;
  const release = releaseOf(writtenFor);
  if (release === undefined) {
    throw new Error(`${where}version: write a release of ${RELEASES[0].minor} to ${RELEASES[RELEASES.length - 1].minor} such as '${DEFAULT_VERSION}', got '${writtenFor}'`);
  }
  if (!isLabelValue(props.meshId)) {
    throw new Error(`${where}meshId: write letters, digits, dashes, dots and underscores, 63 at most, got '${props.meshId}'`);
  }
  if (props.network !== undefined) {
    checkNetwork(`${where}network`, props.network);
  }
  checkDnsName(`${where}trustDomain`, trustDomain);
  trustDomainAliases.forEach(alias => checkDnsName(`${where}trustDomainAliases`, alias));
  checkDnsName(`${where}clusterDomain`, clusterDomain);
  if (!RFC_1123_LABEL.test(systemNamespace)) {
    throw new Error(`${where}systemNamespace: write lower-case letters, digits and dashes, 63 at most, got '${systemNamespace}'`);
  }
  checkAuthority(`${where}certificateAuthority`, certificateAuthority);
  checkRemoteAccess(where, props, release);
  checkGateway(`${where}eastWestGateway`, props.eastWestGateway, form);
  oneOf(`${where}mtls`, props.mtls, ['STRICT', 'PERMISSIVE']);
  oneOf(`${where}variant`, props.variant, ['debug', 'distroless']);
  if (typeof props.multiClusterServices === 'object') {
    checkProps(`${where}multiClusterServices.`, props.multiClusterServices, { controller: TEXT });
    refuseOthers(`${where}multiClusterServices.`, props.multiClusterServices, ['controller']);
  }
  checkPlaces(where, props);
  checkChartValues(`${where}values`, props.values, release);
  return {
    ...props, form, where, writtenFor, release, trustDomain, trustDomainAliases, clusterDomain, systemNamespace, certificateAuthority,
    tokens: checkTokens(where, props.tokens ?? ['1']), remoteGateways: checkRemoteGateways(where, props.remoteGateways ?? {}),
    mtls: props.mtls ?? 'STRICT', cni: props.cni ?? false, hub: props.hub ?? HUB, repository: props.repository ?? release.repository,
    multiNetworkIngress: false,
  };
}

/** @throws for values that charts of the release do not have, or that the mesh writes itself */
export function checkChartValues(where: string, values: IstioValues | undefined, { minor }: IstioRelease): void {
  if (values !== undefined) {
    refuseOthers(`${where}.`, values, CHARTS);
    CHARTS.filter(chart => values[chart] !== undefined).forEach(chart => checkValues(`${where}.${chart}`, chart, minor, values[chart]));
  }
}

/** @throws for what is no label of a namespace */
export function checkNetwork(where: string, network: string): void {
  if (!isLabelValue(network) || network === '') {
    throw new Error(`${where}: it becomes a label; write letters, digits, dashes, dots and underscores, 63 at most, got '${network}'`);
  }
}

/** @throws for what is no name in DNS */
export function checkDnsName(where: string, name: string): void {
  if (!DNS_NAME.test(name)) {
    throw new Error(`${where}: write a DNS name in lower case such as 'mesh.example.com', got '${name}'`);
  }
}

/** @throws for a gateway that cannot be made */
export function checkGateway(where: string, gateway: IstioEastWestGateway | false | undefined, form: IstioForm): void {
  if (gateway === undefined || gateway === false) {
    return;
  }
  checkProps(`${where}.`, gateway, {}, { form: TEXT, service: MAP });
  refuseOthers(`${where}.`, gateway, ['form', 'service']);
  oneOf(`${where}.form`, gateway.form, ['helm', 'gateway-api']);
  if (form === 'ambient' && gateway.form === 'helm') {
    throw new Error(`${where}.form: traffic of ambient comes in by HBONE, and the gateway chart has no listener for it; write 'gateway-api', or leave it out`);
  }
  if (form === 'primaryRemote' && gateway.form === 'gateway-api') {
    throw new Error(`${where}.form: the control plane is reached through the gateway too, by a Gateway of Istio that selects pods of the chart; write 'helm', or leave it out`);
  }
  const { service = {} } = gateway;
  const strings = { type: TEXT, annotations: TEXT_MAP, loadBalancerIP: TEXT, loadBalancerClass: TEXT, loadBalancerSourceRanges: TEXTS };
  checkProps(`${where}.service.`, service, {}, strings);
  refuseOthers(`${where}.service.`, service, Object.keys(strings));
  oneOf(`${where}.service.type`, service.type, ['LoadBalancer', 'NodePort', 'ClusterIP']);
  const [misplaced] = Object.keys(service).filter(key => key.startsWith('loadBalancer'));
  if (misplaced !== undefined && (gateway.form === 'gateway-api' || form === 'ambient')) {
    throw new Error(`${where}.service.${misplaced}: a Gateway of the Gateway API says nothing of it; write annotations, or form: 'helm'`);
  }
}

function checkAuthority(where: string, authority: IstioReferencedAuthority | IstioIssuedAuthority): void {
  if ('issuer' in authority) {
    checkProps(`${where}.`, authority, { issuer: MAP }, { duration: TEXT, renewBefore: TEXT });
    refuseOthers(`${where}.`, authority, ['issuer', 'duration', 'renewBefore']);
    checkProps(`${where}.issuer.`, authority.issuer, { name: TEXT }, { kind: TEXT, group: TEXT });
    refuseOthers(`${where}.issuer.`, authority.issuer, ['name', 'kind', 'group']);
    for (const name of ['duration', 'renewBefore'] as const) {
      const value = authority[name];
      if (value !== undefined && !GO_DURATION.test(value)) {
        throw new Error(`${where}.${name}: write a duration of Go such as '2160h0m0s', got '${value}'`);
      }
    }
    return;
  }
  checkProps(`${where}.`, authority, {}, { roots: MAPS, intermediates: TEXT });
  refuseOthers(`${where}.`, authority, ['roots', 'intermediates']);
  if (authority.roots?.length === 0) {
    throw new Error(`${where}.roots: workloads trust nobody without a root; name one, or leave it out`);
  }
  authority.roots?.forEach((root, i) => checkStoreKey(`${where}.roots[${i}].`, root));
}

function checkStoreKey(where: string, key: IstioStoreKey): void {
  checkProps(where, key, { key: TEXT }, { property: TEXT });
  refuseOthers(where, key, ['key', 'property']);
}

function checkRemoteAccess(where: string, { mountedKubeconfigs, tokens, assembledIn }: IstioProps, release: IstioRelease): void {
  if (mountedKubeconfigs === undefined) {
    return;
  }
  if (!release.mountedKubeconfigs) {
    throw new Error(`${where}mountedKubeconfigs: istiod of ${release.minor} reads no folder of kubeconfigs (from 1.30 on it does); choose a later version, or remove it`);
  }
  if (tokens !== undefined || assembledIn !== undefined) {
    throw new Error(`${where}${tokens !== undefined ? 'tokens' : 'assembledIn'}: kubeconfigs are mounted, so that none are made; remove it`);
  }
  const kinds = Object.keys(mountedKubeconfigs);
  if (kinds.length !== 1 || kinds[0] === 'name') {
    throw new Error(`${where}mountedKubeconfigs: write the source of one volume as a Pod has it, such as { csi: { ... } }, got ${kinds.join(', ') || 'none'}`);
  }
}

function checkRemoteGateways(where: string, gateways: Readonly<Record<string, readonly string[]>>): IstioSettings['remoteGateways'] {
  for (const [network, addresses] of Object.entries(gateways)) {
    checkNetwork(`${where}remoteGateways`, network);
    if (!TEXTS.is(addresses) || addresses.length === 0) {
      throw new Error(`${where}remoteGateways['${network}']: write a list of addresses that is not empty`);
    }
    addresses.forEach(address => checkAddress(`${where}remoteGateways['${network}']`, address));
  }
  return gateways;
}

function checkAddress(where: string, address: string): void {
  if (isIP(address) === 0 && !DNS_NAME.test(address)) {
    throw new Error(`${where}: write an IP address or a host name, without scheme and port, got '${address}'`);
  }
  if (isOnlyForItself(address)) {
    throw new Error(`${where}: members would reach themselves by '${address}'; write the address of the load balancer`);
  }
}

/** Whether every cluster means itself by a host. */
export function isOnlyForItself(host: string): boolean {
  return /^(localhost$|127\.|0\.0\.0\.0$|\[?::1?\]?$)/.test(host) || /(^|\.)svc(\.|$)/.test(host) || /^kubernetes(\.default)?$/.test(host);
}

function checkTokens(where: string, tokens: readonly string[]): readonly string[] {
  if (tokens.length === 0 || new Set(tokens).size !== tokens.length || tokens.some(token => !/^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$/.test(token))) {
    throw new Error(`${where}tokens: write distinct names of lower-case letters, digits and dashes, 40 characters at most, got ${tokens.join(', ') || 'an empty list'}`);
  }
  return tokens;
}

function checkPlaces(where: string, { hub, repository }: IstioProps): void {
  if (hub !== undefined && /^[a-z]+:\/\/|\/$|[@\s]/.test(hub)) {
    throw new Error(`${where}hub: write a registry and a path such as 'registry.example.com/istio', got '${hub}'`);
  }
  if (repository !== undefined && !/^(https|oci):\/\/\S+$/.test(repository)) {
    throw new Error(`${where}repository: write https://... or oci://..., got '${repository}'`);
  }
}

function oneOf(where: string, value: string | undefined, known: readonly string[]): void {
  if (value !== undefined && !known.includes(value)) {
    throw new Error(`${where}: write one of ${known.join(', ')}, got '${value}'`);
  }
}
