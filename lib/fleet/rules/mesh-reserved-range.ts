import { overlapsBetween } from './between';
import { Proposals } from './propose';
import { compareRanges, topRanges } from './ranges';
import { Rule } from './rule';
import { findingOn, nameRange } from './text';
import { Cidr } from '../../net';
import { groupBy } from '../collections';
import { compareText } from '../names';

/** Ranges of members that overlap what their mesh uses for itself. */
export const meshReservedRange: Rule = {
  code: 'mesh-reserved-range',
  severity: 'error',
  summary: 'A range of a member of a mesh overlaps addresses that the mesh uses for itself in every member.',
  why: 'A mesh gives interfaces of its own, the ends of tunnels for example, addresses on the machines of every member: Submariner has set aside for them '
    + '240.0.0.0/8, and 241.0.0.0/8 over vxlan. A machine then sends packets for a pod or another machine with such an address into a tunnel. This cannot be accepted.',
  fix: 'Move the range of the member, or take the cluster out of the mesh.',
  check: model => {
    const proposals = new Proposals(model);
    const ranges = groupBy(topRanges(model), range => range.cluster);
    return [...model.meshes].sort((a, b) => compareText(a.name, b.name)).flatMap(({ name, kind, members, reserved }) =>
      overlapsBetween(reserved, members.flatMap(member => ranges.get(member) ?? []))
        .sort(([r, a], [s, b]) => compareRanges(a, b) || Cidr.compare(r.cidr, s.cidr))
        .map(([used, range]) => findingOn(meshReservedRange, [range], `${nameRange(range)} overlaps ${used.cidr}, which mesh ${name} (${kind}) uses for `
          + `${used.name}: ${proposals.move(range, `take ${range.cluster} out of the mesh`)}`)));
  },
};
