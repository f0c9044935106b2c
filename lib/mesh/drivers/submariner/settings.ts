import { SubmarinerAddresses, SubmarinerCoreDns, SubmarinerHealthCheck, SubmarinerLoadBalancer, SubmarinerProps } from './props';
import { DEFAULT_VERSION, releaseOf, RELEASES, SubmarinerRelease } from './versions';
import { checkProps, FLAG, MAP, TEXT, TEXT_MAP, TEXTS, PropType } from '../../../fleet/check-props';
import { CLUSTERSET_DOMAIN } from '../../../fleet/clusterset';
import { RFC_1123_LABEL } from '../../../fleet/names';
import { parseCidrAt } from '../../../fleet/parse-cidr-at';
import { refuseOthers } from '../../../fleet/refuse-others';
import { Cidr } from '../../../net';

const WHERE = 'Submariner.tunnels: ';
const FLAG_OR_MAP: PropType = { words: 'true, false or an object', is: value => FLAG.is(value) || MAP.is(value) };
const ANY: PropType = { words: 'a value', is: () => true };
const OPTIONS: Readonly<Record<string, PropType>> = {
  broker: MAP, version: TEXT, cable: TEXT, natTraversal: FLAG, natTraversalPort: ANY, ikePort: ANY, forceUdpEncapsulation: FLAG,
  loadBalancer: FLAG_OR_MAP,
  gateways: MAP, allowFrom: TEXTS, healthCheck: FLAG_OR_MAP, globalnet: FLAG_OR_MAP, clustersetIp: FLAG_OR_MAP, serviceDiscovery: FLAG,
  connectivity: FLAG,
  customDomains: TEXTS, coreDns: MAP, repository: TEXT, imageOverrides: TEXT_MAP, airGapped: FLAG, preSharedKey: MAP, tokenPrefix: TEXT,
  tokens: TEXTS,
  admissionPolicy: FLAG, retired: TEXTS, debug: FLAG,
};
/** Names by which the operator overrides images (submariner-operator v0.19 `api/v1alpha1/submariner_types.go`, `pkg/names`). */
const COMPONENTS = [
  'submariner-operator', 'submariner-gateway', 'submariner-routeagent', 'submariner-globalnet', 'submariner-lighthouse-agent', 'submariner-lighthouse-coredns',
  'submariner-metrics-proxy', 'submariner-nettest',
];
const CABLES = ['libreswan', 'wireguard', 'vxlan'];

/** Blocks that members get. */
export interface Blocks {
  readonly range: Cidr;
  readonly prefix: number;
}

/** The options of a mesh with everything said that they leave open. */
export interface SubmarinerSettings extends Omit<SubmarinerProps, 'globalnet' | 'clustersetIp' | 'healthCheck'> {
  readonly version: string;
  readonly release: SubmarinerRelease;
  readonly cable: 'libreswan' | 'wireguard' | 'vxlan';
  readonly natTraversal: boolean;
  readonly natTraversalPort: number;
  readonly ikePort: number;
  readonly allowFrom: readonly string[];
  readonly globalnet?: Blocks;
  readonly clustersetIp?: Blocks;
  readonly healthCheck: Required<SubmarinerHealthCheck>;
  readonly serviceDiscovery: boolean;
  readonly connectivity: boolean;
  readonly tokens: readonly string[];
  readonly retired: readonly string[];
}

/** @throws for options that show their fault alone */
export function settingsOf(props: SubmarinerProps): SubmarinerSettings {
  checkProps(WHERE, props, { brokerApiServer: TEXT }, OPTIONS);
  refuseOthers(WHERE, props, ['brokerApiServer', ...Object.keys(OPTIONS)]);
  checkApiServer(props.brokerApiServer);
  const { version = DEFAULT_VERSION, cable = 'libreswan', natTraversal = true, serviceDiscovery = true, connectivity = true } = props;
  const release = releaseOf(version);
  if (release === undefined) {
    throw new Error(`${WHERE}version: write a release of ${RELEASES[0].minor} to ${RELEASES[RELEASES.length - 1].minor} such as '${DEFAULT_VERSION}', got '${version}'`);
  }
  oneOf('cable', cable, CABLES);
  const natTraversalPort = port('natTraversalPort', props.natTraversalPort ?? 4500);
  const ikePort = port('ikePort', props.ikePort ?? 500);
  checkCable(props, { cable, natTraversal, connectivity, natTraversalPort, ikePort });
  checkLoadBalancer(`${WHERE}loadBalancer`, props.loadBalancer, release);
  if (!serviceDiscovery && !connectivity) {
    throw new Error(`${WHERE}serviceDiscovery and connectivity are both off, so that nothing is left of the mesh; leave one on`);
  }
  checkCoreDns(`${WHERE}coreDns`, props.coreDns);
  checkImages(props);
  checkDomains(props.customDomains ?? []);
  checkStoreKey(props.preSharedKey);
  const globalnet = blocks('globalnet', props.globalnet, { range: '242.0.0.0/8', prefix: 16 });
  const clustersetIp = blocks('clustersetIp', props.clustersetIp, { range: '243.0.0.0/8', prefix: 20 });
  if (globalnet && clustersetIp && globalnet.range.overlaps(clustersetIp.range)) {
    throw new Error(`${WHERE}globalnet.range ${globalnet.range} and clustersetIp.range ${clustersetIp.range} overlap; move one of them`);
  }
  if (globalnet && !connectivity) {
    throw new Error(`${WHERE}globalnet translates addresses in the tunnels, and connectivity is off; remove globalnet`);
  }
  return {
    ...props, version, release, cable, natTraversal, natTraversalPort, ikePort, serviceDiscovery, connectivity, globalnet, clustersetIp,
    allowFrom: blocksOf('allowFrom', props.allowFrom ?? ['0.0.0.0/0']),
    healthCheck: healthCheck(props.healthCheck),
    tokens: checkTokens(props.tokens ?? ['1']),
    retired: checkRetired(props.retired ?? []),
  };
}

