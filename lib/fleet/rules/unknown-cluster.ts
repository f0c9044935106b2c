import { Rule } from './rule';
import { finding } from './text';
import { didYouMean } from '../lock/names';

/** Names in the place of a cluster that are none. */
export const unknownCluster: Rule = {
  code: 'unknown-cluster',
  severity: 'error',
  summary: 'Something names a cluster that the fleet does not have.',
  why: 'A routing domain with a misspelt member checks nothing for the cluster that was meant.',
  fix: 'Correct the name, or declare the cluster.',
  check: model => {
    const known = model.clusters.map(cluster => cluster.name).sort();
    const fix = known.length > MOST_SHOWN ? `write one of its ${known.length} clusters` : `write one of its clusters (${known.join(', ')})`;
    return model.unknownClusters.map(({ name, where }) => finding(unknownCluster, [], [model.path],
      `${where} names '${name}', which is no cluster of fleet ${model.name}${didYouMean(name, known)}: ${fix}, or declare it`));
  },
};

const MOST_SHOWN = 8;
