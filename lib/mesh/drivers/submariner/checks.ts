import type { SubmarinerCoreDns, SubmarinerHealthCheck, SubmarinerLoadBalancer, SubmarinerProps } from './props';
import type { SubmarinerRelease } from './versions';
import { ImageReference } from '../../../fleet';
import { checkLabel, checkProps, FLAG, TEXT, TEXT_MAP } from '../../../fleet/check-props';
import { CLUSTERSET_DOMAIN } from '../../../fleet/clusterset';
import { RFC_1123_LABEL } from '../../../fleet/names';
import { refuseOthers } from '../../../fleet/refuse-others';

/** What messages about options of a mesh begin with. */
export const WHERE = 'Submariner.tunnels: ';
/** Names by which the operator overrides images (submariner-operator v0.19 `api/v1alpha1/submariner_types.go`, `pkg/names`). */
const COMPONENTS = [
  'submariner-operator', 'submariner-gateway', 'submariner-routeagent', 'submariner-globalnet', 'submariner-lighthouse-agent', 'submariner-lighthouse-coredns',
  'submariner-metrics-proxy', 'submariner-nettest',
];
const DNS_SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
/** submariner v0.19 `pkg/port/port.go`. */
const TAKEN_PORTS: Readonly<Record<number, string>> = { 4490: 'gateways look for NAT', 4800: 'nodes reach the gateway of their cluster' };
const OF_TUNNELS = [
  'cable', 'natTraversal', 'natTraversalPort', 'ikePort', 'forceUdpEncapsulation', 'loadBalancer', 'gateways', 'allowFrom', 'healthCheck', 'preSharedKey',
] as const;
const OF_SERVICES = ['clustersetIp', 'customDomains', 'coreDns'] as const;

/** What the options of the cable come to. */
export interface CableSettings {
  readonly cable: 'libreswan' | 'wireguard' | 'vxlan';
  readonly natTraversal: boolean;
  readonly connectivity: boolean;
  readonly natTraversalPort: number;
  readonly ikePort: number;
}

export function checkCable(props: SubmarinerProps, { cable, natTraversal, connectivity, natTraversalPort, ikePort }: CableSettings): void {
  if (cable === 'vxlan' && natTraversal && connectivity) {
    throw new Error(`${WHERE}cable: vxlan does not work across NAT (submariner v0.19 pkg/cable/vxlan), and natTraversal is on; write natTraversal: false, or another cable`);
  }
  const isIpsec = cable === 'libreswan';
  if (!isIpsec && (props.ikePort !== undefined || props.forceUdpEncapsulation === true)) {
    throw new Error(`${WHERE}ikePort and forceUdpEncapsulation are options of IPsec, and the cable is ${cable}; remove them`);
  }
  for (const [name, port, usual] of [['natTraversalPort', natTraversalPort, 4500], ['ikePort', ikePort, 500]] as const) {
    const use = TAKEN_PORTS[port];
    if (use !== undefined) {
      throw new Error(`${WHERE}${name}: ${use} on UDP ${port}; write another port, ${usual} for example`);
    }
  }
  if (isIpsec && natTraversalPort === ikePort) {
    throw new Error(`${WHERE}natTraversalPort and ikePort are both ${ikePort}; write two ports`);
  }
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
    if (!DNS_SUBDOMAIN.test(value.configMapName)) {
      throw new Error(`${where}.configMapName: write the name of a ConfigMap such as 'coredns-custom', got '${value.configMapName}'`);
    }
    if (value.namespace !== undefined) {
      checkLabel(`${where}.namespace`, value.namespace);
    }
  }
}

