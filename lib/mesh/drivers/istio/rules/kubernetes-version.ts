import { IstioRule } from './rule';
import { tryParseKubernetesVersion } from '../../../../fleet';
import { finding } from '../../../../fleet/rules/text';

/** Kubernetes that is too old for Istio. */
export const ISTIO_KUBERNETES_VERSION: IstioRule = {
  code: 'istio-kubernetes-version',
  severity: 'error',
  summary: 'A member of an Istio mesh has a Kubernetes version older than its Istio runs on.',
  why: 'istioctl warns below `MinK8SVersion` (istio istioctl/pkg/install/k8sversion/version.go: 1.30 for Istio 1.29, 1.32 for 1.30 and 1.31); the charts say nothing and '
    + 'install.',
  fix: 'Raise the version of the cluster, or choose an older Istio for the mesh.',
  check: (model, { path, members, settings: { release } }) => members.flatMap(({ cluster: { name } }) => {
    const { version } = model.clusters.find(other => other.name === name)!;
    const parsed = tryParseKubernetesVersion(version);
    return parsed === undefined || parsed.minor >= release.oldestKubernetes ? [] : [finding(ISTIO_KUBERNETES_VERSION, [name], [path],
      `${path}: ${name} has Kubernetes ${version}, and Istio ${release.minor} runs on 1.${release.oldestKubernetes} and later: raise it, or write an older version of Istio`)];
  }),
};
