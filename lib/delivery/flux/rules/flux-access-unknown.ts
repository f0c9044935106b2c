import { FluxRule } from './rule';
import { finding } from '../../../fleet/rules/text';
import { kubeconfigName } from '../remote';

/** A member that Flux on the hub is to reach, and nobody says how. */
export const fluxAccessUnknown: FluxRule = {
  code: 'flux-access-unknown',
  severity: 'warning',
  summary: 'Flux on the hub looks after a member, and the program does not say how its API server is reached.',
  why: 'Flux reads a kubeconfig from a Secret beside each of its objects, and knows no other place (kustomize-controller v1.9.4 docs/spec/v1/kustomizations.md, '
    + 'Kubeconfig reference). Without it nothing arrives in the cluster.',
  fix: 'Give the cluster `access`, or make the Secret that the message names.',
  check: (model, { form, namespace, delivers, objects }) => (form === 'per-cluster' ? [] : model.clusters
    .filter(cluster => cluster.role === 'member' && cluster.access === undefined && (delivers || objects.some(object => object.cluster === cluster.name)))
    .map(cluster => finding(fluxAccessUnknown, [cluster.name], [cluster.path],
      `${cluster.name}: the program does not say how Flux reaches it: write access: { type: 'kubeconfig', namespace, name }, or make the Secret`
      + ` ${namespace}/${kubeconfigName(cluster.name)} on the hub with a kubeconfig under the key 'value'`))),
};
