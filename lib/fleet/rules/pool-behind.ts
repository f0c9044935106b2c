import { Rule } from './rule';
import { skewsOf } from './skew';
import { finding } from './text';
import { ClusterModel } from '../model';

/** Workers that run, but cannot be joined by new ones. */
export const poolBehind: Rule = {
  code: 'pool-behind',
  severity: 'warning',
  summary: 'Workers of a kubeadm cluster are of an older minor version than their control plane.',
  why: 'kubeadm joins machines of the control plane\'s own minor version only, so Cluster API makes no new ones (MachineSet preflight check '
    + 'KubeadmVersionSkew): the machines that exist keep running, and the pool neither scales up nor is healed. That is right in the middle of an upgrade and nowhere else.',
  fix: 'Upgrade the workers as soon as the control plane is.',
  check: model => model.clusters.filter(hasKubeadm).flatMap(cluster => skewsOf(cluster)
    .filter(({ behind, allowed }) => behind > 0 && behind <= allowed)
    .map(({ group }) => finding(poolBehind, [cluster.name], [cluster.path, group.path],
      `${group.name} of ${cluster.name} has Kubernetes ${group.version} and its control plane ${cluster.version}: `
      + `no machine can be added or replaced until ${group.name} has the same minor version`))),
};

/** Only kubeadm control planes consist of machines of this program. */
function hasKubeadm(cluster: ClusterModel): boolean {
  return cluster.origin === 'managed' && cluster.nodeGroups.some(group => group.role === 'control-plane');
}
