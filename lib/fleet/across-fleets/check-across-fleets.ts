import { App } from 'cdk8s';
import { linkedClusters, modelOf } from './linked-clusters';
import { linksIn } from './links';
import { Finding } from '../finding';
import type { Fleet } from '../fleet';
import { compareText } from '../names';
import { cloudNameTwice } from './rules/cloud-name-twice';
import { linkedOverlaps } from './rules/linked-overlaps';
import { staleAcceptance } from '../rules/stale-acceptance';

/** What is wrong between the fleets of a program. */
export function checkAcrossFleets(app: App, fleets: readonly Fleet[]): readonly Finding[] {
  return fleets.length < 2 ? [] : [
    ...cloudNameTwice.check(fleets.map(fleet => fleet.settle()).sort((a, b) => compareText(a.name, b.name))),
    ...linksIn(app).flatMap(link => {
      const clusters = linkedClusters(link);
      return [...linkedOverlaps(link, clusters), ...staleAcceptance.check(modelOf(link, clusters))];
    }),
  ];
}
