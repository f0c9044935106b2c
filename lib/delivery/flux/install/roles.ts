import { CONTROLLERS, ControllerTraits } from './controllers';
import { labelsOf, object } from './metadata';
import type { Manifest } from '../../../fleet';

const RBAC = 'rbac.authorization.k8s.io';
const GROUPS = CONTROLLERS.map(({ group }) => group);
const READ = ['get', 'list', 'watch'];
const WRITE = [...READ, 'create', 'update', 'patch', 'delete'];

/** What every controller may do, in all namespaces. */
const RULES = [
  ...GROUPS.map(group => ({ apiGroups: [group], resources: ['*'], verbs: ['*'] })),
  { apiGroups: [''], resources: ['namespaces', 'secrets', 'configmaps', 'serviceaccounts'], verbs: READ },
  { apiGroups: [''], resources: ['events'], verbs: ['create', 'patch'] },
  // To elect who of several Pods works.
  { apiGroups: [''], resources: ['configmaps'], verbs: WRITE },
  { apiGroups: [''], resources: ['configmaps/status'], verbs: ['get', 'update', 'patch'] },
  { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: WRITE },
  // To be another ServiceAccount to a cloud: object-level workload identity.
  { apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] },
  // To find out whether the API server limits requests itself.
  { nonResourceURLs: ['/livez/ping'], verbs: ['head'] },
];

/** Who may see the objects of Flux, and change them: whoever may so with other objects. */
const AGGREGATED = [
  { name: 'flux-edit', to: ['admin', 'edit'], verbs: ['create', 'delete', 'deletecollection', 'patch', 'update'] },
  { name: 'flux-view', to: ['admin', 'edit', 'view'], verbs: READ },
];

/**
 * What the controllers and people may do (flux2 v2.9.4 `manifests/rbac`). Names end in the namespace, as those of `flux install` do.
 *
 * Kustomize- and helm-controller are administrators of the cluster: they apply whatever the repository holds.
 */
export function roles(namespace: string): readonly Manifest[] {
  const labels = labelsOf(namespace);
  const nameOf = (name: string) => `${name}-${namespace}`;
  const bind = (name: string, clusterRole: string, controllers: readonly ControllerTraits[]) => object(
    `${RBAC}/v1`, 'ClusterRoleBinding', { name: nameOf(name), labels }, {
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: clusterRole },
      subjects: controllers.map(controller => ({ kind: 'ServiceAccount', name: controller.name, namespace })),
    });
  return [
    object(`${RBAC}/v1`, 'ClusterRole', { name: nameOf('crd-controller'), labels }, { rules: RULES }),
    ...AGGREGATED.map(({ name, to, verbs }) => object(
      `${RBAC}/v1`, 'ClusterRole',
      { name: nameOf(name), labels: { ...labels, ...Object.fromEntries(to.map(role => [`${RBAC}/aggregate-to-${role}`, 'true'])) } },
      { rules: [{ apiGroups: GROUPS, resources: ['*'], verbs }] },
    )),
    bind('cluster-reconciler', 'cluster-admin', CONTROLLERS.filter(({ appliesObjects }) => appliesObjects)),
    bind('crd-controller', nameOf('crd-controller'), CONTROLLERS),
  ];
}
