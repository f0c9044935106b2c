import { CONTROLLERS, ControllerTraits } from './controllers';
import { labelsOf } from './metadata';
import type { Manifest } from '../../../fleet';
import { allow, bind, extend, READ, role, Rule, WRITE } from '../../rbac';

const GROUPS = CONTROLLERS.map(({ group }) => group);

/** What every controller may do, in all namespaces. */
const RULES: readonly Rule[] = [
  ...GROUPS.map(group => allow(['*'], group, ['*'])),
  allow(READ, '', ['namespaces', 'secrets', 'configmaps', 'serviceaccounts']),
  allow(['create', 'patch'], '', ['events']),
  // To elect who of several Pods works.
  allow(WRITE, '', ['configmaps']),
  allow(['get', 'update', 'patch'], '', ['configmaps/status']),
  allow(WRITE, 'coordination.k8s.io', ['leases']),
  // To be another ServiceAccount to a cloud: object-level workload identity.
  allow(['create'], '', ['serviceaccounts/token']),
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
  const accounts = (controllers: readonly ControllerTraits[]) => controllers.map(({ name }) => ({ name, namespace }));
  return [
    role({ name: nameOf('crd-controller'), labels }, RULES),
    ...AGGREGATED.map(({ name, to, verbs }) => extend(to, { name: nameOf(name), labels }, [{ apiGroups: GROUPS, resources: ['*'], verbs }])),
    bind({ name: nameOf('cluster-reconciler'), labels }, 'cluster-admin', accounts(CONTROLLERS.filter(({ appliesObjects }) => appliesObjects))),
    bind({ name: nameOf('crd-controller'), labels }, nameOf('crd-controller'), accounts(CONTROLLERS)),
  ];
}
