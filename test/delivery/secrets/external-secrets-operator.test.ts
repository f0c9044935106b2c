import { describe, expect, test } from '@jest/globals';
import { externalSecretsOperator } from '../../../lib/delivery/secrets/install';
import { itIsACompleteInstallation } from '../../hub/components/installation';
import { find, installed, Seen } from '../../hub/components/installed-objects';
import { each, lacks, may, resourcesOf } from '../../hub/components/rights';

const COMPONENT = 'external-secrets.io/component';
const WEBHOOK = 'external-secrets-webhook';
const CERT_CONTROLLER = 'external-secrets-cert-controller';
const NAMESPACE = 'external-secrets';
const READ = ['get', 'list', 'watch'];
const CHANGE = ['update', 'patch'];

itIsACompleteInstallation(externalSecretsOperator(), {
  // The certificate controller completes those with the label.
  authority: webhook => webhook.metadata.labels?.[COMPONENT] === 'webhook',
});

const { objects, definitions } = installed(externalSecretsOperator(), {});

test('what the hub is told of it', () => {
  expect({ ...externalSecretsOperator(), definitions: undefined, objects: undefined }).toEqual({
    type: 'manifests', name: 'external-secrets', version: 'v2.9.0', oldest: 'v0.16.0', phase: 'secrets', namespace: NAMESPACE,
    serves: ['external-secrets.io', 'generators.external-secrets.io'], charts: ['external-secrets'],
    kubernetesVersions: { oldest: '1.33', newest: '1.36', by: 'External Secrets v2.9', source: expect.stringContaining('external-secrets v2.9.0') },
  });
});

describe('the certificate controller', () => {
  test('sees all definitions, or the webhook never gets a certificate', () => {
    expect(definitions.length).toBe(25);
    expect(definitions.filter(({ metadata }) => metadata.labels?.[COMPONENT] !== 'controller')).toEqual([]);
  });

  test('need not complete definitions: none is converted by the webhook', () => {
    expect(definitions.filter(({ spec }) => spec.conversion)).toEqual([]);
  });

  test('completes what is there, by name', () => {
    const configurations = objects.filter(({ kind }) => kind === 'ValidatingWebhookConfiguration');
    expect(configurations.map(({ metadata }) => metadata.name)).toEqual(['secretstore-validate', 'externalsecret-validate']);
    // By these names it decides which webhooks are its own.
    expect(configurations.flatMap(({ webhooks }) => webhooks).filter(({ name }: any) => !name.endsWith('external-secrets.io'))).toEqual([]);
    expect(lacks(objects, CERT_CONTROLLER, [
      ...configurations.flatMap(({ metadata: { name } }) => each(CHANGE, 'admissionregistration.k8s.io', ['validatingwebhookconfigurations'], { name })),
      ...each(READ, 'admissionregistration.k8s.io', ['validatingwebhookconfigurations']),
      ...each(READ, 'apiextensions.k8s.io', ['customresourcedefinitions']),
      ...['externalsecrets', 'secretstores', 'clustersecretstores'].flatMap(kind =>
        each(CHANGE, 'apiextensions.k8s.io', ['customresourcedefinitions'], { name: `${kind}.external-secrets.io` })),
      ...each(READ, 'discovery.k8s.io', ['endpointslices']),
      ...each(['create', 'patch'], '', ['events']),
    ])).toEqual([]);
  });

  test('fills the Secret that the webhook mounts, and no other', () => {
    const [name, namespace] = [argument(CERT_CONTROLLER, 'secret-name'), argument(CERT_CONTROLLER, 'secret-namespace')];
    expect(find(objects, 'Secret', name, namespace)).toMatchObject({ metadata: { labels: { [COMPONENT]: 'webhook' } } });
    expect(podOf(WEBHOOK).volumes).toEqual([{ name: 'certs', secret: { secretName: name } }]);
    expect(lacks(objects, CERT_CONTROLLER, each([...READ, ...CHANGE], '', ['secrets'], { name }))).toEqual([]);
    expect(lacks(objects, CERT_CONTROLLER, each([...CHANGE, 'create', 'delete'], '', ['secrets'], { name: 'another' }))).toHaveLength(4);
  });

  test('makes a certificate for the Service that the API server calls', () => {
    const [name, namespace] = [argument(CERT_CONTROLLER, 'service-name'), argument(CERT_CONTROLLER, 'service-namespace')];
    expect(find(objects, 'Service', name, namespace)).toBeDefined();
    expect(argument(WEBHOOK, 'dns-name')).toBe(`${name}.${namespace}.svc`);
  });
});

