import { describe, expect, test } from '@jest/globals';
import { itIsACompleteInstallation } from './installation';
import { find, installed, Seen } from './installed-objects';
import { each, lacks, resourcesOf } from './rights';
import { certManager } from '../../../lib/hub/components/cert-manager';

const AUTHORITY = 'cert-manager-webhook-ca';
const READ = ['get', 'list', 'watch'];
const CHANGE = ['update', 'patch'];

itIsACompleteInstallation(certManager(), { secretsMadeAtRunTime: [AUTHORITY] });

const { objects, definitions } = installed(certManager(), {});

test('what the hub is told of it', () => {
  expect({ ...certManager(), definitions: undefined, objects: undefined }).toEqual({
    type: 'manifests', name: 'cert-manager', version: 'v1.21.1', oldest: 'v1.0.0', phase: 'certificates', namespace: 'cert-manager',
    serves: ['cert-manager.io', 'acme.cert-manager.io'], charts: ['cert-manager'],
    kubernetesVersions: { oldest: '1.33', newest: '1.36', by: 'cert-manager v1.21', source: expect.stringContaining('cert-manager v1.21.1') },
  });
});

describe('the controller', () => {
  test.each(['cert-manager.io', 'acme.cert-manager.io'])('sees and changes all objects of %s', (group) => {
    const { kinds, statuses } = resourcesOf(definitions, group);
    expect(kinds.length).toBeGreaterThan(1);
    expect(lacks(objects, 'cert-manager', [...each(READ, group, kinds), ...each(CHANGE, group, [...kinds, ...statuses])])).toEqual([]);
  });

  test('makes what it issues, and what it issues by', () => {
    expect(lacks(objects, 'cert-manager', [
      ...each([...READ, ...CHANGE, 'create', 'delete'], '', ['secrets']),
      ...each(['create', 'delete'], 'cert-manager.io', ['certificates', 'certificaterequests']),
      ...each(['create', 'delete'], 'acme.cert-manager.io', ['orders', 'challenges']),
      ...each(['create', 'delete'], '', ['pods', 'services']), ...each(['create', 'delete'], 'networking.k8s.io', ['ingresses']),
      ...each(['create', 'delete'], 'gateway.networking.k8s.io', ['httproutes']),
      ...each(['create', 'patch'], '', ['events']),
      ...each([...READ, 'update'], 'certificates.k8s.io', ['certificatesigningrequests']),
      ...each(['create'], 'authorization.k8s.io', ['subjectaccessreviews']),
    ])).toEqual([]);
  });

  test('sees what certificates are made for', () => {
    expect(lacks(objects, 'cert-manager', [
      ...each(READ, 'networking.k8s.io', ['ingresses']), ...each(READ, 'gateway.networking.k8s.io', ['gateways', 'httproutes', 'listenersets']),
    ])).toEqual([]);
  });

  test('approves and signs what any of its issuers is asked for', () => {
    expect(lacks(objects, 'cert-manager', ['issuers', 'clusterissuers'].flatMap(kind => [
      ...each(['approve'], 'cert-manager.io', ['signers'], { name: `${kind}.cert-manager.io/*` }),
      ...each(['sign'], 'certificates.k8s.io', ['signers'], { name: `${kind}.cert-manager.io/*` }),
    ]))).toEqual([]);
  });

  test('sets owners where the cluster asks for the right to block deletions', () => {
    expect(lacks(objects, 'cert-manager', [
      ...each(['update'], 'cert-manager.io', ['certificates', 'certificaterequests', 'issuers', 'clusterissuers'].map(kind => `${kind}/finalizers`)),
      ...each(['update'], 'acme.cert-manager.io', ['orders/finalizers', 'challenges/finalizers']),
      ...each(['update'], 'networking.k8s.io', ['ingresses/finalizers']),
    ])).toEqual([]);
  });

  test('makes Pods of an image of the same release', () => {
    expect(argument('cert-manager', 'acme-http01-solver-image')).toEqual(['mirror.example.com/quay.io/jetstack/cert-manager-acmesolver:v1.21.1']);
  });
});

describe('leader election', () => {
  test.each([
    ['cert-manager', 'cert-manager-controller'],
    ['cert-manager-cainjector', 'cert-manager-cainjector-leader-election'],
    ['cert-manager-cainjector', 'cert-manager-cainjector-leader-election-core'],
  ])('%s holds %s where it is told to', (account, name) => {
    const [namespace] = argument(account, 'leader-election-namespace');
    expect(namespace).toBe('kube-system');
    expect(lacks(objects, account, [
      ...each(['get', ...CHANGE], 'coordination.k8s.io', ['leases'], { namespace, name }),
      ...each(['create'], 'coordination.k8s.io', ['leases'], { namespace }),
    ])).toEqual([]);
  });
});