/** @throws for a load balancer whose annotations the release does not take */
export function checkLoadBalancer(where: string, value: boolean | SubmarinerLoadBalancer | undefined, release: SubmarinerRelease): void {
  if (typeof value !== 'object') {
    return;
  }
  checkProps(`${where}.`, value, {}, { annotations: TEXT_MAP });
  refuseOthers(`${where}.`, value, ['annotations']);
  if (value.annotations !== undefined && !release.loadBalancerAnnotations) {
    throw new Error(`${where}.annotations: Submariner ${release.minor} writes the Service of the gateways without any (from 0.22 on it takes them);`
      + ' choose a later version, or remove them');
  }
}

/** @throws for a ConfigMap that is none */
export function checkCoreDns(where: string, value: SubmarinerCoreDns | undefined): void {
  if (value !== undefined) {
    checkProps(`${where}.`, value, { configMapName: TEXT }, { namespace: TEXT });
    refuseOthers(`${where}.`, value, ['configMapName', 'namespace']);
  }
}

/** A host name or address and a port: the operator puts `https://` before it itself, so another one would be the name of the host. */
function checkApiServer(value: string): void {
  const fault = (why: string) => new Error(`${WHERE}brokerApiServer: ${why}, got '${value}'; write 'host:port' such as 'hub.example.com:6443'`);
  if (/^[a-z]+:\/\//i.test(value)) {
    throw fault('the operator puts https:// before it itself');
  }
  const [, host, number] = /^(\[[0-9a-fA-F:.]+\]|[^:/\s[\]]+):(\d+)$/.exec(value) ?? [];
  if (host === undefined || Number(number) < 1 || Number(number) > 65535) {
    throw fault('it is no host and port');
  }
  if (!host.startsWith('[') && !/^(?=.{1,253}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/.test(host)) {
    throw fault('the host is no name in lower case and no address');
  }
  if (/^(localhost$|127\.|\[::1\])/.test(host) || /(^|\.)kubernetes\.default(\.svc(\..*)?)?$/.test(host) || host === 'kubernetes') {
    throw fault('members would reach themselves by it');
  }
}

type CableSettings = Pick<SubmarinerSettings, 'cable' | 'natTraversal' | 'connectivity' | 'natTraversalPort' | 'ikePort'>;

function checkCable(props: SubmarinerProps, { cable, natTraversal, connectivity, natTraversalPort, ikePort }: CableSettings): void {
  if (cable === 'vxlan' && natTraversal && connectivity) {
    throw new Error(`${WHERE}cable: vxlan does not work across NAT (submariner v0.19 pkg/cable/vxlan), and natTraversal is on; write natTraversal: false, or another cable`);
  }
  const isIpsec = cable === 'libreswan';
  if (!isIpsec && (props.ikePort !== undefined || props.forceUdpEncapsulation === true)) {
    throw new Error(`${WHERE}ikePort and forceUdpEncapsulation are options of IPsec, and the cable is ${cable}; remove them`);
  }
  if (natTraversalPort === 4490) {
    throw new Error(`${WHERE}natTraversalPort: gateways look for NAT on UDP 4490; write another port, 4500 for example`);
  }
  if (isIpsec && natTraversalPort === ikePort) {
    throw new Error(`${WHERE}natTraversalPort and ikePort are both ${ikePort}; write two ports`);
  }
}

function checkImages({ imageOverrides = {}, repository }: SubmarinerProps): void {
  const unknown = Object.keys(imageOverrides).find(name => !COMPONENTS.includes(name));
  if (unknown !== undefined) {
    throw new Error(`${WHERE}imageOverrides: the operator has no component '${unknown}'; write one of ${COMPONENTS.join(', ')}`);
  }
  if (repository !== undefined && /^[a-z]+:\/\/|\/$|[@\s]/.test(repository)) {
    throw new Error(`${WHERE}repository: write a registry and a path such as 'registry.example.com/submariner', got '${repository}'`);
  }
}

/**
 * Each becomes a server of CoreDNS, beside `clusterset.local` and that of the cluster itself: a second one of a name, or a name that is none, and
 * CoreDNS does not start again (submariner-operator v0.19 `controllers/servicediscovery`).
 */
function checkDomains(domains: readonly string[]): void {
  const bad = domains.find(domain => domain.length > 253 || !domain.split('.').every(label => RFC_1123_LABEL.test(label)));
  if (bad !== undefined) {
    throw new Error(`${WHERE}customDomains: write DNS names in lower case such as 'services.example.com', got '${bad}'`);
  }
  const taken = domains.find((domain, i) => domains.indexOf(domain) !== i || domain === 'cluster.local' || domain === CLUSTERSET_DOMAIN);
  if (taken !== undefined) {
    throw new Error(`${WHERE}customDomains: CoreDNS has a server for '${taken}' already; remove it`);
  }
}

function checkStoreKey(value: SubmarinerProps['preSharedKey']): void {
  if (value !== undefined) {
    checkProps(`${WHERE}preSharedKey.`, value, { key: TEXT }, { property: TEXT });
    refuseOthers(`${WHERE}preSharedKey.`, value, ['key', 'property']);
  }
}

function checkTokens(tokens: readonly string[]): readonly string[] {
  if (tokens.length === 0 || new Set(tokens).size !== tokens.length || tokens.some(token => !/^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$/.test(token))) {
    throw new Error(`${WHERE}tokens: write distinct names of lower-case letters, digits and dashes, 40 characters at most, got ${tokens.join(', ') || 'an empty list'}`);
  }
  return tokens;
}

function checkRetired(retired: readonly string[]): readonly string[] {
  const bad = retired.find(name => !RFC_1123_LABEL.test(name));
  if (bad !== undefined || new Set(retired).size !== retired.length) {
    throw new Error(`${WHERE}retired: write cluster ids of former members, each once, got '${bad ?? retired.join(', ')}'`);
  }
  return retired;
}

function healthCheck(value: SubmarinerProps['healthCheck']): Required<SubmarinerHealthCheck> {
  const given = typeof value === 'object' ? value : { enabled: value ?? true };
  checkProps(`${WHERE}healthCheck.`, given, {}, { enabled: FLAG });
  refuseOthers(`${WHERE}healthCheck.`, given, ['enabled', 'intervalSeconds', 'maxPacketLossCount']);
  const { enabled = true, intervalSeconds = 1, maxPacketLossCount = 5 } = given;
  for (const [name, number] of Object.entries({ intervalSeconds, maxPacketLossCount })) {
    if (!Number.isInteger(number) || number < 1) {
      throw new Error(`${WHERE}healthCheck.${name}: write a whole number from 1 on, got ${number}`);
    }
  }
  return { enabled, intervalSeconds, maxPacketLossCount };
}

function blocks(name: string, value: boolean | SubmarinerAddresses | undefined, defaults: Required<SubmarinerAddresses>): Blocks | undefined {
  if (value === undefined || value === false) {
    return undefined;
  }
  const where = `${WHERE}${name}`;
  const given = value === true ? {} : value;
  checkProps(`${where}.`, given, {}, { range: TEXT });
  refuseOthers(`${where}.`, given, ['range', 'prefix']);
  const range = parseCidrAt(`${where}.range`, given.range ?? defaults.range);
  const prefix = given.prefix ?? defaults.prefix;
  if (range.family !== 4) {
    throw new Error(`${where}.range: Submariner hands out IPv4 addresses only, got ${range}`);
  }
  // Half of the range at most, so that two members fit (submariner v0.19 `pkg/globalnet`, subctl `pkg/cidr`).
  if (!Number.isInteger(prefix) || prefix <= range.prefix || prefix > 30) {
    throw new Error(`${where}.prefix: write a prefix length from ${range.prefix + 1} to 30, so that blocks fit in ${range}, got ${prefix}`);
  }
  return { range, prefix };
}

function blocksOf(name: string, texts: readonly string[]): readonly string[] {
  if (texts.length === 0) {
    throw new Error(`${WHERE}${name}: name at least one block, '0.0.0.0/0' for everywhere, got an empty list`);
  }
  return texts.map(text => parseCidrAt(`${WHERE}${name}`, text).toString());
}

function port(name: string, value: number): number {
  if (!Number.isInteger(value) || value < 1 || value > 65535) {
    throw new Error(`${WHERE}${name}: write a port from 1 to 65535, got ${value}`);
  }
  return value;
}

function oneOf(name: string, value: string, known: readonly string[]): void {
  if (!known.includes(value)) {
    throw new Error(`${WHERE}${name}: write one of ${known.join(', ')}, got '${value}'`);
  }
}
