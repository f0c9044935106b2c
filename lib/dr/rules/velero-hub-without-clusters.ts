import { Finding, RuleText } from '../../fleet';
import { finding } from '../../fleet/rules/text';

/** A hub with nothing to restore. */
export const veleroHubWithoutClusters: RuleText = {
  code: 'velero-hub-without-clusters',
  severity: 'warning',
  summary: 'A HubRecovery protects a hub that makes no cluster.',
  why: 'What it restores are the objects of clusters that Cluster API makes. Everything else of a hub comes back from Git.',
  fix: 'Remove it, or protect what you write on the hub yourself by a `VeleroSchedule`.',
};

/** Whether there is something to restore. */
export function hubWithoutClusters(path: string, hub: string, clusters: number): readonly Finding[] {
  return clusters > 0 ? [] : [finding(veleroHubWithoutClusters, [hub], [path],
    `${path}: hub ${hub} makes no cluster through Cluster API, so that there is none to bring back: remove it, or protect what people write there by a VeleroSchedule`)];
}
