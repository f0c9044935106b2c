import { describe, expect, test } from '@jest/globals';
import type { Manifest } from './fixtures';
import { fluxInstallation, FluxInstallationOptions } from '../../../lib/delivery/flux/install';
import { itIsACompleteInstallation } from '../../hub/components/installation';

const CONTROLLERS = ['source-controller', 'kustomize-controller', 'helm-controller', 'notification-controller'] as const;
const IMAGES = [
  'ghcr.io/fluxcd/source-controller:v1.9.4', 'ghcr.io/fluxcd/kustomize-controller:v1.9.4', 'ghcr.io/fluxcd/helm-controller:v1.6.3',
  'ghcr.io/fluxcd/notification-controller:v1.9.3',
];
const GATE = '--feature-gates=ObjectLevelWorkloadIdentity=true';
const EVENTS = '--events-addr=http://notification-controller.$(RUNTIME_NAMESPACE).svc.cluster.local./';
const LABELS = { 'app.kubernetes.io/instance': 'flux-system', 'app.kubernetes.io/part-of': 'flux', 'app.kubernetes.io/version': 'v2.9.4' };

const objectsOf = (options?: FluxInstallationOptions) => fluxInstallation(options).objects({ image: reference => reference }) as readonly Manifest[];
const definitionsOf = (options?: FluxInstallationOptions) => fluxInstallation(options).definitions() as readonly Manifest[];
const find = (kind: string, name: string, objects = objectsOf()): any =>
  objects.find(object => object.kind === kind && object.metadata.name === name);
const podOf = (controller: string, options?: FluxInstallationOptions) => find('Deployment', controller, objectsOf(options)).spec.template.spec;
const argsOf = (controller: string, options?: FluxInstallationOptions): string[] => podOf(controller, options).containers[0].args;

describe.each<[string, FluxInstallationOptions | undefined]>([
  ['by default', undefined],
  ['with every option', {
    namespace: 'gitops', objectLevelWorkloadIdentity: true,
  }],
])('%s', (_, options) => {
  itIsACompleteInstallation(fluxInstallation(options), { otherImages: IMAGES });
});

test('it says what it is', () => {
  expect(fluxInstallation()).toMatchObject({
    type: 'manifests', name: 'flux', version: 'v2.9.4', phase: 'gitops', namespace: 'flux-system', charts: ['flux2', 'flux-instance'],
    namespaceLabels: { ...LABELS, 'pod-security.kubernetes.io/warn': 'restricted', 'pod-security.kubernetes.io/warn-version': 'latest' },
    serves: ['source.toolkit.fluxcd.io', 'kustomize.toolkit.fluxcd.io', 'helm.toolkit.fluxcd.io', 'notification.toolkit.fluxcd.io'],
    kubernetesVersions: { oldest: '1.33', newest: '1.36' },
  });
});

test('the objects of flux install, by their names', () => {
  expect(objectsOf().map(({ kind, metadata: { name } }) => `${kind} ${name}`)).toEqual([
    'NetworkPolicy allow-egress', 'NetworkPolicy allow-scraping', 'NetworkPolicy allow-webhooks', 'ResourceQuota critical-pods-flux-system',
    'ClusterRole crd-controller-flux-system', 'ClusterRole flux-edit-flux-system', 'ClusterRole flux-view-flux-system',
    'ClusterRoleBinding cluster-reconciler-flux-system', 'ClusterRoleBinding crd-controller-flux-system',
    'ServiceAccount source-controller', 'Service source-controller', 'Deployment source-controller',
    'ServiceAccount kustomize-controller', 'Deployment kustomize-controller',
    'ServiceAccount helm-controller', 'Deployment helm-controller',
    'ServiceAccount notification-controller', 'Service notification-controller', 'Service webhook-receiver', 'Deployment notification-controller',
  ]);
  objectsOf().forEach(({ metadata: { labels } }) => expect(labels).toMatchObject(LABELS));
});

