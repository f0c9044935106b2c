import { Rule } from './rule';
import { finding } from './text';

/** The lock says that a cluster was made with defaults which this release does not have. */
export const unknownProfile: Rule = {
  code: 'unknown-profile',
  severity: 'error',
  summary: 'A cluster whose entry in the lock names a set of defaults that this release of the library does not know.',
  why: 'Another set of defaults changes machine templates, and with them replaces every machine of the cluster.',
  fix: 'Use the release of the library that wrote the lock, or a newer one.',
  check: model => model.clusters.filter(c => c.profile !== undefined && !c.knownProfiles.includes(c.profile)).map(cluster =>
    finding(unknownProfile, [cluster.name], [cluster.path],
      `${cluster.name} was made with the defaults '${cluster.profile}' (${model.lockName}), which this release of cdk8s-fleet does not know`
      + ` (it knows ${cluster.knownProfiles.map(p => `'${p}'`).join(', ')}): use the release that wrote the lock, or a newer one`)),
};
