import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { KEPT } from './releases';
import { groupBy } from '../../fleet/collections';
import { compareText } from '../../fleet/names';
import { BUILT_IN_NAMESPACES } from '../../fleet/namespaces';

/** A namespace that Flux applies objects to. */
export interface NeededNamespace {
  /** Name of the cluster. */
  readonly cluster: string;
  /** Its name. */
  readonly namespace: string;
  /** Unit of the cluster that it is delivered in. @default - the main objects */
  readonly unit?: string;
}

/** A ServiceAccount that Flux acts as in a cluster, with its namespace. */
export interface NeededServiceAccount extends NeededNamespace {
  /** Its name. */
  readonly name: string;
  /** ClusterRole that it gets. */
  readonly clusterRole: string;
}

/**
 * Makes the namespaces and ServiceAccounts that Flux needs in clusters, each once, whoever needs it.
 *
 * @param isThere whether something else makes a namespace
 * @param scopeOf where the objects of a cluster go
 */
export function makeClusterObjects(
  namespaces: readonly NeededNamespace[], accounts: readonly NeededServiceAccount[],
  isThere: (cluster: string, namespace: string) => boolean, scopeOf: (cluster: string, unit: string | undefined) => Construct,
): void {
  for (const [, same] of byText([...accounts, ...namespaces], ({ cluster, namespace }) => `${cluster} ${namespace}`)) {
    const { cluster, namespace } = same[0];
    if (!BUILT_IN_NAMESPACES.includes(namespace) && !isThere(cluster, namespace)) {
      // What is delivered first needs its namespace first.
      const unit = same.find(need => need.unit !== undefined)?.unit;
      new ApiObject(scopeOf(cluster, unit), `namespace ${namespace}`, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, annotations: { ...KEPT } } });
    }
  }
  for (const [, same] of byText(accounts, ({ cluster, namespace, name }) => `${cluster} ${namespace} ${name}`)) {
    const { cluster, namespace, name } = same[0];
    const unit = same.find(need => need.unit !== undefined)?.unit;
    const scope = scopeOf(cluster, unit);
    new ApiObject(scope, `service-account ${namespace} ${name}`, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } });
    for (const clusterRole of [...new Set(same.map(account => account.clusterRole))].sort()) {
      makeBinding(scope, namespace, name, clusterRole);
    }
  }
}

/** The role is part of the name: the role of a binding cannot be changed. */
function makeBinding(scope: Construct, namespace: string, name: string, clusterRole: string): void {
  new ApiObject(scope, `binding ${namespace} ${name} ${clusterRole}`, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: `flux:${namespace}:${name}:${clusterRole}` },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: clusterRole },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  });
}

function byText<T>(items: readonly T[], key: (item: T) => string): readonly (readonly [string, readonly T[]])[] {
  return [...groupBy(items, key)].sort(([a], [b]) => compareText(a, b));
}