describe('the controllers', () => {
  test('of sources, to the last field', () => {
    const labels = { 'app.kubernetes.io/component': 'source-controller', ...LABELS };
    expect(find('Deployment', 'source-controller')).toEqual({
      apiVersion: 'apps/v1', kind: 'Deployment',
      metadata: { name: 'source-controller', namespace: 'flux-system', labels: { ...labels, 'control-plane': 'controller' } },
      spec: {
        replicas: 1, strategy: { type: 'Recreate' }, selector: { matchLabels: { app: 'source-controller' } },
        template: {
          metadata: { labels: { app: 'source-controller', ...labels }, annotations: { 'prometheus.io/port': '8080', 'prometheus.io/scrape': 'true' } },
          spec: {
            serviceAccountName: 'source-controller', priorityClassName: 'system-cluster-critical', nodeSelector: { 'kubernetes.io/os': 'linux' },
            securityContext: { fsGroup: 1337 }, terminationGracePeriodSeconds: 10,
            volumes: [{ name: 'data', emptyDir: {} }, { name: 'tmp', emptyDir: {} }],
            containers: [{
              name: 'manager', image: IMAGES[0], imagePullPolicy: 'IfNotPresent',
              args: [
                EVENTS, '--watch-all-namespaces=true', '--log-level=info', '--log-encoding=json', '--enable-leader-election',
                '--storage-path=/data', '--storage-adv-addr=source-controller.$(RUNTIME_NAMESPACE).svc.cluster.local.',
              ],
              env: [
                { name: 'RUNTIME_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
                { name: 'TUF_ROOT', value: ['/tmp', '.sigstore'].join('/') },
                { name: 'GOMEMLIMIT', valueFrom: { resourceFieldRef: { containerName: 'manager', resource: 'limits.memory' } } },
              ],
              ports: [
                { name: 'http', containerPort: 9090, protocol: 'TCP' }, { name: 'http-prom', containerPort: 8080, protocol: 'TCP' },
                { name: 'healthz', containerPort: 9440, protocol: 'TCP' },
              ],
              livenessProbe: { httpGet: { path: '/healthz', port: 'healthz' } }, readinessProbe: { httpGet: { path: '/', port: 'http' } },
              resources: { limits: { cpu: '1000m', memory: '1Gi' }, requests: { cpu: '50m', memory: '64Mi' } },
              securityContext: {
                allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true, capabilities: { drop: ['ALL'] },
                seccompProfile: { type: 'RuntimeDefault' },
              },
              volumeMounts: [{ name: 'data', mountPath: '/data' }, { name: 'tmp', mountPath: '/tmp' }],
            }],
          },
        },
      },
    });
  });

  test.each([
    ['kustomize-controller', IMAGES[1], 60, 'system-cluster-critical', { 'http-prom': 8080, 'healthz': 9440 }, [EVENTS]],
    ['helm-controller', IMAGES[2], 600, 'system-cluster-critical', { 'http-prom': 8080, 'healthz': 9440 }, [EVENTS]],
    ['notification-controller', IMAGES[3], 10, undefined, { 'http': 9090, 'http-webhook': 9292, 'http-prom': 8080, 'healthz': 9440 }, []],
  ])('%s, in what differs', (name, image, gracePeriod, priority, ports, events) => {
    const { template, strategy } = find('Deployment', name).spec;
    const { containers: [container], volumes, terminationGracePeriodSeconds, priorityClassName } = template.spec;
    expect({ image: container.image, terminationGracePeriodSeconds, priorityClassName, strategy })
      .toEqual({ image, terminationGracePeriodSeconds: gracePeriod, priorityClassName: priority, strategy: undefined });
    expect(Object.fromEntries(container.ports.map((port: any) => [port.name, port.containerPort]))).toEqual(ports);
    expect(container.args).toEqual([...events, '--watch-all-namespaces=true', '--log-level=info', '--log-encoding=json', '--enable-leader-election']);
    expect(container.env.map((variable: any) => variable.name)).toEqual(['RUNTIME_NAMESPACE', 'GOMEMLIMIT']);
    expect(container.readinessProbe).toEqual({ httpGet: { path: '/readyz', port: 'healthz' } });
    expect(container.resources.requests).toEqual({ cpu: '100m', memory: '64Mi' });
    expect([volumes, container.volumeMounts]).toEqual([[{ name: 'temp', emptyDir: {} }], [{ name: 'temp', mountPath: '/tmp' }]]);
  });

  test.each([
    ['source-controller', 'source-controller', 'http'],
    ['notification-controller', 'notification-controller', 'http'],
    ['webhook-receiver', 'notification-controller', 'http-webhook'],
  ])('Service %s leads to port 80 of %s, %s', (name, controller, port) => {
    expect(find('Service', name)).toEqual({
      apiVersion: 'v1', kind: 'Service',
      metadata: { name, namespace: 'flux-system', labels: { 'app.kubernetes.io/component': controller, ...LABELS, 'control-plane': 'controller' } },
      spec: { type: 'ClusterIP', selector: { app: controller }, ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: port }] },
    });
  });
});

