import { isIP } from 'node:net';

/** An address as a number. */
export interface Ip {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** An address with the length of its prefix; host bits are kept. */
export interface Prefix {
  readonly ip: Ip;
  readonly length: number;
}

const MAPPED = 0xffffn;

/**
 * An address without a zone, written without leading zeros; undefined when the text is none. An IPv4-mapped IPv6 address is none. Source:
 * Kubernetes CEL `ip()`.
 */
export function parseIp(text: string): Ip | undefined {
  const family = text.includes('%') ? 0 : isIP(text);
  if (family === 4) return { family, value: fromOctets(text) };
  if (family !== 6) return undefined;
  const value = fromGroups(text);
  return value >> 32n === MAPPED ? undefined : { family, value };
}

/** `10.0.0.0/8`, host bits allowed; undefined when the text is none. Source: Kubernetes CEL `cidr()`. */
export function parsePrefix(text: string): Prefix | undefined {
  const slash = text.lastIndexOf('/');
  const length = text.slice(slash + 1);
  const ip = slash < 0 ? undefined : parseIp(text.slice(0, slash));
  if (!ip || !/^(?:0|[1-9]\d{0,2})$/.test(length) || Number(length) > bits(ip)) return undefined;
  return { ip, length: Number(length) };
}

/** 32 or 128. */
export function bits(ip: Ip): number {
  return ip.family === 4 ? 32 : 128;
}

/** Whether the first `length` bits of two addresses of one family are the same. */
export function samePrefix(a: Ip, b: Ip, length: number): boolean {
  return a.family === b.family && (a.value ^ b.value) >> BigInt(bits(a) - length) === 0n;
}

/** The address in canonical text: RFC 5952 for IPv6. */
export function ipText(ip: Ip): string {
  if (ip.family === 4) return [24n, 16n, 8n, 0n].map(shift => String((ip.value >> shift) & 0xffn)).join('.');
  const groups = Array.from({ length: 8 }, (_, i) => ((ip.value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  const zeros = [...groups.join(':').matchAll(/(?:^|(?<=:))0(?::0)+(?=:|$)/g)].sort((a, b) => b[0].length - a[0].length)[0];
  const text = groups.join(':');
  if (!zeros) return text;
  const before = text.slice(0, zeros.index).replace(/:$/, '');
  const after = text.slice(zeros.index + zeros[0].length).replace(/^:/, '');
  return `${before}::${after}`;
}

function fromOctets(text: string): bigint {
  return text.split('.').reduce((value, octet) => value << 8n | BigInt(octet), 0n);
}

function fromGroups(text: string): bigint {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (dotted) {
    const low = fromOctets(dotted[2]);
    return fromGroups(`${dotted[1]}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}`);
  }
  const [head, tail] = text.split('::').map(half => half.split(':').filter(group => group !== ''));
  const groups = tail ? [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail] : head;
  return groups.reduce((value, group) => value << 16n | BigInt(`0x${group}`), 0n);
}
