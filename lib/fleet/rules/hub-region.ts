import { Rule } from './rule';
import { findingAbout, listed } from './text';

/** Hubs that go down with the clusters which they would have to bring back. */
export const hubRegion: Rule = {
  code: 'hub-region',
  severity: 'warning',
  summary: 'The hub of a fleet in several regions lies in the region of one of its members.',
  why: 'When the region is lost the hub is lost with it, and with it Cluster API and GitOps: nobody makes new clusters elsewhere, moves applications or changes the '
    + 'clusters that are left.',
  fix: 'Put the hub into a region of its own, or be ready to make it anew elsewhere: `clusterctl move` needs a hub that still answers, so keep backups of its objects.',
  check: model => {
    const hub = model.clusters.find(cluster => cluster.role === 'hub');
    const placed = model.clusters.filter(cluster => cluster.role === 'member' && cluster.region !== undefined);
    const beside = placed.filter(cluster => cluster.region === hub?.region && cluster.cloud === hub?.cloud);
    const isSpread = new Set(placed.map(cluster => `${cluster.cloud} ${cluster.region}`)).size > 1;
    if (hub === undefined || beside.length === 0 || !isSpread) {
      return [];
    }
    const place = [hub.cloud, hub.region].filter(part => part !== undefined).join(' ');
    return [findingAbout(hubRegion, [hub, ...beside],
      `hub ${hub.name} lies in ${place}, the region of ${listed(beside.map(cluster => cluster.name).sort())}, and goes down with it: put the hub into another region than the`
      + ' clusters that it must bring back, or be ready to make it anew')];
  },
};
