import { describe, expect, test } from '@jest/globals';
import { itIsACompleteInstallation } from './installation';
import { find, installed, Seen } from './installed-objects';
import { each, lacks, resourcesOf } from './rights';
import { certManager } from '../../../lib/hub/components/cert-manager';
import { clusterApiOperator } from '../../../lib/hub/components/cluster-api-operator';

const ACCOUNT = 'capi-operator-manager';
const NAMESPACE = 'capi-operator-system';
const NAME = 'capi-operator-controller-manager';
const GROUP = 'operator.cluster.x-k8s.io';
const LABEL = { 'clusterctl.cluster.x-k8s.io/core': 'capi-operator' };

// Its release says neither a user nor a seccomp profile, though its image runs as user 65532.
itIsACompleteInstallation(clusterApiOperator(), { unrestricted: [NAME] });

const { objects, definitions } = installed(clusterApiOperator(), {});
const { spec: pod } = (find(objects, 'Deployment', NAME, NAMESPACE) as Seen).spec.template;
const [container] = pod.containers;

test('what the hub is told of it', () => {
  expect({ ...clusterApiOperator(), definitions: undefined, objects: undefined, requires: undefined }).toEqual({
    type: 'manifests', name: 'cluster-api-operator', version: 'v0.28.0', phase: 'operator', namespace: NAMESPACE,
    namespaceLabels: { ...LABEL, 'control-plane': 'controller-manager' }, serves: [GROUP], charts: ['cluster-api-operator'],
    // The first that serves the version that objects are written in.
    oldest: 'v0.6.0',
  });
  expect(clusterApiOperator().requires?.map(({ name, version }) => [name, version])).toEqual([['cert-manager', certManager().version]]);
});

test('the objects of its release, by their names', () => {
  expect(objects.map(({ kind, metadata: { name } }) => `${kind} ${name}`)).toEqual([
    'ServiceAccount capi-operator-manager', 'ClusterRole capi-operator-manager-role', 'ClusterRoleBinding capi-operator-manager-rolebinding',
    'Role capi-operator-leader-election-role', 'RoleBinding capi-operator-leader-election-rolebinding',
    'Issuer capi-operator-selfsigned-issuer', 'Certificate capi-operator-serving-cert', 'Service capi-operator-webhook-service',
    'Deployment capi-operator-controller-manager', 'MutatingWebhookConfiguration capi-operator-mutating-webhook-configuration',
    'ValidatingWebhookConfiguration capi-operator-validating-webhook-configuration',
  ]);
  expect(definitions.map(({ metadata }) => metadata.name)).toEqual([
    'addon', 'bootstrap', 'controlplane', 'core', 'infrastructure', 'ipam', 'runtimeextension',
  ].map(type => `${type}providers.${GROUP}`));
});

test('`clusterctl` knows all of it as the operator', () => {
  expect([...objects, ...definitions].filter(({ metadata }) => metadata.labels?.['clusterctl.cluster.x-k8s.io/core'] !== 'capi-operator')).toEqual([]);
});

test('the kinds have one version, so that no webhook need convert between two', () => {
  expect(definitions.map(({ spec }) => spec.versions.map((version: any) => [version.name, version.storage]))).toEqual(Array(7).fill([['v1alpha2', true]]));
  expect(definitions.filter(({ spec }) => spec.conversion)).toEqual([]);
});

