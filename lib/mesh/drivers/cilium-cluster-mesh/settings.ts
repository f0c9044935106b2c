import { X509Certificate } from 'node:crypto';
import { checkCertificates } from './check-certificates';
import { DEFAULT_DOMAIN } from './names';
import type { CiliumApiServerService, CiliumClusterMeshProps, CiliumStoreKey } from './props';
import { checkService, DNS_NAME, oneOf, wholeNumber } from './settings-checks';
import { checkLabel, checkProps, FLAG, MAP, PropType, TEXT, TEXTS } from '../../../fleet/check-props';
import { parseCidrAt } from '../../../fleet/parse-cidr-at';
import { refuseOthers } from '../../../fleet/refuse-others';

const WHERE = 'CiliumClusterMesh.fullMesh: ';
const ANY: PropType = { words: 'a value', is: () => true };
const OPTIONS: Readonly<Record<string, PropType>> = {
  domain: TEXT, service: MAP, replicas: ANY, maxConnectedClusters: ANY, routingMode: TEXT, tunnelProtocol: TEXT, ipv4NativeRoutingCIDR: TEXT,
  ipv6NativeRoutingCIDR: TEXT, encryption: TEXT, ipsecKeys: MAP, caBundle: TEXTS, allowFrom: TEXTS, services: MAP, endpointSlices: FLAG,
  authMode: TEXT, release: TEXT, namespace: TEXT,
};
/** Nodes of members know each other by InternalIP, which is private nearly everywhere; VXLAN packets from elsewhere must never get in. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];
const CERTIFICATE = /^\s*-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+\n-----END CERTIFICATE-----\s*$/;

/** The options of a mesh with everything said that they leave open. */
export interface CiliumSettings extends CiliumClusterMeshProps {
  readonly domain: string;
  readonly service: CiliumApiServerService;
  readonly replicas: number;
  readonly maxConnectedClusters: 255 | 511;
  readonly routingMode: 'tunnel' | 'native';
  readonly tunnelProtocol: 'vxlan' | 'geneve';
  readonly encryption: 'wireguard' | 'ipsec' | 'none';
  readonly allowFrom: readonly string[];
  readonly endpointSlices: boolean;
  readonly authMode: 'migration' | 'cluster';
  readonly release: string;
  readonly namespace: string;
}

/** @throws for options that show their fault alone */
export function settingsOf(props: CiliumClusterMeshProps): CiliumSettings {
  checkProps(WHERE, props, { certificates: MAP }, OPTIONS);
  refuseOthers(WHERE, props, ['certificates', ...Object.keys(OPTIONS)]);
  checkCertificates(`${WHERE}certificates`, props.certificates);
  const {
    domain = DEFAULT_DOMAIN, service = {}, replicas = 2, maxConnectedClusters = 255, routingMode = 'tunnel', tunnelProtocol = 'vxlan', encryption = 'none',
    allowFrom = PRIVATE, authMode = 'cluster', release = 'cilium', namespace = 'kube-system', services,
  } = props;
  if (!DNS_NAME.test(domain)) {
    throw new Error(`${WHERE}domain: write a DNS name in lower case such as 'mesh.example.com', got '${domain}'`);
  }
  checkService(`${WHERE}service`, service);
  wholeNumber(`${WHERE}replicas`, replicas, 1, 10);
  oneOf(`${WHERE}maxConnectedClusters`, maxConnectedClusters, [255, 511]);
  oneOf(`${WHERE}routingMode`, routingMode, ['tunnel', 'native']);
  oneOf(`${WHERE}tunnelProtocol`, tunnelProtocol, ['vxlan', 'geneve']);
  oneOf(`${WHERE}encryption`, encryption, ['wireguard', 'ipsec', 'none']);
  oneOf(`${WHERE}authMode`, authMode, ['migration', 'cluster']);
  checkRouting(props);
  checkStoreKey(props.ipsecKeys, encryption);
  checkBundle(props.caBundle);
  if (services !== undefined) {
    checkCoreDns(services.coreDns, services);
  }
  checkLabel(`${WHERE}namespace`, namespace);
  return {
    ...props, domain, service, replicas, maxConnectedClusters, routingMode, tunnelProtocol, encryption, authMode, release, namespace,
    allowFrom: blocksOf(allowFrom), endpointSlices: props.endpointSlices ?? services !== undefined,
  };
}

