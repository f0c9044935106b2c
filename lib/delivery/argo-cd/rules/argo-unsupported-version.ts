import { ArgoCdRule } from './rule';
import { tryParseKubernetesVersion } from '../../../fleet';
import { finding } from '../../../fleet/rules/text';

/** Argo CD v3.5, docs/operator-manual/tested-kubernetes-versions.md at v3.5.1. */
const TESTED = { oldest: 33, newest: 36 };

/** Clusters whose version Argo CD is not tested with. */
export const argoUnsupportedVersion: ArgoCdRule = {
  code: 'argo-unsupported-version',
  severity: 'warning',
  summary: 'The Kubernetes version of a cluster is outside of what Argo CD v3.5 is tested with.',
  why: `Argo CD v3.5 is tested with Kubernetes 1.${TESTED.oldest} to 1.${TESTED.newest} (Argo CD v3.5.1 docs/operator-manual/tested-kubernetes-versions.md): its list of`
    + ' fields that are equal without being the same, and what it knows of health, are those of these versions.',
  fix: 'Upgrade the cluster, or run a release of Argo CD that is tested with its version.',
  check: (model, declared) => {
    const delivered = new Set(declared.applications.map(application => application.cluster));
    return model.clusters.filter(cluster => delivered.has(cluster.name)).flatMap(cluster => {
      const minor = tryParseKubernetesVersion(cluster.version)?.minor;
      const tested = minor === undefined || (minor >= TESTED.oldest && minor <= TESTED.newest);
      return tested ? [] : [finding(argoUnsupportedVersion, [cluster.name], [cluster.path],
        `${cluster.name} has Kubernetes ${cluster.version}, and Argo CD v3.5 is tested with 1.${TESTED.oldest} to 1.${TESTED.newest}: upgrade the cluster, or run a release of Argo CD`
        + ' that is tested with it')];
    });
  },
};
