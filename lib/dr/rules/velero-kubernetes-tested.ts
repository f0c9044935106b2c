import { DrRule } from './rule';
import type { ClusterModel } from '../../fleet';
import { tryParseKubernetesVersion } from '../../fleet/kubernetes-version';
import { finding, listed } from '../../fleet/rules/text';
import { CHART, TESTED_KUBERNETES } from '../installation/versions';

/** Kubernetes that nobody has tried with this Velero. */
export const veleroKubernetesTested: DrRule = {
  code: 'velero-kubernetes-tested',
  severity: 'warning',
  summary: 'Velero is installed in a cluster whose Kubernetes it is not tested with.',
  why: `${TESTED_KUBERNETES.by} is tested with Kubernetes 1.${TESTED_KUBERNETES.oldest} to 1.${TESTED_KUBERNETES.newest}; with others it is expected to work (Velero v1.18.2 README.md,`
    + ' "Velero compatibility matrix"). Known for the default version of the chart alone.',
  fix: 'Try a restore before you rely on it, or choose the `version` of the chart that fits.',
  check: ({ veleros }, model) => {
    const untested = model.clusters.filter(isUntested);
    return veleros.flatMap(({ node: { path }, installations }) => {
      const { oldest, newest, by } = TESTED_KUBERNETES;
      const having = untested.filter(({ name }) => installations.has(name));
      return having.length === 0 ? [] : [finding(veleroKubernetesTested, having.map(({ name }) => name), [path],
        `${path}: ${by} is tested with Kubernetes 1.${oldest} to 1.${newest}, and not with that of ${listed(having.map(({ name, version }) => `${name} (${version})`))}: it is expected`
        + ' to work; try a restore before you rely on it')];
    });
  },
};

/** Of other versions of the chart nothing is known here. */
function isUntested({ version, releases }: ClusterModel): boolean {
  const { minor } = tryParseKubernetesVersion(version)!;
  const isKnown = releases.some(release => release.name === CHART.release && release.version === CHART.defaultVersion);
  return isKnown && (minor < TESTED_KUBERNETES.oldest || minor > TESTED_KUBERNETES.newest);
}
