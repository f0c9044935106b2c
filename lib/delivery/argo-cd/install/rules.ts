import { NOTIFICATIONS, NOTIFICATIONS_SECRET, Part } from './names';

interface PolicyRule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
}

const CORE = '';
const ARGO = 'argoproj.io';
const LEASES = 'coordination.k8s.io';
const ANY = ['*'];
const READ = ['get', 'list', 'watch'];
const CHANGE = [...READ, 'create', 'update', 'patch', 'delete'];

const allow = (group: string, resources: readonly string[], verbs: readonly string[]): PolicyRule => ({ apiGroups: [group], resources, verbs });
const allowOne = (group: string, resource: string, name: string, verbs: readonly string[]): PolicyRule =>
  ({ apiGroups: [group], resources: [resource], resourceNames: [name], verbs });

/**
 * The same in its own namespace and everywhere: what it may do in others is for ApplicationSets of any namespace, which
 * `applicationsetcontroller.namespaces` switches on.
 */
const APPLICATION_SETS: readonly PolicyRule[] = [
  allow(ARGO, ['applications', 'applicationsets', 'applicationsets/finalizers'], CHANGE),
  allow(ARGO, ['appprojects'], READ),
  allow(ARGO, ['applicationsets/status'], ['get', 'patch', 'update']),
  allow(CORE, ['events'], [...READ, 'create', 'patch']),
  allow(CORE, ['secrets', 'configmaps'], READ),
  allow(LEASES, ['leases'], ['create']),
  allowOne(LEASES, 'leases', '58ac56fa.applicationsets.argoproj.io', ['get', 'update', 'create']),
];

/** What a part may do in the namespace of Argo CD (Argo CD v3.5.1, `*-role.yaml` below manifests/base). The repo server asks for nothing. */
export const RULES: ReadonlyArray<readonly [Part, readonly PolicyRule[]]> = [
  ['application-controller', [
    allow(CORE, ['secrets', 'configmaps'], READ),
    allow(ARGO, ['applications', 'applicationsets', 'appprojects'], CHANGE),
    allow(CORE, ['events'], ['create', 'list']),
    allow('apps', ['deployments'], READ),
  ]],
  ['applicationset-controller', APPLICATION_SETS],
  ['dex-server', [allow(CORE, ['secrets', 'configmaps'], READ)]],
  ['notifications-controller', [
    allow(ARGO, ['applications', 'appprojects'], [...READ, 'update', 'patch']),
    allow(CORE, ['configmaps', 'secrets'], ['list', 'watch']),
    allowOne(CORE, 'configmaps', NOTIFICATIONS, ['get']),
    allowOne(CORE, 'secrets', NOTIFICATIONS_SECRET, ['get']),
  ]],
  // Its init container makes the Secret of the password, and sees whether it is there.
  ['redis', [allowOne(CORE, 'secrets', 'argocd-redis', ['get']), allow(CORE, ['secrets'], ['create'])]],
  ['server', [
    allow(CORE, ['secrets', 'configmaps'], CHANGE),
    allow(ARGO, ['applications', 'appprojects', 'applicationsets'], CHANGE),
    allow(CORE, ['events'], ['create', 'list']),
  ]],
];

/** What a part may do in the whole cluster that it runs in (Argo CD v3.5.1 manifests/cluster-rbac). */
export const CLUSTER_RULES: ReadonlyArray<readonly [Part, readonly PolicyRule[]]> = [
  // It applies whatever a repository holds.
  ['application-controller', [allow('*', ANY, ANY), { nonResourceURLs: ANY, verbs: ANY }]],
  ['applicationset-controller', APPLICATION_SETS],
  ['server', [
    allow('*', ANY, ['delete', 'get', 'patch']),
    allow(CORE, ['events'], ['list']),
    allow(CORE, ['pods', 'pods/log'], ['get']),
    allow(ARGO, ['applications', 'applicationsets'], READ),
    allow('batch', ['jobs'], ['create']),
    allow(ARGO, ['workflows'], ['create']),
  ]],
];