describe('in another namespace', () => {
  const elsewhere = { namespace: 'gitops' };

  test('nothing is left of the default one', () => {
    const { namespace, namespaceLabels } = fluxInstallation(elsewhere);
    const all = [namespace, namespaceLabels, ...objectsOf(elsewhere), ...definitionsOf(elsewhere)];
    expect(JSON.stringify(all)).not.toContain('flux-system');
    expect(JSON.stringify(all).replaceAll('gitops', 'flux-system')).toBe(
      JSON.stringify([fluxInstallation().namespace, fluxInstallation().namespaceLabels, ...objectsOf(), ...definitionsOf()]));
  });

  test('accounts are bound there, and every object and definition says so', () => {
    expect(objectsOf(elsewhere).flatMap(({ subjects }) => subjects ?? []).map((subject: any) => subject.namespace)).toEqual(Array(6).fill('gitops'));
    expect(find('ClusterRoleBinding', 'crd-controller-gitops', objectsOf(elsewhere)).roleRef.name).toBe('crd-controller-gitops');
    [...objectsOf(elsewhere), ...definitionsOf(elsewhere)]
      .forEach(({ metadata }) => expect(metadata.labels?.['app.kubernetes.io/instance']).toBe('gitops'));
  });

  test('addresses in arguments follow the Pod', () => {
    const addresses = CONTROLLERS.flatMap(name => argsOf(name, elsewhere)).filter(arg => arg.includes('.svc.'));
    expect(addresses).toHaveLength(4);
    addresses.forEach(address => expect(address).toContain('.$(RUNTIME_NAMESPACE).svc.'));
  });
});

describe('object-level workload identity', () => {
  test('is switched on in the controllers that reach clusters, and in no other', () => {
    const gated = (options?: FluxInstallationOptions) => CONTROLLERS.filter(name => argsOf(name, options).includes(GATE));
    expect(gated({ objectLevelWorkloadIdentity: true })).toEqual(['kustomize-controller', 'helm-controller']);
    expect(gated({ objectLevelWorkloadIdentity: false })).toEqual([]);
    expect(JSON.stringify(objectsOf())).not.toContain('feature-gates');
  });

  test('they may ask for tokens of ServiceAccounts', () => {
    const { rules } = find('ClusterRole', 'crd-controller-flux-system');
    expect(rules).toContainEqual({ apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] });
  });
});

