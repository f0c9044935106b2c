import { findingOn, ServiceRule } from './rule';
import { ClusterModel } from '../../fleet';
import { BUILT_IN_NAMESPACES } from '../../fleet/namespaces';
import { listed } from '../../fleet/rules/text';
import { nameOf, SettledServices } from '../settled-services';

/** Namespaces that nothing of the program makes. */
export const serviceNamespaceMissing: ServiceRule = {
  code: 'service-namespace-missing',
  severity: 'warning',
  summary: 'A ServiceExportPair with `createNamespace: false` names a namespace that nothing of the program makes in one of its clusters.',
  why: 'A service is imported only by clusters that have its namespace; in the others there is no ServiceImport, no name and no error (KEP-1645, "Importing Services").',
  fix: 'Leave `createNamespace` out: the namespace is then made where it is missing.',
  check: ({ pairs, objects }, model) => {
    const clusters = new Map(model.clusters.map(cluster => [cluster.name, cluster]));
    return pairs.filter(pair => !pair.createNamespace).flatMap(pair => {
      const { from, to, namespace } = pair.service;
      const without = [...new Set([...from, ...to])].sort().filter(name => !hasNamespace(clusters.get(name)!, namespace, objects));
      return without.length === 0 ? [] : [findingOn(serviceNamespaceMissing, pair, without,
        `nothing of the program makes namespace ${namespace} in ${listed(without)}; while nobody else does either, ${nameOf(pair)} is neither exported nor imported there, and nothing`
        + ' says so: leave createNamespace out')];
    });
  },
};

function hasNamespace(cluster: ClusterModel, namespace: string, objects: SettledServices['objects']): boolean {
  return BUILT_IN_NAMESPACES.includes(namespace) || objects.hasNamespace(cluster.name, namespace)
    || cluster.releases.some(release => release.namespace === namespace);
}
