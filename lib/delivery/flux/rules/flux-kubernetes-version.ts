import { FluxRule } from './rule';
import { tryParseKubernetesVersion } from '../../../fleet';
import { finding } from '../../../fleet/rules/text';
import { FLUX } from '../versions';

/** A cluster that runs Flux with a Kubernetes that Flux is not tested with. */
export const fluxKubernetesVersion: FluxRule = {
  code: 'flux-kubernetes-version',
  severity: 'error',
  summary: 'A cluster that runs Flux has a Kubernetes version outside of what this Flux supports.',
  why: '`flux check` refuses clusters that are older, and nobody tests newer ones (flux2 v2.9.4 cmd/flux/check.go, .github/workflows/conformance.yaml).',
  fix: 'Choose a Kubernetes version of the range for the clusters that run Flux. Members that are reached from the hub need none.',
  check: (model, { form }) => model.clusters.filter(cluster => cluster.role === 'hub' || form === 'per-cluster').flatMap(cluster => {
    const { oldest, newest, by, source } = FLUX.kubernetesVersions;
    const minor = tryParseKubernetesVersion(cluster.version)?.minor;
    const supported = minor === undefined || (minor >= minorOf(oldest) && minor <= minorOf(newest));
    return supported ? [] : [finding(fluxKubernetesVersion, [cluster.name], [cluster.path],
      `${cluster.name} runs Flux and has Kubernetes ${cluster.version}, and ${by} supports ${oldest} to ${newest} (${source}): choose a version in between`)];
  }),
};

function minorOf(text: string): number {
  return Number(text.split('.')[1]);
}
