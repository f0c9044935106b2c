import { Rule } from './rule';
import { findingOn, listed, nameRange } from './text';
import { Finding } from '../finding';
import { AddressRange, AddressSpace, ClusterModel } from '../model';

const FAMILIES = [4, 6] as const;

/** Combinations of IPv4 and IPv6 ranges that Kubernetes does not take. */
export const rangeFamilies: Rule = {
  code: 'range-families',
  severity: 'error',
  summary: 'A cluster has two pod or two service ranges of one family, or services of a family that its pods lack.',
  why: 'A dual-stack cluster has one range of each family: the API server and kubeadm refuse two service ranges of the same one, and kubeadm and '
    + 'the controller manager two such pod ranges (kubernetes/kubernetes cmd/kubeadm/app/apis/kubeadm/validation). A Service whose family no pod has '
    + 'never has an endpoint.',
  fix: 'Keep one range of each family, and give pods every family that services have. Pods may have one more.',
  check: model => model.clusters.flatMap(cluster => {
    const pods = ranges(cluster, 'pods');
    const services = ranges(cluster, 'services');
    return [
      ...(hasKubeadmPods(cluster) ? doubles(pods) : []),
      ...doubles(services),
      ...unserved(cluster, pods, services),
    ];
  }),
};

/** Clouds give pods of their clusters as many ranges as asked; only the controller manager, and with it kubeadm, is bound to one of each family. */
function hasKubeadmPods(cluster: ClusterModel): boolean {
  return cluster.origin === 'managed' || cluster.nodeMask !== undefined;
}

function ranges(cluster: ClusterModel, space: AddressSpace): readonly AddressRange[] {
  return cluster.ranges.filter(range => range.space === space && range.within === undefined);
}

function doubles(own: readonly AddressRange[]): readonly Finding[] {
  return FAMILIES.map(family => own.filter(range => range.cidr.family === family)).filter(same => same.length > 1).map(same =>
    findingOn(rangeFamilies, same, `${listed(same.map(nameRange).sort())} are ${same.length === 2 ? 'both' : 'all'} IPv${same[0].cidr.family}, `
      + `and Kubernetes takes one range of each family for ${same[0].space}: keep one of them`));
}

function unserved(cluster: ClusterModel, pods: readonly AddressRange[], services: readonly AddressRange[]): readonly Finding[] {
  if (pods.length === 0) {
    return [];
  }
  return services.filter(service => pods.every(pod => pod.cidr.family !== service.cidr.family)).map(service =>
    findingOn(rangeFamilies, [service, ...pods], `${nameRange(service)} is IPv${service.cidr.family}, and no pod of ${cluster.name} has such an address `
      + `(${listed(pods.map(nameRange).sort())}): add an IPv${service.cidr.family} pod range, or give services the family of the pods`));
}
