import { ApplicationSetRule, findingOn, named } from './rule';
import { didYouMean } from '../../../fleet/lock/names';

/** Names in selections that are no cluster. */
export const applicationSetUnknownCluster: ApplicationSetRule = {
  code: 'application-set-unknown-cluster',
  severity: 'error',
  summary: 'An ApplicationSetFleet, or a wave of one, names a cluster that the fleet does not have.',
  why: 'The cluster that was meant does not get the application, or gets it in another wave.',
  fix: 'Correct the name, or declare the cluster.',
  check: (settled, model) => {
    const known = model.clusters.map(cluster => cluster.name).sort();
    return settled.targets.unknown.map(name => findingOn(applicationSetUnknownCluster, settled, [],
      `names '${name}', which is no cluster of fleet ${model.name}${didYouMean(name, known)}: write one of its clusters (${named(known)}), or declare it`));
  },
};
