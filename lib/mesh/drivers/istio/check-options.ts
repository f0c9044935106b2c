import { isIP } from 'node:net';
import type { IstioEastWestGateway, IstioIssuedAuthority, IstioProps, IstioReferencedAuthority, IstioStoreKey } from './props';
import type { IstioForm, IstioSettings } from './settings';
import type { IstioRelease } from './versions';
import { checkProps, MAP, MAPS, TEXT, TEXT_MAP, TEXTS } from '../../../fleet/check-props';
import { isLabelValue } from '../../../fleet/label';
import { refuseOthers } from '../../../fleet/refuse-others';

const DNS_NAME = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/;
const GO_DURATION = /^(\d+(\.\d+)?(h|m|s))+$/;
const SECONDS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };
/** How long signing certificates hold, and when they are replaced, where the program does not say. */
export const SIGNING_TIMES = { duration: '2160h0m0s', renewBefore: '720h0m0s' } as const;

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

/** @throws for what no certificate can have as the name of a server */
export function checkServerName(where: string, name: string): void {
  if (isIP(name) === 0 && !DNS_NAME.test(name)) {
    throw new Error(`${where}: write a DNS name in lower case or an IP address that is in the certificate, without scheme and port, got '${name}'`);
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
    const instead = form === 'ambient' ? 'annotations' : "annotations, or form: 'helm'";
    throw new Error(`${where}.service.${misplaced}: a Gateway of the Gateway API says nothing of it; write ${instead}`);
  }
}

/** @throws for an authority that can sign nothing */
export function checkAuthority(where: string, authority: IstioReferencedAuthority | IstioIssuedAuthority): void {
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
    checkRenewal(where, authority);
    return;
  }
  checkProps(`${where}.`, authority, {}, { roots: MAPS, intermediates: TEXT });
  refuseOthers(`${where}.`, authority, ['roots', 'intermediates']);
  if (authority.roots?.length === 0) {
    throw new Error(`${where}.roots: workloads trust nobody without a root; name one, or leave it out`);
  }
  authority.roots?.forEach((root, i) => checkStoreKey(`${where}.roots[${i}].`, root));
}

function checkRenewal(where: string, authority: IstioIssuedAuthority): void {
  const { duration = SIGNING_TIMES.duration, renewBefore = SIGNING_TIMES.renewBefore } = authority;
  if (seconds(renewBefore) >= seconds(duration)) {
    const unsaid = authority.renewBefore === undefined ? ', the default' : '';
    throw new Error(`${where}.renewBefore: cert-manager takes none that is not less than duration, '${duration}'; write a shorter one, got '${renewBefore}'${unsaid}`);
  }
}

function seconds(duration: string): number {
  return [...duration.matchAll(/([\d.]+)([hms])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * SECONDS[unit], 0);
}

function checkStoreKey(where: string, key: IstioStoreKey): void {
  checkProps(where, key, { key: TEXT }, { property: TEXT });
  refuseOthers(where, key, ['key', 'property']);
}

/** @throws for two ways to other members at once, and for one that the release does not have */
export function checkRemoteAccess(where: string, { mountedKubeconfigs, tokens, assembledIn }: IstioProps, release: IstioRelease): void {
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

/** @returns the same @throws for what is no address of a gateway */
export function checkRemoteGateways(where: string, gateways: Readonly<Record<string, readonly string[]>>): IstioSettings['remoteGateways'] {
  for (const [network, addresses] of Object.entries(gateways)) {
    checkNetwork(`${where}remoteGateways`, network);
    if (!TEXTS.is(addresses) || addresses.length === 0) {
      throw new Error(`${where}remoteGateways['${network}']: write a list of addresses that is not empty`);
    }
    addresses.forEach(address => checkAddress(`${where}remoteGateways['${network}']`, address));
  }
  return gateways;
}

/** @throws for what is no address by which others come in */
export function checkAddress(where: string, address: string): void {
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

/** @returns the same @throws for what are no parts of names */
export function checkTokens(where: string, tokens: readonly string[]): readonly string[] {
  if (tokens.length === 0 || new Set(tokens).size !== tokens.length || tokens.some(token => !/^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$/.test(token))) {
    throw new Error(`${where}tokens: write distinct names of lower-case letters, digits and dashes, 40 characters at most, got ${tokens.join(', ') || 'an empty list'}`);
  }
  return tokens;
}

/** @throws for what is no place of images or charts */
export function checkPlaces(where: string, { hub, repository }: IstioProps): void {
  if (hub !== undefined && /^[a-z]+:\/\/|\/$|[@\s]/.test(hub)) {
    throw new Error(`${where}hub: write a registry and a path such as 'registry.example.com/istio', got '${hub}'`);
  }
  if (repository !== undefined && !/^(https|oci):\/\/\S+$/.test(repository)) {
    throw new Error(`${where}repository: write https://... or oci://..., got '${repository}'`);
  }
}

/** @throws for what is none of the known words */
export function oneOf(where: string, value: string | undefined, known: readonly string[]): void {
  if (value !== undefined && !known.includes(value)) {
    throw new Error(`${where}: write one of ${known.join(', ')}, got '${value}'`);
  }
}