describe('the operator', () => {
  test('may do everything: it installs what a release holds, cluster roles among it', () => {
    expect(find(objects, 'ClusterRole', 'capi-operator-manager-role')!.rules).toEqual([{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]);
    expect(find(objects, 'ClusterRoleBinding', 'capi-operator-manager-rolebinding')).toMatchObject({
      roleRef: { kind: 'ClusterRole', name: 'capi-operator-manager-role' }, subjects: [{ kind: 'ServiceAccount', name: ACCOUNT, namespace: NAMESPACE }],
    });
  });

  test('holds its lease in its own namespace, and says so in events', () => {
    const place = { namespace: NAMESPACE };
    expect(lacks(objects, ACCOUNT, [
      ...each(['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'], 'coordination.k8s.io', ['leases'], place),
      ...each(['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'], '', ['configmaps'], place),
      ...each(['get', 'update', 'patch'], '', ['configmaps/status'], place), ...each(['create'], '', ['events'], place),
    ])).toEqual([]);
    expect(container.args).toContain('--leader-elect');
  });

  test('watches the Secrets that providers are configured by: new credentials reach the provider without a hand', () => {
    expect(container.args).toEqual(['--leader-elect', '--watch-configsecret']);
  });

  test('is the whole container as it is written, to the last field', () => {
    expect(container).toEqual({
      name: 'manager', image: 'registry.k8s.io/capi-operator/cluster-api-operator:v0.28.0', imagePullPolicy: 'IfNotPresent', command: ['/manager'],
      args: ['--leader-elect', '--watch-configsecret'],
      ports: [{ name: 'webhook-server', containerPort: 9443, protocol: 'TCP' }, { name: 'metrics', containerPort: 8443, protocol: 'TCP' }],
      livenessProbe: { httpGet: { path: '/healthz', port: 9440 }, initialDelaySeconds: 15, periodSeconds: 20 },
      readinessProbe: { httpGet: { path: '/readyz', port: 9440 }, initialDelaySeconds: 5, periodSeconds: 10 },
      resources: { limits: { cpu: '100m', memory: '300Mi' }, requests: { cpu: '100m', memory: '100Mi' } },
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      terminationMessagePolicy: 'FallbackToLogsOnError',
      volumeMounts: [{ name: 'cert', mountPath: '/tmp/k8s-webhook-server/serving-certs', readOnly: true }],
    });
  });

  test('is one Pod that may stand beside control planes, as its account', () => {
    expect(find(objects, 'Deployment', NAME, NAMESPACE)!.spec.replicas).toBe(1);
    expect({ ...pod, containers: undefined, volumes: undefined }).toEqual({
      serviceAccountName: ACCOUNT, automountServiceAccountToken: true, terminationGracePeriodSeconds: 10,
      tolerations: ['master', 'control-plane'].map(role => ({ effect: 'NoSchedule', key: `node-role.kubernetes.io/${role}` })),
    });
  });
});

describe('its webhooks', () => {
  const asked = (way: string) => objects.filter(({ kind }) => kind === `${way}WebhookConfiguration`).flatMap(({ webhooks }) => webhooks);

  test.each([['Mutating', 'mutate'], ['Validating', 'validate']])('%s: each change of each kind is asked about, and nothing goes on without', (way, path) => {
    const { kinds } = resourcesOf(definitions, GROUP);
    expect(asked(way).map(({ rules }: any) => rules)).toEqual(kinds.map(kind => [
      { apiGroups: [GROUP], apiVersions: ['v1alpha2'], operations: ['CREATE', 'UPDATE'], resources: [kind] },
    ]));
    expect(asked(way).map(({ name, clientConfig }: any) => [name, clientConfig.service.path])).toEqual(kinds.map(kind => [
      `v${kind.slice(0, -1)}.kb.io`, `/${path}-operator-cluster-x-k8s-io-v1alpha2-${kind.slice(0, -1)}`,
    ]));
    expect(asked(way).map(({ failurePolicy, matchPolicy, sideEffects, admissionReviewVersions }: any) =>
      [failurePolicy, matchPolicy, sideEffects, admissionReviewVersions])).toEqual(Array(7).fill(['Fail', 'Equivalent', 'None', ['v1', 'v1beta1']]));
  });

  test('listen where their Service leads, with the certificate that cert-manager makes for its name', () => {
    const { spec: { selector, ports } } = find(objects, 'Service', 'capi-operator-webhook-service', NAMESPACE)!;
    expect([selector, ports]).toEqual([{ ...LABEL, 'control-plane': 'controller-manager' }, [{ port: 443, targetPort: 9443 }]]);
    const { spec: certificate } = find(objects, 'Certificate', 'capi-operator-serving-cert', NAMESPACE)!;
    expect(certificate).toEqual({
      dnsNames: ['capi-operator-webhook-service.capi-operator-system.svc', 'capi-operator-webhook-service.capi-operator-system.svc.cluster.local'],
      issuerRef: { kind: 'Issuer', name: 'capi-operator-selfsigned-issuer' }, secretName: 'capi-operator-webhook-service-cert',
    });
    expect(pod.volumes).toEqual([{ name: 'cert', secret: { defaultMode: 420, secretName: certificate.secretName } }]);
    expect(find(objects, 'Issuer', 'capi-operator-selfsigned-issuer', NAMESPACE)!.spec).toEqual({ selfSigned: {} });
  });

  test('are trusted by the authority of that certificate', () => {
    const configurations = objects.filter(({ webhooks }) => webhooks);
    expect(configurations.map(({ metadata }) => metadata.annotations)).toEqual(Array(2).fill({
      'cert-manager.io/inject-ca-from': 'capi-operator-system/capi-operator-serving-cert',
    }));
  });
});