describe('the webhook', () => {
  const container = containerOf('cert-manager-webhook');
  const service = find(objects, 'Service', 'cert-manager-webhook', 'cert-manager')!;

  test('keeps the authority that cainjector writes into its configurations', () => {
    expect(argument('cert-manager-webhook', 'dynamic-serving-ca-secret-name')).toEqual([AUTHORITY]);
    expect(objects.filter(({ webhooks }) => webhooks).map(({ metadata }) => metadata.annotations)).toEqual(Array(2).fill({
      'cert-manager.io/inject-ca-from-secret': `cert-manager/${AUTHORITY}`,
    }));
    const place = { namespace: 'cert-manager' };
    expect(lacks(objects, 'cert-manager-webhook', [
      ...each([...READ, 'update'], '', ['secrets'], { ...place, name: AUTHORITY }), ...each(['create'], '', ['secrets'], place),
    ])).toEqual([]);
    expect(lacks(objects, 'cert-manager-cainjector', [
      ...each(READ, '', ['secrets']),
      ...each([...READ, ...CHANGE], 'admissionregistration.k8s.io', ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations']),
      ...each([...READ, ...CHANGE], 'apiextensions.k8s.io', ['customresourcedefinitions']),
    ])).toEqual([]);
  });

  test('is asked about each change of its kinds, and nothing goes on without it', () => {
    const asked = objects.flatMap(({ kind, webhooks = [] }) => webhooks.map((webhook: any) => ({ kind, ...webhook })));
    expect(asked.map(({ kind, failurePolicy, clientConfig, rules }: any) => [kind, failurePolicy, clientConfig.service.path, rules])).toEqual([
      ['MutatingWebhookConfiguration', 'Fail', '/mutate', [
        { apiGroups: ['cert-manager.io'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['certificaterequests'] },
      ]],
      ['ValidatingWebhookConfiguration', 'Fail', '/validate', [
        { apiGroups: [...certManager().serves], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['*/*'] },
      ]],
    ]);
  });

  test('reads no other Secret', () => {
    expect(lacks(objects, 'cert-manager-webhook', each(READ, '', ['secrets'], { namespace: 'cert-manager', name: 'another' }))).toHaveLength(3);
  });

  test('asks the API server who may approve', () => {
    expect(lacks(objects, 'cert-manager-webhook', each(['create'], 'authorization.k8s.io', ['subjectaccessreviews']))).toEqual([]);
  });

  test('has a certificate for the name that the API server calls, at the port that it calls', () => {
    expect(argument('cert-manager-webhook', 'dynamic-serving-dns-names')).toContain(`${service.metadata.name}.$(POD_NAMESPACE).svc`);
    const port = container.ports.find(({ name }: any) => name === service.spec.ports.find((p: any) => p.port === 443).targetPort);
    expect(argument('cert-manager-webhook', 'secure-port')).toEqual([String(port.containerPort)]);
  });
});

test('commands read the namespace of their Pod only where it is given', () => {
  for (const { spec } of objects.filter(({ kind }) => kind === 'Deployment')) {
    const [{ args, env }] = spec.template.spec.containers;
    const read = new Set(args.flatMap((arg: string) => [...arg.matchAll(/\$\((\w+)\)/g)].map(([, name]) => name)));
    expect(env.map(({ name }: any) => name)).toEqual(expect.arrayContaining([...read]));
  }
});

test.each([['view', false], ['edit', true], ['admin', true]])('who has the role %s in a namespace may have certificates made: %s', (role, mayWrite) => {
  const rules = objects.filter(o => o.metadata.labels?.[`rbac.authorization.k8s.io/aggregate-to-${role}`] === 'true').flatMap(o => o.rules);
  const mayDo = (verb: string) => rules.some(rule => rule.verbs.includes(verb) && rule.resources.includes('certificates'));
  expect([mayDo('get'), mayDo('create')]).toEqual([true, mayWrite]);
});

function containerOf(deployment: string): any {
  return (find(objects, 'Deployment', deployment, 'cert-manager') as Seen).spec.template.spec.containers[0];
}

/** The values of an argument of a program. */
function argument(deployment: string, name: string): readonly string[] {
  return containerOf(deployment).args.filter((arg: string) => arg.startsWith(`--${name}=`)).map((arg: string) => arg.slice(name.length + 3));
}
