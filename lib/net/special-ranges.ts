import { Cidr } from './cidr';

/** A range that no cluster can use. */
export interface SpecialRange {
  /** The range. */
  readonly cidr: Cidr;
  /** What it is for, to be read after "is" or "overlaps". */
  readonly name: string;
  /** The document that sets it aside. */
  readonly source: string;
}

/**
 * The ranges that cannot work for pods, services or nodes anywhere: the operating system of every node gives them another meaning.
 *
 * The IPv4 part is also what Google Cloud prohibits in every subnet. Disjoint, in the order of `Cidr.compare`. Left out on purpose, since
 * they do work somewhere: shared (100.64.0.0/10) and private addresses, benchmarking (198.18.0.0/15), the documentation ranges, and
 * 240.0.0.0/4, which Linux routes, GKE offers for pods, and Istio and Submariner use by default. What only one cloud reserves belongs
 * to that cloud.
 */
export const SPECIAL_RANGES: readonly SpecialRange[] = [
  special('0.0.0.0/8', '"this network"', 'RFC 1122 section 3.2.1.3'),
  special('127.0.0.0/8', 'loopback', 'RFC 1122 section 3.2.1.3'),
  special('169.254.0.0/16', 'link-local (also instance metadata)', 'RFC 3927'),
  special('224.0.0.0/4', 'multicast', 'RFC 5771'),
  special('255.255.255.255/32', 'limited broadcast', 'RFC 919 section 7'),
  // One entry for all of ::/8, since nothing in it is assigned to hosts.
  special('::/8', 'reserved (unspecified, loopback, IPv4-mapped, NAT64)', 'RFC 4291 section 2.4, RFC 6052'),
  special('100::/64', 'discard-only', 'RFC 6666'),
  special('fe80::/10', 'link-local', 'RFC 4291 section 2.5.6'),
  special('ff00::/8', 'multicast', 'RFC 4291 section 2.7'),
];

function special(text: string, name: string, source: string): SpecialRange {
  return { cidr: Cidr.parse(text), name, source };
}
