import { Rule } from './rule';
import { finding } from './text';

/** A Helm release that somebody else installs, and that constructs of the program need values in. */
export const releaseOwnedElsewhere: Rule = {
  code: 'release-owned-elsewhere',
  severity: 'warning',
  summary: 'Constructs need values in a Helm release that somebody else installs.',
  why: 'The program cannot set them: what it makes works only once the owner of the release has taken the values over.',
  fix: 'Give the file of values beside the folder of the cluster to the owner of the release; it changes when the fleet changes.',
  check: model => model.clusters.flatMap(cluster => cluster.foreignReleases.filter(({ values }) => Object.keys(values).length > 0).map(release =>
    finding(releaseOwnedElsewhere, [cluster.name], [release.path],
      `${cluster.name}: Helm release ${release.name} is installed by ${release.owner}, and other constructs need values in it: hand over`
      + ` ${cluster.name}.values/${release.name}.yaml, which lies beside the folder of the cluster`))),
};
