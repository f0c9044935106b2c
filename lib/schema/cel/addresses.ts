import { define } from './define';
import { Environment } from '../cel-js';
import { bits, Ip, ipText, parseIp, parsePrefix, Prefix, samePrefix } from '../ip';

class IpValue {
  constructor(public readonly ip: Ip) {}
}
class CidrValue {
  constructor(public readonly prefix: Prefix) {}
}
class IpNamespace {}

const LOOPBACK = parsePrefix('127.0.0.0/8')!;
const LINK_LOCAL = [parsePrefix('169.254.0.0/16')!, parsePrefix('fe80::/10')!];
const LINK_LOCAL_MULTICAST = [parsePrefix('224.0.0.0/24')!, parsePrefix('ff02::/16')!];
const MULTICAST = [parsePrefix('224.0.0.0/4')!, parsePrefix('ff00::/8')!];

/** `ip`, `cidr` and what belongs to them. Source: Kubernetes 1.34, `apiserver/pkg/cel/library/ip.go` and `cidr.go`. */
export function registerAddresses(environment: Environment): void {
  environment
    .registerType('IP', IpValue)
    .registerType('CIDR', CidrValue)
    .registerType('IpNamespace', IpNamespace)
    .registerConstant('ip', 'IpNamespace', new IpNamespace());
  registerIps(environment);
  registerCidrs(environment);
}

function registerIps(environment: Environment): void {
  environment.registerOperator('IP == IP', (a: IpValue, b: IpValue) => ipText(a.ip) === ipText(b.ip));
  define(environment, {
    'isIP(string): bool': (text: string) => parseIp(text) !== undefined,
    'ip(string): IP': (text: string) => new IpValue(toIp(text)),
    'goString(IP): string': ({ ip }: IpValue) => ipText(ip),
    'IpNamespace.isCanonical(string): bool': (_: unknown, text: string) => ipText(toIp(text)) === text,
    'IP.family(): int': ({ ip }: IpValue) => BigInt(ip.family),
    'IP.isUnspecified(): bool': ({ ip }: IpValue) => ip.value === 0n,
    'IP.isLoopback(): bool': ({ ip }: IpValue) => isLoopback(ip),
    'IP.isLinkLocalUnicast(): bool': ({ ip }: IpValue) => within(ip, LINK_LOCAL),
    'IP.isLinkLocalMulticast(): bool': ({ ip }: IpValue) => within(ip, LINK_LOCAL_MULTICAST),
    'IP.isGlobalUnicast(): bool': ({ ip }: IpValue) => isGlobalUnicast(ip),
  });
}

function registerCidrs(environment: Environment): void {
  const containsIp = ({ prefix }: CidrValue, ip: Ip) => samePrefix(prefix.ip, ip, prefix.length);
  const containsCidr = (cidr: CidrValue, other: Prefix) => containsIp(cidr, other.ip) && cidr.prefix.length <= other.length;
  environment.registerOperator('CIDR == CIDR', (a: CidrValue, b: CidrValue) => cidrText(a.prefix) === cidrText(b.prefix));
  define(environment, {
    'isCIDR(string): bool': (text: string) => parsePrefix(text) !== undefined,
    'cidr(string): CIDR': (text: string) => new CidrValue(toCidr(text)),
    'goString(CIDR): string': ({ prefix }: CidrValue) => cidrText(prefix),
    'CIDR.containsIP(IP): bool': (cidr: CidrValue, { ip }: IpValue) => containsIp(cidr, ip),
    'CIDR.containsIP(string): bool': (cidr: CidrValue, text: string) => containsIp(cidr, toIp(text)),
    'CIDR.containsCIDR(CIDR): bool': (cidr: CidrValue, { prefix }: CidrValue) => containsCidr(cidr, prefix),
    'CIDR.containsCIDR(string): bool': (cidr: CidrValue, text: string) => containsCidr(cidr, toCidr(text)),
    'CIDR.ip(): IP': ({ prefix }: CidrValue) => new IpValue(prefix.ip),
    'CIDR.prefixLength(): int': ({ prefix }: CidrValue) => BigInt(prefix.length),
    'CIDR.masked(): CIDR': ({ prefix }: CidrValue) => new CidrValue(masked(prefix)),
  });
}

function toIp(text: string): Ip {
  const ip = parseIp(text);
  if (!ip) throw new Error(`${JSON.stringify(text)} is no IP address`);
  return ip;
}

function toCidr(text: string): Prefix {
  const prefix = parsePrefix(text);
  if (!prefix) throw new Error(`${JSON.stringify(text)} is no CIDR`);
  return prefix;
}

function cidrText({ ip, length }: Prefix): string {
  return `${ipText(ip)}/${length}`;
}

function masked({ ip, length }: Prefix): Prefix {
  const host = BigInt(bits(ip) - length);
  return { ip: { family: ip.family, value: ip.value >> host << host }, length };
}

function within(ip: Ip, prefixes: readonly Prefix[]): boolean {
  return prefixes.some(prefix => samePrefix(prefix.ip, ip, prefix.length));
}

function isLoopback(ip: Ip): boolean {
  return ip.family === 4 ? within(ip, [LOOPBACK]) : ip.value === 1n;
}

function isGlobalUnicast(ip: Ip): boolean {
  const broadcast = ip.family === 4 && ip.value === 0xffffffffn;
  return !broadcast && ip.value !== 0n && !isLoopback(ip) && !within(ip, MULTICAST) && !within(ip, LINK_LOCAL);
}
