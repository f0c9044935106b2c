import { App } from 'cdk8s';
import { joined } from './joined-fleets';
import { Link, linksIn } from './links';
import { groupBy } from '../collections';
import { Finding } from '../finding';
import type { Fleet } from '../fleet';
import { compareText } from '../names';
import { cloudNameTwice } from './rules/cloud-name-twice';
import { linkedOverlaps } from './rules/linked-overlaps';
import { sharedHubComponents } from './rules/shared-hub-component';
import { staleAcceptance } from '../rules/stale-acceptance';

/** What is wrong between the fleets of a program. */
export function checkAcrossFleets(app: App, given: readonly Fleet[]): readonly Finding[] {
  // What messages say does not depend on the order of the program.
  const fleets = [...given].sort((a, b) => compareText(a.node.id, b.node.id));
  return fleets.length < 2 ? [] : [
    ...cloudNameTwice.check(fleets.map(fleet => fleet.settle())),
    ...[...groupBy(fleets, fleet => fleet.hubGiven).values()].flatMap(sharing => sharedHubComponents(sharing.map(fleet => fleet.settle()))),
    ...betweenLinks(fleets, linksIn(app)),
  ];
}

function betweenLinks(fleets: readonly Fleet[], links: readonly Link[]): readonly Finding[] {
  if (links.length === 0) {
    return [];
  }
  const all = joined(fleets, links);
  return [
    ...linkedOverlaps(all, links),
    ...links.flatMap(({ node: { path }, acceptedOverlaps }) => staleAcceptance.check({ ...all.model, path, acceptedOverlaps })),
  ];
}
