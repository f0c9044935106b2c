import { allRanges } from './ranges';
import { Addresses, Routing } from './routing';
import { Rule } from './rule';
import { finding, listed, party } from './text';
import { Cidr } from '../../net';
import { Finding } from '../finding';
import { didYouMean } from '../lock/names';
import { AcceptedOverlap, AddressRange, FleetModel } from '../model';

/** Accepted overlaps that do not exist, or that do no harm anyway. */
export const staleAcceptance: Rule = {
  code: 'stale-acceptance',
  severity: 'error',
  summary: 'An accepted overlap names something that does not exist, or two ranges that do not overlap or that a mesh keeps apart.',
  why: 'An acceptance that nobody needs today hides a real overlap tomorrow, when one of the two ranges moves back or a new cluster takes the name. '
    + 'One with a slip of the pen accepts nothing.',
  fix: 'Remove it from `acceptedOverlaps`, or correct the names: `<cluster> <range>` (`prod-eu pods`), or the name of a reserved range.',
  check: model => {
    const parties = partiesOf(model);
    const routing = new Routing(model);
    // Those of several fleets are called after both.
    const form = model.clusters.some(({ name }) => name.includes('/')) ? '<fleet>/<cluster> <range>' : '<cluster> <range>';
    return model.acceptedOverlaps.flatMap(overlap => {
      const unknown = [...new Set(overlap.between)].filter(name => !parties.has(name));
      return unknown.length > 0
        ? unknown.map(name => about(model, [], `acceptedOverlaps names '${name}', which is no range of a cluster and no reserved range`
          + `${didYouMean(name, [...parties.keys()].sort())}: write a range as '${form}', or remove the entry`))
        : withoutNeed(model, routing, overlap, overlap.between.map(name => parties.get(name)!));
    });
  },
};

/** What can be named in an acceptance. A reserved name may stand for several blocks. */
interface Party {
  readonly range?: AddressRange;
  readonly blocks: Cidr[];
}

function withoutNeed(model: FleetModel, routing: Routing, { between: [a, b] }: AcceptedOverlap, [left, right]: readonly Party[]): readonly Finding[] {
  const clusters = [left, right].flatMap(({ range }) => range?.cluster ?? []);
  if (left.range?.cluster === right.range?.cluster) {
    const owner = left.range === undefined ? 'reserved ranges' : `ranges of one cluster (${left.range.cluster})`;
    return [about(model, clusters, `acceptedOverlaps holds '${a}' and '${b}', and an overlap of ${owner} is never looked up there: remove the entry`)];
  }
  const isOverlap = left.blocks.some(block => right.blocks.some(other => block.overlaps(other)));
  const apart = isOverlap ? left.range && right.range && meshBetween(routing, left.range, right.range) : 'do not overlap';
  return apart === undefined ? []
    : [about(model, clusters, `acceptedOverlaps holds '${a}' (${shown(left)}) and '${b}' (${shown(right)}), which ${apart}: remove the entry`)];
}

/** The mesh that keeps two ranges apart. Routing domains change more often: where only they do so, an acceptance may be one for later. */
function meshBetween(routing: Routing, a: Addresses, b: Addresses): string | undefined {
  const mesh = routing.between(a, b) === undefined ? routing.meshOf(a.cluster, b.cluster) : undefined;
  return mesh && `mesh ${mesh.name} (${mesh.mesh}) keeps apart`;
}

function partiesOf(model: FleetModel): ReadonlyMap<string, Party> {
  const parties = new Map<string, Party>(allRanges(model).map(range => [party(range), { range, blocks: [range.cidr] }]));
  for (const { name, cidr } of model.reserved) {
    const blocks = parties.get(name)?.blocks ?? [];
    blocks.push(cidr);
    parties.set(name, { blocks });
  }
  return parties;
}

function shown({ blocks }: Party): string {
  return listed([...blocks].sort(Cidr.compare).map(String));
}

function about(model: FleetModel, clusters: readonly string[], message: string): Finding {
  return finding(staleAcceptance, clusters, [model.path], message);
}