describe('the webhook', () => {
  const [container] = podOf(WEBHOOK).containers;

  test('listens where its Service leads, with the certificate that is mounted', () => {
    const service = find(objects, 'Service', WEBHOOK, NAMESPACE)!;
    const port = container.ports.find(({ name }: any) => name === service.spec.ports[0].targetPort);
    expect(argument(WEBHOOK, 'port')).toBe(String(port.containerPort));
    expect(container.volumeMounts).toEqual([{ name: 'certs', mountPath: argument(WEBHOOK, 'cert-dir'), readOnly: true }]);
  });

  test.each([WEBHOOK, CERT_CONTROLLER])('%s tells whether it is ready where it is asked', (deployment) => {
    const [{ ports, readinessProbe }] = podOf(deployment).containers;
    const ready = ports.find(({ name }: any) => name === readinessProbe.httpGet.port);
    expect(argument(deployment, 'healthz-addr')).toBe(`:${ready.containerPort}`);
  });

  test('is asked about kinds that are there, in the version that is stored, at a path of its own each', () => {
    const webhooks = objects.flatMap(object => object.webhooks ?? []);
    const asked = webhooks.map(({ rules: [rule], clientConfig }: any) => ({ ...rule, path: clientConfig.service.path }));
    expect(asked.map(({ resources, scope, path }: any) => [resources, scope, path])).toEqual([
      [['secretstores'], 'Namespaced', '/validate-external-secrets-io-v1-secretstore'],
      [['clustersecretstores'], 'Cluster', '/validate-external-secrets-io-v1-clustersecretstore'],
      [['externalsecrets'], 'Namespaced', '/validate-external-secrets-io-v1-externalsecret'],
    ]);
    for (const { resources: [plural], scope, apiVersions: [version] } of asked) {
      const { spec } = definitions.find(({ metadata }) => metadata.name === `${plural}.external-secrets.io`)!;
      expect([scope, spec.versions.find((v: any) => v.storage).name]).toEqual([spec.scope, version]);
    }
  });
});

describe('the controller', () => {
  test('works on all its kinds', () => {
    const { kinds, statuses } = resourcesOf(definitions, 'external-secrets.io');
    expect(lacks(objects, NAMESPACE, [
      ...each([...READ, ...CHANGE], 'external-secrets.io', kinds),
      ...each(['get', ...CHANGE], 'external-secrets.io', [...statuses, ...kinds.map(kind => `${kind}/finalizers`)]),
      ...each(['create', 'delete'], 'external-secrets.io', ['externalsecrets', 'pushsecrets']),
    ])).toEqual([]);
  });

  test('sees all generators, and keeps their state', () => {
    const { kinds } = resourcesOf(definitions, 'generators.external-secrets.io');
    expect(kinds.length).toBe(19);
    expect(lacks(objects, NAMESPACE, [
      ...each(READ, 'generators.external-secrets.io', kinds),
      ...each([...CHANGE, 'create', 'delete'], 'generators.external-secrets.io', ['generatorstates']),
    ])).toEqual([]);
  });

  test('makes Secrets anywhere, and takes the ServiceAccount of a store to read them', () => {
    expect(lacks(objects, NAMESPACE, [
      ...each([...READ, ...CHANGE, 'create', 'delete'], '', ['secrets']),
      ...each(READ, '', ['configmaps', 'namespaces', 'serviceaccounts']), ...each(['create'], '', ['serviceaccounts/token', 'events']),
    ])).toEqual([]);
  });
});

test.each([[CERT_CONTROLLER, 'certcontroller'], [WEBHOOK, 'webhook'], [NAMESPACE, undefined]])('%s runs its own command as its own account', (name, command) => {
  const { serviceAccountName, containers: [{ args }] } = podOf(name);
  expect([serviceAccountName, ...args.filter((arg: string) => !arg.startsWith('--'))]).toEqual([name, ...(command === undefined ? [] : [command])]);
});

test.each([CERT_CONTROLLER, NAMESPACE])('%s can agree with replicas on who works', (account) => {
  expect(lacks(objects, account, each(['get', 'create', ...CHANGE], 'coordination.k8s.io', ['leases'], { namespace: NAMESPACE }))).toEqual([]);
});

test('the webhook needs no rights', () => {
  expect(may(objects, WEBHOOK, { verb: 'get', group: '', resource: 'secrets', namespace: NAMESPACE })).toBe(false);
});

test.each([['view', false], ['edit', true], ['admin', true]])('who has the role %s in a namespace may have Secrets made there: %s', (role, mayWrite) => {
  const rules = objects.filter(o => o.metadata.labels?.[`rbac.authorization.k8s.io/aggregate-to-${role}`] === 'true').flatMap(o => o.rules);
  const mayDo = (verb: string) => ['externalsecrets', 'passwords'].map(kind => rules.some(rule => rule.verbs.includes(verb) && rule.resources.includes(kind)));
  expect([mayDo('get'), mayDo('create')]).toEqual([[true, true], [mayWrite, mayWrite]]);
});

function podOf(deployment: string): any {
  return (find(objects, 'Deployment', deployment, NAMESPACE) as Seen).spec.template.spec;
}

/** The value of an argument of a program. */
function argument(deployment: string, name: string): string {
  const [value, ...others] = podOf(deployment).containers[0].args.filter((arg: string) => arg.startsWith(`--${name}=`));
  expect(others).toEqual([]);
  return value.slice(name.length + 3);
}
