import { IstioRule } from './rule';
import { tryParseKubernetesVersion } from '../../../../fleet';
import { finding } from '../../../../fleet/rules/text';

/** Kubernetes that Istio's project does not support. */
export const ISTIO_KUBERNETES_UNTESTED: IstioRule = {
  code: 'istio-kubernetes-untested',
  severity: 'warning',
  summary: 'A member of an Istio mesh has a Kubernetes version that its Istio is not supported on.',
  why: 'Istio supports 1.31 to 1.35 with 1.29, and 1.32 to 1.36 with 1.30 and 1.31 (istio.io, supported releases). On others it may work; nobody has tried.',
  fix: 'Choose a version of Istio that supports the Kubernetes of every member.',
  check: (model, { path, members, settings: { release } }) => members.flatMap(({ cluster: { name } }) => {
    const { version } = model.clusters.find(other => other.name === name)!;
    const minor = tryParseKubernetesVersion(version)?.minor;
    const [oldest, newest] = release.supportedKubernetes;
    // What is too old is a finding of its own.
    const isFine = minor === undefined || minor < release.oldestKubernetes || (minor >= oldest && minor <= newest);
    return isFine ? [] : [finding(ISTIO_KUBERNETES_UNTESTED, [name], [path],
      `${path}: ${name} has Kubernetes ${version}, and Istio ${release.minor} is supported on 1.${oldest} to 1.${newest}: choose another version of one of them`)];
  }),
};
