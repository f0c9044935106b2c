import type { CiliumApiServerService } from './props';
import { checkProps, FLAG, PropType, TEXT, TEXT_MAP, TEXTS } from '../../../fleet/check-props';
import { parseCidrAt } from '../../../fleet/parse-cidr-at';
import { refuseOthers } from '../../../fleet/refuse-others';
import { parseAddress } from '../../../net';

const ANY: PropType = { words: 'a value', is: () => true };
const SERVICE: Readonly<Record<string, PropType>> = {
  type: TEXT, annotations: TEXT_MAP, internal: FLAG, loadBalancerClass: TEXT, loadBalancerSourceRanges: TEXTS, nodePort: ANY, sessionAffinity: TEXT,
};
/** A name of several labels: one alone means something else in every cluster. */
export const DNS_NAME = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)+$/;

/** @throws for a Service that is none */
export function checkService(where: string, service: CiliumApiServerService): void {
  checkProps(`${where}.`, service, {}, SERVICE);
  refuseOthers(`${where}.`, service, Object.keys(SERVICE));
  const { type = 'LoadBalancer', internal, loadBalancerClass, loadBalancerSourceRanges, nodePort, sessionAffinity = 'HAOnly' } = service;
  oneOf(`${where}.type`, type, ['LoadBalancer', 'NodePort', 'ClusterIP']);
  oneOf(`${where}.sessionAffinity`, sessionAffinity, ['HAOnly', 'Always', 'Never']);
  if (type !== 'LoadBalancer' && [internal, loadBalancerClass, loadBalancerSourceRanges].some(option => option !== undefined)) {
    throw new Error(`${where}: internal, loadBalancerClass and loadBalancerSourceRanges are of load balancers, and the type is ${type}; remove them`);
  }
  if (loadBalancerSourceRanges?.length === 0) {
    throw new Error(`${where}.loadBalancerSourceRanges: name the blocks that may call, or leave it out for all`);
  }
  loadBalancerSourceRanges?.forEach((text, i) => parseCidrAt(`${where}.loadBalancerSourceRanges[${i}]`, text));
  if (nodePort !== undefined) {
    if (type !== 'NodePort') {
      throw new Error(`${where}.nodePort: the type is ${type}, where the chart takes none; remove it`);
    }
    checkNodePort(`${where}.nodePort`, nodePort);
  }
}

/** `--service-node-port-range` of the API server: a Service with another one would not be made, and neither would the release. */
function checkNodePort(where: string, nodePort: number): void {
  if (!Number.isInteger(nodePort) || nodePort < 30000 || nodePort > 32767) {
    throw new Error(`${where}: the API server takes 30000 to 32767 by default; write a whole number among them, got ${String(nodePort)}`);
  }
}

/** @throws for an address by which no other cluster reaches a member */
export function checkAddress(where: string, address: string): void {
  const fault = (why: string) => new Error(`${where}: ${why}, got '${address}'; write a DNS name such as 'eu.mesh.example.com' or an IP address`);
  const isIp = isAddress(address);
  if (!isIp && !DNS_NAME.test(address)) {
    throw fault('it is neither a DNS name in lower case nor an IP address');
  }
  if (/(^|\.)(svc|localhost)(\.|$)|\.cluster\.local$/.test(address) || /^(127\.|0\.0\.0\.0$|::1?$)/.test(address)) {
    throw fault('other members would reach themselves by it');
  }
}

/** Whether it is an IP address, not a name. */
export function isAddress(text: string): boolean {
  try {
    parseAddress(text);
    return true;
  } catch {
    return false;
  }
}

/** @throws for another value */
export function oneOf<T>(where: string, value: T, known: readonly T[]): void {
  if (!known.includes(value)) {
    throw new Error(`${where}: write one of ${known.join(', ')}, got ${typeof value === 'string' ? `'${value}'` : String(value)}`);
  }
}

/** @throws for another number */
export function wholeNumber(where: string, value: number, from: number, to: number): void {
  if (!Number.isInteger(value) || value < from || value > to) {
    throw new Error(`${where}: write a whole number from ${from} to ${to}, got ${String(value)}`);
  }
}
