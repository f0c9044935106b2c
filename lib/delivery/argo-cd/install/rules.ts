import { NOTIFICATIONS, NOTIFICATIONS_SECRET, Part } from './names';
import { allow, READ, Rule, WRITE } from '../../rbac';

const CORE = '';
const ARGO = 'argoproj.io';
const LEASES = 'coordination.k8s.io';
const ANY = ['*'];

/**
 * The same in its own namespace and everywhere: what it may do in others is for ApplicationSets of any namespace, which
 * `applicationsetcontroller.namespaces` switches on.
 */
const APPLICATION_SETS: readonly Rule[] = [
  allow(WRITE, ARGO, ['applications', 'applicationsets', 'applicationsets/finalizers']),
  allow(READ, ARGO, ['appprojects']),
  allow(['get', 'patch', 'update'], ARGO, ['applicationsets/status']),
  allow([...READ, 'create', 'patch'], CORE, ['events']),
  allow(READ, CORE, ['secrets', 'configmaps']),
  allow(['create'], LEASES, ['leases']),
  allow(['get', 'update', 'create'], LEASES, ['leases'], ['58ac56fa.applicationsets.argoproj.io']),
];

/** What a part may do in the namespace of Argo CD (Argo CD v3.5.1, `*-role.yaml` below manifests/base). The repo server asks for nothing. */
export const RULES: ReadonlyArray<readonly [Part, readonly Rule[]]> = [
  ['application-controller', [
    allow(READ, CORE, ['secrets', 'configmaps']),
    allow(WRITE, ARGO, ['applications', 'applicationsets', 'appprojects']),
    allow(['create', 'list'], CORE, ['events']),
    allow(READ, 'apps', ['deployments']),
  ]],
  ['applicationset-controller', APPLICATION_SETS],
  ['dex-server', [allow(READ, CORE, ['secrets', 'configmaps'])]],
  ['notifications-controller', [
    allow([...READ, 'update', 'patch'], ARGO, ['applications', 'appprojects']),
    allow(['list', 'watch'], CORE, ['configmaps', 'secrets']),
    allow(['get'], CORE, ['configmaps'], [NOTIFICATIONS]),
    allow(['get'], CORE, ['secrets'], [NOTIFICATIONS_SECRET]),
  ]],
  // Its init container makes the Secret of the password, and sees whether it is there.
  ['redis', [allow(['get'], CORE, ['secrets'], ['argocd-redis']), allow(['create'], CORE, ['secrets'])]],
  ['server', [
    allow(WRITE, CORE, ['secrets', 'configmaps']),
    allow(WRITE, ARGO, ['applications', 'appprojects', 'applicationsets']),
    allow(['create', 'list'], CORE, ['events']),
  ]],
];

/** What a part may do in the whole cluster that it runs in (Argo CD v3.5.1 manifests/cluster-rbac). */
export const CLUSTER_RULES: ReadonlyArray<readonly [Part, readonly Rule[]]> = [
  // It applies whatever a repository holds.
  ['application-controller', [allow(ANY, '*', ANY), { nonResourceURLs: ANY, verbs: ANY }]],
  ['applicationset-controller', APPLICATION_SETS],
  ['server', [
    allow(['delete', 'get', 'patch'], '*', ANY),
    allow(['list'], CORE, ['events']),
    allow(['get'], CORE, ['pods', 'pods/log']),
    allow(READ, ARGO, ['applications', 'applicationsets']),
    allow(['create'], 'batch', ['jobs']),
    allow(['create'], ARGO, ['workflows']),
  ]],
];
