import { Rule } from './rule';
import { skewsOf } from './skew';
import { finding } from './text';

/** Workers that the control plane does not serve. */
export const versionSkew: Rule = {
  code: 'version-skew',
  severity: 'error',
  summary: 'Workers are newer than their control plane, or too many minor versions older.',
  why: 'A kubelet is never of a newer minor version than the API server, and at most three older (two before control planes of 1.28): '
    + 'https://kubernetes.io/releases/version-skew-policy/#kubelet. Cluster API holds such machines back (MachineSet preflight check KubernetesVersionSkew), '
    + 'so the pool neither scales nor heals.',
  fix: 'Upgrade the control plane first, then the workers.',
  check: model => model.clusters.flatMap(cluster => skewsOf(cluster)
    .filter(({ behind, allowed }) => behind < 0 || behind > allowed)
    .map(({ group, behind, allowed }) => finding(versionSkew, [cluster.name], [cluster.path, group.path], behind < 0
      ? `${group.name} of ${cluster.name} has Kubernetes ${group.version}, newer than its control plane ${cluster.version}: upgrade the control plane first`
      : `${group.name} of ${cluster.name} has Kubernetes ${group.version}, ${behind} minor versions behind its control plane ${cluster.version}, `
        + `and ${allowed} are served: upgrade ${group.name}`))),
};
