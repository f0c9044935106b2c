import { Rule } from '../../../../fleet';
import { findingAbout } from '../../../../fleet/rules/text';

/** The name that Argo CD gives to the cluster that it runs in (v3.5.1 pkg/apis/application/v1alpha1 KubernetesInClusterName). */
const IN_CLUSTER_NAME = 'in-cluster';

/** Members with the name that Argo CD keeps for the hub. */
export const clusterName: Rule = {
  code: 'argo-cd-cluster-name',
  severity: 'error',
  summary: 'A member that Argo CD delivers to has the name by which Argo CD knows the cluster that it runs in.',
  why: 'Argo CD v3.5.1 calls its own cluster `in-cluster` unless a Secret has that name (util/db/cluster.go GetClusterServersByName): with a member of '
    + 'that name, Applications that mean the hub land in the member, and those of the member land in the hub as long as its Secret is missing.',
  fix: 'Give the member another name before it is made.',
  check: model => model.clusters.filter(({ role, name }) => role === 'member' && name === IN_CLUSTER_NAME).map(cluster => findingAbout(clusterName, [cluster],
    `cluster '${IN_CLUSTER_NAME}' has the name by which Argo CD knows the hub: give it another name before it is made`)),
};