function checkRouting({ routingMode, tunnelProtocol, ipv4NativeRoutingCIDR: v4, ipv6NativeRoutingCIDR: v6 }: CiliumClusterMeshProps): void {
  if (routingMode === 'native' && tunnelProtocol !== undefined) {
    throw new Error(`${WHERE}tunnelProtocol: there are no tunnels with routingMode 'native'; remove it`);
  }
  for (const [prop, text, family] of [['ipv4NativeRoutingCIDR', v4, 4], ['ipv6NativeRoutingCIDR', v6, 6]] as const) {
    if (text !== undefined && routingMode !== 'native') {
      throw new Error(`${WHERE}${prop}: packets of pods travel in tunnels; write routingMode: 'native', or remove it`);
    }
    if (text !== undefined && parseCidrAt(`${WHERE}${prop}`, text).family !== family) {
      throw new Error(`${WHERE}${prop}: write a block of IPv${family}, got '${text}'`);
    }
  }
}

function checkStoreKey(value: CiliumStoreKey | undefined, encryption: string): void {
  if (value === undefined) {
    return;
  }
  if (encryption !== 'ipsec') {
    throw new Error(`${WHERE}ipsecKeys: keys are for encryption 'ipsec', and it is '${encryption}'; remove them, or write encryption: 'ipsec'`);
  }
  checkProps(`${WHERE}ipsecKeys.`, value, { key: TEXT }, { property: TEXT });
  refuseOthers(`${WHERE}ipsecKeys.`, value, ['key', 'property']);
}

/** A private key in it would be in git; the message does not repeat what is there. */
function checkBundle(bundle: readonly string[] | undefined): void {
  if (bundle?.length === 0) {
    throw new Error(`${WHERE}caBundle: members would trust nobody; name at least one certificate, or leave it out`);
  }
  bundle?.forEach((pem, i) => {
    if (!CERTIFICATE.test(pem)) {
      throw new Error(`${WHERE}caBundle[${i}]: write one public certificate in PEM, from -----BEGIN CERTIFICATE----- on, and nothing else: never a private key`);
    }
    checkAuthority(`${WHERE}caBundle[${i}]`, pem);
  });
}

function checkAuthority(where: string, pem: string): void {
  const certificate = certificateOf(pem);
  if (certificate === undefined) {
    throw new Error(`${where}: what is there is no certificate; copy the whole PEM of the authority`);
  }
  if (!certificate.ca) {
    throw new Error(`${where}: the certificate is not that of an authority (CA:TRUE is not in it), so that members trust nobody by it; write the one of the authority`);
  }
}

function certificateOf(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem.trim());
  } catch {
    return undefined;
  }
}

function checkCoreDns(coreDns: unknown, services: object): void {
  refuseOthers(`${WHERE}services.`, services, ['coreDns']);
  if (coreDns === 'auto') {
    return;
  }
  if (typeof coreDns !== 'object' || coreDns === null) {
    throw new Error(`${WHERE}services.coreDns: say who has CoreDNS answer clusterset.local: 'auto' for a Job of the chart, or { configuredBy: '<who>' }`);
  }
  checkProps(`${WHERE}services.coreDns.`, coreDns, { configuredBy: TEXT });
  refuseOthers(`${WHERE}services.coreDns.`, coreDns, ['configuredBy']);
}

function blocksOf(texts: readonly string[]): readonly string[] {
  if (texts.length === 0) {
    throw new Error(`${WHERE}allowFrom: name the blocks of nodes of the members, got an empty list`);
  }
  return texts.map(text => {
    const block = parseCidrAt(`${WHERE}allowFrom`, text);
    if (block.prefix === 0) {
      throw new Error(`${WHERE}allowFrom: '${text}' lets anybody send packets of pods (VXLAN is neither encrypted nor authenticated); name the node ranges`);
    }
    return block.toString();
  });
}
