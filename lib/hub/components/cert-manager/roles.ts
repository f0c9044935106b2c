import { CAINJECTOR, CONTROLLER, metadataOf, NAMESPACE, Part, WEBHOOK } from './parts';
import { allow, CHANGE, extend, grant, READ, Rule } from '../../../delivery/rbac';
import type { Manifest } from '../../../fleet';

const CORE = '';
const CERTIFICATES = 'cert-manager.io';
const ACME = 'acme.cert-manager.io';
const CSR = 'certificates.k8s.io';
const INGRESS = 'networking.k8s.io';
const GATEWAY = 'gateway.networking.k8s.io';
const EVENTS = allow(['create', 'patch'], CORE, ['events']);
const SEE_SECRETS = allow(READ, CORE, ['secrets']);
const MAKE_SECRETS = allow([...READ, 'create', 'update', 'delete'], CORE, ['secrets']);
const ASK = allow(['create'], 'authorization.k8s.io', ['subjectaccessreviews']);
/** The authorities that the controller approves requests for and signs with: those of all its issuers. */
const SIGNERS = [`issuers.${CERTIFICATES}/*`, `clusterissuers.${CERTIFICATES}/*`];

/**
 * What the controller may do in the whole cluster, one role for each of its loops.
 *
 * Finalizers are for clusters that ask who sets an owner of an object for the right to block its deletion (`OwnerReferencesPermissionEnforcement`).
 */
const CONTROLLER_ROLES: Readonly<Record<string, readonly Rule[]>> = {
  'issuers': issuing('issuers'),
  'clusterissuers': issuing('clusterissuers'),
  'certificates': [
    allow(CHANGE, CERTIFICATES, ['certificates', 'certificates/status', 'certificaterequests', 'certificaterequests/status']),
    allow(READ, CERTIFICATES, ['certificates', 'certificaterequests', 'clusterissuers', 'issuers']),
    allow(['update'], CERTIFICATES, ['certificates/finalizers', 'certificaterequests/finalizers']),
    allow([...READ, 'create', 'delete'], ACME, ['orders']),
    allow([...MAKE_SECRETS.verbs, 'patch'], CORE, ['secrets']), EVENTS,
  ],
  'orders': [
    allow(CHANGE, ACME, ['orders', 'orders/status']),
    allow(READ, ACME, ['orders', 'challenges']),
    allow(READ, CERTIFICATES, ['clusterissuers', 'issuers']),
    allow(['create', 'delete'], ACME, ['challenges']),
    allow(['update'], ACME, ['orders/finalizers']),
    allow(['update'], CERTIFICATES, ['clusterissuers/finalizers', 'issuers/finalizers']),
    SEE_SECRETS, EVENTS,
  ],
  'challenges': [
    allow(CHANGE, ACME, ['challenges', 'challenges/status']),
    allow(READ, ACME, ['challenges']),
    allow(['update'], ACME, ['challenges/finalizers']),
    allow(READ, CERTIFICATES, ['issuers', 'clusterissuers']),
    SEE_SECRETS, EVENTS,
    // What answers a challenge over HTTP; OpenShift asks for the right to choose a host name.
    allow([...READ, 'create', 'delete'], CORE, ['pods', 'services']),
    allow([...READ, 'create', 'delete', 'update'], INGRESS, ['ingresses']),
    allow([...READ, 'create', 'delete', 'update'], GATEWAY, ['httproutes']),
    allow(['create'], 'route.openshift.io', ['routes/custom-host']),
  ],
  'ingress-shim': [
    allow([...READ, 'create', 'update', 'delete'], CERTIFICATES, ['certificates', 'certificaterequests']),
    allow(READ, CERTIFICATES, ['issuers', 'clusterissuers']),
    allow(READ, INGRESS, ['ingresses']),
    allow(['update'], INGRESS, ['ingresses/finalizers']),
    allow(READ, GATEWAY, ['gateways', 'httproutes', 'listenersets']),
    allow(['update'], GATEWAY, ['gateways/finalizers', 'httproutes/finalizers', 'listenersets/finalizers']),
    EVENTS,
  ],
  'approve:cert-manager-io': [allow(['approve'], CERTIFICATES, ['signers'], SIGNERS)],
  'certificatesigningrequests': [
    allow([...READ, 'update'], CSR, ['certificatesigningrequests']),
    allow(CHANGE, CSR, ['certificatesigningrequests/status']),
    allow(['sign'], CSR, ['signers'], SIGNERS),
    ASK,
  ],
};

