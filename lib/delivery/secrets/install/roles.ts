import { CERT_CONTROLLER, CONTROLLER, metadataOf, NAMESPACE, WEBHOOK } from './parts';
import { WEBHOOK_CONFIGURATIONS } from './webhook';
import type { Manifest } from '../../../fleet';
import { allow, CHANGE, extend, grant, READ, role } from '../../rbac';

const CORE = '';
const SECRETS = 'external-secrets.io';
const GENERATORS = 'generators.external-secrets.io';
const DEFINITIONS = ['apiextensions.k8s.io', ['customresourcedefinitions']] as const;
const CONFIGURATIONS = ['admissionregistration.k8s.io', ['validatingwebhookconfigurations']] as const;
const EVENTS = allow(['create', 'patch'], CORE, ['events']);
const LEASES = allow(['get', 'create', ...CHANGE], 'coordination.k8s.io', ['leases']);

/** What the controller works on. */
const KINDS = ['secretstores', 'clustersecretstores', 'externalsecrets', 'clusterexternalsecrets', 'pushsecrets', 'clusterpushsecrets'];

/** What generates values; who may see and change them by the roles of Kubernetes: upstream leaves `stssessiontokens` to administrators. */
const GENERATOR_KINDS = [
  'acraccesstokens', 'beyondtrustworkloadcredentialsdynamicsecrets', 'cloudsmithaccesstokens', 'clustergenerators', 'ecrauthorizationtokens', 'fakes',
  'gcraccesstokens', 'githubaccesstokens', 'gitlabdeploytokens', 'grafanas', 'mfas', 'passwords', 'quayaccesstokens', 'sshkeys', 'uuids',
  'vaultdynamicsecrets', 'webhooks',
];

/** What the programs and people may do (external-secrets v2.9.0 deploy/charts/external-secrets/templates: rbac.yaml, cert-controller-rbac.yaml). */
export function roles(): readonly Manifest[] {
  return [...ofCertController(), ...ofController(), ...forPeople()];
}

function ofCertController(): readonly Manifest[] {
  return grant(metadataOf(CERT_CONTROLLER), { name: CERT_CONTROLLER, namespace: NAMESPACE }, [
    allow(READ, ...DEFINITIONS),
    allow(CHANGE, ...DEFINITIONS, ['externalsecrets', 'secretstores', 'clustersecretstores'].map(kind => `${kind}.${SECRETS}`)),
    allow(READ, ...CONFIGURATIONS),
    allow(CHANGE, ...CONFIGURATIONS, WEBHOOK_CONFIGURATIONS),
    allow(READ, CORE, ['endpoints']),
    allow(READ, 'discovery.k8s.io', ['endpointslices']),
    allow(READ, CORE, ['secrets']),
    allow(CHANGE, CORE, ['secrets'], [WEBHOOK]),
    EVENTS, LEASES,
  ]);
}

/** It may read and write every Secret of the cluster, and ask for a token of every ServiceAccount. */
function ofController(): readonly Manifest[] {
  const account = { name: CONTROLLER, namespace: NAMESPACE };
  return [
    ...grant(metadataOf(CONTROLLER, 'external-secrets-controller'), account, [
      allow([...READ, ...CHANGE], SECRETS, KINDS),
      allow(['get', ...CHANGE], SECRETS, KINDS.flatMap(kind => [`${kind}/status`, `${kind}/finalizers`])),
      // It makes them for the kinds whose names begin with `cluster`.
      allow(['create', 'delete'], SECRETS, ['externalsecrets', 'pushsecrets']),
      allow([...READ, 'create', ...CHANGE, 'delete', 'deletecollection'], GENERATORS, ['generatorstates']),
      allow(READ, GENERATORS, [...GENERATOR_KINDS, 'stssessiontokens']),
      allow(READ, CORE, ['serviceaccounts', 'namespaces', 'configmaps']),
      allow(CHANGE, CORE, ['namespaces']),
      allow([...READ, 'create', ...CHANGE, 'delete'], CORE, ['secrets']),
      allow(['create'], CORE, ['serviceaccounts/token']),
      EVENTS,
    ]),
    ...grant({ ...metadataOf(CONTROLLER, 'external-secrets-leaderelection'), namespace: NAMESPACE }, account, [
      allow(['get', ...CHANGE], CORE, ['configmaps'], ['external-secrets-controller']),
      allow(['create'], CORE, ['configmaps']),
      LEASES,
    ]),
  ];
}

function forPeople(): readonly Manifest[] {
  const kinds = KINDS.filter(kind => kind !== 'clusterexternalsecrets');
  const write = ['create', 'delete', 'deletecollection', ...CHANGE];
  const rules = (verbs: readonly string[]) => [allow(verbs, SECRETS, kinds), allow(verbs, GENERATORS, [...GENERATOR_KINDS, 'generatorstates'])];
  const { name, labels } = metadataOf(CONTROLLER, 'external-secrets-servicebindings');
  return [
    extend(['view', 'edit', 'admin'], metadataOf(CONTROLLER, 'external-secrets-view'), rules(READ)),
    extend(['edit', 'admin'], metadataOf(CONTROLLER, 'external-secrets-edit'), rules(write)),
    // A runtime of Service Bindings, where one runs, takes in what has the label.
    role({ name, labels: { ...labels, 'servicebinding.io/controller': 'true' } }, [allow(READ, SECRETS, ['externalsecrets', 'pushsecrets'])]),
  ];
}
