import { Rule } from './rule';
import { findingAbout } from './text';
import { Finding } from '../finding';
import { ClusterModel, NameLimit } from '../model';

const VALID = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/** The name is the value of the label `cluster.x-k8s.io/cluster-name`, and of `spec.clusterName` of every machine. */
const OF_CLUSTER_API: NameLimit = { longest: 63, by: 'Cluster API', source: 'core/webhooks/admission/cluster.go' };

/** Cluster names that some system refuses. */
export const clusterName: Rule = {
  code: 'cluster-name',
  severity: 'error',
  summary: 'A cluster name is no DNS label that begins with a letter, or is longer than what uses it takes.',
  why: 'The name becomes part of host names, label values and names in clouds (RFC 1123; Cluster API core/webhooks/admission/cluster.go: a label value '
    + 'of at most 63 characters; Google Cloud and DNS-1035 names begin with a letter). Who sets the shortest limit is in the message.',
  fix: 'Choose a shorter name of lower-case letters, digits and dashes before the cluster is made: it can never be renamed.',
  check: model => model.clusters.flatMap(cluster => [...misspelt(cluster), ...tooLong(cluster)]),
};

function misspelt(cluster: ClusterModel): readonly Finding[] {
  if (VALID.test(cluster.name)) {
    return [];
  }
  const proposed = cluster.name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '');
  const proposal = proposed === '' ? 'a name such as \'prod-eu\'' : `'${proposed}'`;
  return [findingAbout(clusterName, [cluster], `cluster name '${cluster.name}' is no DNS label (lower-case letters, digits and dashes, `
    + `first a letter, last no dash): write ${proposal}`)];
}

function tooLong(cluster: ClusterModel): readonly Finding[] {
  const { length } = cluster.name;
  return [OF_CLUSTER_API, ...cluster.nameLimits].filter(limit => length > limit.longest).map(({ longest, by, source }) =>
    findingAbout(clusterName, [cluster], `cluster name '${cluster.name}' has ${length} characters, and the limit of ${by} is ${longest} (${source}): `
      + `shorten it by ${length - longest}`));
}
