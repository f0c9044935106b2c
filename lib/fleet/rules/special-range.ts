import { overlapsBetween } from './between';
import { Proposals } from './propose';
import { compareRanges, topRanges } from './ranges';
import { Rule } from './rule';
import { findingOn, nameRange } from './text';
import { Cidr, SPECIAL_RANGES } from '../../net';

/**
 * Ranges that collide with addresses which every machine gives another meaning.
 *
 * Only what holds in every fleet. What a mesh sets aside (Submariner: 242.0.0.0/8 and 243.0.0.0/8) is the mesh's to reserve when it is used.
 */
export const specialRange: Rule = {
  code: 'special-range',
  severity: 'error',
  summary: 'A range of a cluster overlaps addresses with a meaning of their own: loopback, link-local, multicast.',
  why: 'The operating system of every machine treats these addresses apart: packets to loopback never leave it, link-local ones are not '
    + 'forwarded and hold the metadata service of clouds, multicast ones have no single receiver. The RFC that sets each aside is in the message.',
  fix: 'Take a block of private addresses: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 (RFC 1918) or fd00::/8 (RFC 4193).',
  check: model => {
    const proposals = new Proposals(model);
    return overlapsBetween(SPECIAL_RANGES, topRanges(model))
      .sort(([s, a], [t, b]) => compareRanges(a, b) || Cidr.compare(s.cidr, t.cidr))
      .map(([special, range]) => findingOn(specialRange, [range],
        `${nameRange(range)} overlaps ${special.cidr}, which ${special.source} sets aside as ${special.name}: ${proposals.move(range, 'make it anew with another block')}`));
  },
};