/** What cainjector may do in the whole cluster. */
const CAINJECTOR_RULES = [
  allow(READ, CERTIFICATES, ['certificates']),
  SEE_SECRETS,
  allow(['get', 'create', 'update', 'patch'], CORE, ['events']),
  allow([...READ, ...CHANGE], 'admissionregistration.k8s.io', ['validatingwebhookconfigurations', 'mutatingwebhookconfigurations']),
  allow([...READ, ...CHANGE], 'apiregistration.k8s.io', ['apiservices']),
  allow([...READ, ...CHANGE], 'apiextensions.k8s.io', ['customresourcedefinitions']),
];

/** Where the webhook keeps the authority of its own certificate: it makes the Secret itself. */
export const WEBHOOK_AUTHORITY = 'cert-manager-webhook-ca';

/** What the programs and people may do (cert-manager v1.21.1 deploy/charts/cert-manager/templates: the files *rbac.yaml). */
export function roles(): readonly Manifest[] {
  const ofCluster = (part: Part, name: string, rules: readonly Rule[]) => grant(metadataOf(part, name), accountOf(part), rules);
  return [
    ...ofCluster(CAINJECTOR, CAINJECTOR.name, CAINJECTOR_RULES),
    ...Object.entries(CONTROLLER_ROLES).flatMap(([name, rules]) => ofCluster(CONTROLLER, `cert-manager-controller-${name}`, rules)),
    ...ofCluster(WEBHOOK, 'cert-manager-webhook:subjectaccessreviews', [ASK]),
    ...forPeople(),
    ...leaderElection(CAINJECTOR, ['cert-manager-cainjector-leader-election', 'cert-manager-cainjector-leader-election-core']),
    ...leaderElection(CONTROLLER, ['cert-manager-controller']),
    ...grant({ ...metadataOf(WEBHOOK, 'cert-manager-webhook:dynamic-serving'), namespace: NAMESPACE }, accountOf(WEBHOOK), [
      allow([...READ, 'update'], CORE, ['secrets'], [WEBHOOK_AUTHORITY]),
      allow(['create'], CORE, ['secrets']),
    ]),
  ];
}

function forPeople(): readonly Manifest[] {
  const kinds = ['certificates', 'certificaterequests', 'issuers'];
  const write = ['create', 'delete', 'deletecollection', ...CHANGE];
  return [
    extend(['cluster-reader'], metadataOf(CONTROLLER, 'cert-manager-cluster-view'), [allow(READ, CERTIFICATES, ['clusterissuers'])]),
    extend(['view', 'edit', 'admin', 'cluster-reader'], metadataOf(CONTROLLER, 'cert-manager-view'), [
      allow(READ, CERTIFICATES, kinds), allow(READ, ACME, ['challenges', 'orders']),
    ]),
    extend(['edit', 'admin'], metadataOf(CONTROLLER, 'cert-manager-edit'), [
      allow(write, CERTIFICATES, kinds),
      // To renew one by hand.
      allow(['update'], CERTIFICATES, ['certificates/status']),
      allow(['delete', 'deletecollection', ...CHANGE], ACME, ['challenges']),
      allow(['delete', 'deletecollection'], ACME, ['orders']),
    ]),
  ];
}

/** Replicas agree on who works by locks in kube-system: all installations of a cluster then see each other. */
function leaderElection(part: Part, locks: readonly string[]): readonly Manifest[] {
  const leases = ['coordination.k8s.io', ['leases']] as const;
  return grant({ ...metadataOf(part, `${part.name}:leaderelection`), namespace: 'kube-system' }, accountOf(part), [
    allow(['get', ...CHANGE], ...leases, locks), allow(['create'], ...leases),
  ]);
}

function issuing(kind: string): readonly Rule[] {
  return [allow(CHANGE, CERTIFICATES, [kind, `${kind}/status`]), allow(READ, CERTIFICATES, [kind]), MAKE_SECRETS, EVENTS];
}

function accountOf({ name }: Part) {
  return { name, namespace: NAMESPACE };
}
