import { ClusterModel, Rule } from '../../../../fleet';
import { groupBy } from '../../../../fleet/collections';
import { findingAbout, listed } from '../../../../fleet/rules/text';

/** Members that are one cluster to Argo CD. */
export const sameApiServer: Rule = {
  code: 'argo-cd-same-api-server',
  severity: 'error',
  summary: 'Two members that Argo CD delivers to have the same API server or the same kubeconfig.',
  why: 'Argo CD v3.5.1 tells clusters apart by the address of their API server (util/db/cluster.go GetCluster): two Secrets with one address are one '
    + 'cluster with the credentials and the settings of either, and both folders land in it.',
  fix: 'Correct `access` of the one that is wrong, or remove the member that is there twice.',
  check: model => {
    const members = model.clusters.filter(({ role, access }) => role === 'member' && access !== undefined);
    return [...groupBy(members, reached)].filter(([, clusters]) => clusters.length > 1).map(([by, clusters]) => findingAbout(sameApiServer, clusters,
      `clusters ${listed(clusters.map(({ name }) => name))} are one cluster to Argo CD: they are reached by ${by}; correct access of the wrong one, or remove it`));
  },
};

function reached({ access }: ClusterModel): string {
  return access?.type === 'eks'
    ? `API server ${access.server.replace(/\/+$/, '').toLowerCase()}`
    : `key ${access?.key ?? 'value'} of Secret ${access?.namespace}/${access?.name}`;
}
