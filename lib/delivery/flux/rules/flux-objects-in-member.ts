import { FluxRule } from './rule';
import { finding } from '../../../fleet/rules/text';

/** Flux objects in a cluster that has no Flux. */
export const fluxObjectsInMember: FluxRule = {
  code: 'flux-objects-in-member',
  severity: 'error',
  summary: 'Flux objects lie in the folder of a member, while Flux runs on the hub alone.',
  why: 'The Kustomization for the folder has a kubeConfig, so that they are applied to the member, which knows no such kinds and runs no Flux '
    + '(fluxcd/flux2#3499).',
  fix: 'Make them on the hub with a kubeConfig of their own, as `FluxFleet` does, or deliver with `form: \'per-cluster\'`.',
  check: (model, { form, contentOf, delivers }) => (!delivers || form === 'per-cluster' ? [] : model.clusters.filter(cluster => cluster.role === 'member')
    .flatMap(({ name }) => contentOf(name).filter(({ apiVersion }) => isFluxApi(apiVersion)).map(object => ({ cluster: name, ...object })))
    .map(({ cluster, kind, path }) => finding(fluxObjectsInMember, [cluster], [path],
      `${cluster}: ${kind} ${path} would be applied to a cluster without Flux, whose controllers run on the hub: make it under the chart of the hub with a`
      + ' kubeConfig, use FluxFleet, or run Flux in each cluster (form: \'per-cluster\')'))),
};

/** Whether an object is one that the controllers of Flux act on. */
function isFluxApi(apiVersion: string): boolean {
  return /^[a-z]+\.(toolkit|extensions)\.fluxcd\.io\//.test(apiVersion);
}