describe('what may be done', () => {
  test('only those that apply objects are administrators of the cluster', () => {
    const { roleRef, subjects } = find('ClusterRoleBinding', 'cluster-reconciler-flux-system');
    expect(roleRef).toEqual({ apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' });
    expect(subjects.map((subject: any) => subject.name)).toEqual(['kustomize-controller', 'helm-controller']);
  });

  test('every controller has the rights of all, and nobody has any that is not there', () => {
    expect(find('ClusterRoleBinding', 'crd-controller-flux-system').subjects)
      .toEqual(CONTROLLERS.map(name => ({ kind: 'ServiceAccount', name, namespace: 'flux-system' })));
    const write = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];
    expect(find('ClusterRole', 'crd-controller-flux-system').rules).toEqual([
      ...fluxInstallation().serves.map(group => ({ apiGroups: [group], resources: ['*'], verbs: ['*'] })),
      { apiGroups: [''], resources: ['namespaces', 'secrets', 'configmaps', 'serviceaccounts'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: [''], resources: ['events'], verbs: ['create', 'patch'] },
      { apiGroups: [''], resources: ['configmaps'], verbs: write },
      { apiGroups: [''], resources: ['configmaps/status'], verbs: ['get', 'update', 'patch'] },
      { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: write },
      { apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] },
      { nonResourceURLs: ['/livez/ping'], verbs: ['head'] },
    ]);
  });

  test.each([
    ['flux-edit-flux-system', ['admin', 'edit'], ['create', 'delete', 'deletecollection', 'patch', 'update']],
    ['flux-view-flux-system', ['admin', 'edit', 'view'], ['get', 'list', 'watch']],
  ])('%s adds to the roles %j', (name, roles, verbs) => {
    const { metadata, rules } = find('ClusterRole', name);
    expect(metadata.labels).toEqual({ ...LABELS, ...Object.fromEntries(roles.map(role => [`rbac.authorization.k8s.io/aggregate-to-${role}`, 'true'])) });
    expect(rules).toEqual([{ apiGroups: fluxInstallation().serves, resources: ['*'], verbs }]);
  });
});

describe('the namespace', () => {
  test('lets in its own Pods, and others only for metrics and webhooks', () => {
    const specs = objectsOf().filter(({ kind }) => kind === 'NetworkPolicy').map(({ metadata, spec }) => [metadata.name, spec]);
    const fromAnywhere = (port: number) => [{ from: [{ namespaceSelector: {} }], ports: [{ protocol: 'TCP', port }] }];
    expect(Object.fromEntries(specs)).toEqual({
      'allow-egress': { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{ from: [{ podSelector: {} }] }], egress: [{}] },
      'allow-scraping': { podSelector: {}, policyTypes: ['Ingress'], ingress: fromAnywhere(8080) },
      'allow-webhooks': { podSelector: { matchLabels: { app: 'notification-controller' } }, policyTypes: ['Ingress'], ingress: fromAnywhere(9292) },
    });
  });

  test('may hold Pods that are critical to the cluster', () => {
    const { hard, scopeSelector } = find('ResourceQuota', 'critical-pods-flux-system').spec;
    expect(hard).toEqual({ pods: '1000' });
    expect(scopeSelector.matchExpressions).toEqual([
      { scopeName: 'PriorityClass', operator: 'In', values: ['system-node-critical', 'system-cluster-critical'] },
    ]);
  });
});

describe('the definitions', () => {
  const statusOf = ({ spec }: Manifest) => spec.versions.map((version: any) => version.schema.openAPIV3Schema.properties.status?.default);

  test('are those of the kinds of each controller, labelled with it', () => {
    const byController = CONTROLLERS.map(name => definitionsOf()
      .filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/component'] === name)
      .map(({ metadata, spec }) => `${metadata.name}/${spec.versions.map((version: any) => version.name).join()}`));
    expect(byController).toEqual([
      ['buckets', 'externalartifacts', 'gitrepositories', 'helmcharts', 'helmrepositories', 'ocirepositories'].map(name => `${name}.source.toolkit.fluxcd.io/v1`),
      ['kustomizations.kustomize.toolkit.fluxcd.io/v1'],
      ['helmreleases.helm.toolkit.fluxcd.io/v2'],
      ['alerts.notification.toolkit.fluxcd.io/v1beta3', 'providers.notification.toolkit.fluxcd.io/v1beta3', 'receivers.notification.toolkit.fluxcd.io/v1'],
    ]);
    expect(definitionsOf()).toHaveLength(11);
    definitionsOf().forEach(({ metadata }) => expect(metadata.labels).toMatchObject(LABELS));
  });

  test('have objects begin with a status that says that no controller has seen them, where one of Flux writes it', () => {
    const unseen = definitionsOf().filter(definition => statusOf(definition).some((status: unknown) => status !== undefined));
    expect(unseen.map(({ spec }) => spec.names.kind)).toEqual([
      'Bucket', 'GitRepository', 'HelmChart', 'HelmRepository', 'OCIRepository', 'Kustomization', 'HelmRelease', 'Receiver',
    ]);
    unseen.forEach(definition => expect(statusOf(definition)).toEqual([{ observedGeneration: -1 }]));
  });

  test('keep whatever a status holds', () => {
    const { schema } = definitionsOf().find(({ spec }) => spec.names.kind === 'Kustomization')!.spec.versions[0];
    expect(schema.openAPIV3Schema.properties.status).toMatchObject({ 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true });
  });
});