export function checkImages({ imageOverrides = {}, repository }: SubmarinerProps): void {
  const unknown = Object.keys(imageOverrides).find(name => !COMPONENTS.includes(name));
  if (unknown !== undefined) {
    throw new Error(`${WHERE}imageOverrides: the operator has no component '${unknown}'; write one of ${COMPONENTS.join(', ')}`);
  }
  for (const [name, image] of Object.entries(imageOverrides)) {
    try {
      ImageReference.parse(image);
    } catch (error) {
      throw new Error(`${WHERE}imageOverrides['${name}']: ${(error as Error).message}`, { cause: error });
    }
  }
  if (repository !== undefined && /^[a-z]+:\/\/|\/$|[@\s]|:[^/]*$/.test(repository)) {
    throw new Error(`${WHERE}repository: write a registry and a path such as 'registry.example.com/submariner', got '${repository}'`);
  }
}

/**
 * Each becomes a server of CoreDNS, beside `clusterset.local` and that of the cluster itself: a second one of a name, or a name that is none, and
 * CoreDNS does not start again (submariner-operator v0.19 `controllers/servicediscovery`).
 */
export function checkDomains(domains: readonly string[]): void {
  const bad = domains.find(domain => domain.length > 253 || !domain.split('.').every(label => RFC_1123_LABEL.test(label)));
  if (bad !== undefined) {
    throw new Error(`${WHERE}customDomains: write DNS names in lower case such as 'services.example.com', got '${bad}'`);
  }
  const taken = domains.find((domain, i) => domains.indexOf(domain) !== i || domain === 'cluster.local' || domain === CLUSTERSET_DOMAIN);
  if (taken !== undefined) {
    throw new Error(`${WHERE}customDomains: CoreDNS has a server for '${taken}' already; remove it`);
  }
}

export function checkStoreKey(value: SubmarinerProps['preSharedKey']): void {
  if (value !== undefined) {
    checkProps(`${WHERE}preSharedKey.`, value, { key: TEXT }, { property: TEXT });
    refuseOthers(`${WHERE}preSharedKey.`, value, ['key', 'property']);
  }
}

export function checkTokens(tokens: readonly string[]): readonly string[] {
  if (tokens.length === 0 || new Set(tokens).size !== tokens.length || tokens.some(token => !/^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$/.test(token))) {
    throw new Error(`${WHERE}tokens: write distinct names of lower-case letters, digits and dashes, 40 characters at most, got ${tokens.join(', ') || 'an empty list'}`);
  }
  return tokens;
}

/** @throws for a key that stores take for another one, or refuse */
export function checkTokenPrefix(prefix: string | undefined): void {
  if (prefix !== undefined && !/^[\w.-]+(\/[\w.-]+)*$/.test(prefix) || prefix?.split('/').some(part => /^\.+$/.test(part))) {
    throw new Error(`${WHERE}tokenPrefix: write a key of the store such as 'submariner/tokens', got '${prefix}'`);
  }
}

/** @throws for options of what is switched off: they would be lost without a word */
export function checkSwitchedOff(props: SubmarinerProps, { connectivity, serviceDiscovery }: Pick<CableSettings, 'connectivity'> & { readonly serviceDiscovery: boolean }): void {
  const lost = [
    ...connectivity ? [] : OF_TUNNELS.map(option => [option, 'connectivity'] as const),
    ...serviceDiscovery ? [] : OF_SERVICES.map(option => [option, 'serviceDiscovery'] as const),
  ].find(([option]) => props[option] !== undefined && props[option] !== false);
  if (lost) {
    throw new Error(`${WHERE}${lost[0]} is an option of what ${lost[1]} switches off; remove it, or switch that on`);
  }
}

export function checkRetired(retired: readonly string[]): readonly string[] {
  const bad = retired.find(name => !RFC_1123_LABEL.test(name));
  if (bad !== undefined || new Set(retired).size !== retired.length) {
    throw new Error(`${WHERE}retired: write cluster ids of former members, each once, got '${bad ?? retired.join(', ')}'`);
  }
  return retired;
}

export function healthCheck(value: SubmarinerProps['healthCheck']): Required<SubmarinerHealthCheck> {
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
