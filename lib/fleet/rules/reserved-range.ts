import { acceptanceOf } from './acceptance';
import { overlapsBetween } from './between';
import { Proposals } from './propose';
import { compareRanges, topRanges } from './ranges';
import { Rule } from './rule';
import { findingOn, nameRange, party } from './text';
import { Cidr } from '../../net';
import { compareText } from '../names';

const OTHERWISE = 'reserve less, or write down in acceptedOverlaps why the two never meet';

/** Ranges of clusters that overlap a range which no cluster owns. Reserved ranges may overlap each other: an office lies inside its region. */
export const reservedRange: Rule = {
  code: 'reserved-range',
  severity: 'error',
  summary: 'A range of a cluster overlaps a reserved range of the address plan: an office, a data centre, a VPN.',
  why: 'Packets for a reserved network stay in a cluster that has the same addresses, so its machines and pods cannot reach that network and it '
    + 'cannot reach them. The fleet cannot see those networks otherwise; that is what `reserved` is for.',
  fix: 'Move the range of the cluster, or write down in `acceptedOverlaps` why the two never meet.',
  check: model => {
    const isAccepted = acceptanceOf(model);
    const proposals = new Proposals(model);
    return overlapsBetween(model.reserved, topRanges(model))
      .filter(([reserved, range]) => !isAccepted(reserved.name, party(range)))
      .sort(([r, a], [s, b]) => compareRanges(a, b) || compareText(r.name, s.name) || Cidr.compare(r.cidr, s.cidr))
      .map(([reserved, range]) => findingOn(reservedRange, [range],
        `${nameRange(range)} overlaps ${reserved.cidr}, which is reserved for ${reserved.name}: ${proposals.move(range, OTHERWISE)}`));
  },
};
