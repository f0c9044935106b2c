import type { ArgoCdProjectDestination } from './project';
import { groupBy } from '../../fleet/collections';
import { compareText } from '../../fleet/names';

/** A cluster with the namespaces in it that a project permits. */
export interface PermittedCluster {
  /** The cluster, as Applications name it. */
  readonly destination: { readonly name?: string; readonly server?: string };
  /** Namespaces, or patterns of them. */
  readonly namespaces: readonly string[];
}

/**
 * The destinations of a project, sorted. Clusters with the same namespaces are one pattern, `{eu,us}`: Argo CD tries every destination for every
 * object that it looks at, which a thousand clusters times their namespaces would make slow, and larger than etcd takes.
 */
export function destinationsOf(clusters: readonly PermittedCluster[]): readonly ArgoCdProjectDestination[] {
  const sorted = clusters.map(({ destination, namespaces }) => ({ destination, namespaces: [...new Set(namespaces)].sort() }));
  const groups = groupBy(sorted, ({ destination, namespaces }) => JSON.stringify([destination.server, namespaces]));
  return [...groups.values()].flatMap(group => {
    const [{ destination: { server }, namespaces }] = group;
    const names = group.flatMap(({ destination: { name } }) => name ?? []).sort();
    const cluster = server === undefined ? { name: names.length === 1 ? names[0] : `{${names.join(',')}}` } : { server };
    return namespaces.map(namespace => ({ ...cluster, namespace }));
  }).sort((a, b) => compareText(JSON.stringify(a), JSON.stringify(b)));
}
