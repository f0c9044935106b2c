import { certManager } from './cert-manager';
import { definitionsOf } from '../../../imports/definitions';
import { allow, bind, role, WRITE } from '../../delivery/rbac';
import type { Manifest, ManifestComponent } from '../../fleet';

const VERSION = 'v0.28.0';
/** cluster-api-operator v0.28.0 `config/default/kustomization.yaml`: what every object is called by and lies in. */
const NAMESPACE = 'capi-operator-system';
const LABELS = { 'clusterctl.cluster.x-k8s.io/core': 'capi-operator' };
const SELECTOR = { ...LABELS, 'control-plane': 'controller-manager' };
const NAME = 'capi-operator-controller-manager';
const ACCOUNT = 'capi-operator-manager';
const SERVICE = 'capi-operator-webhook-service';
const CERTIFICATE = 'capi-operator-serving-cert';
/** This one name has no prefix: `config/default/manager_webhook_patch.yaml`. */
const CERTIFICATE_SECRET = 'capi-operator-webhook-service-cert';
const KINDS = ['addon', 'bootstrap', 'controlplane', 'core', 'infrastructure', 'ipam', 'runtimeextension'].map(type => `${type}provider`);

/** The Cluster API operator: installs the providers that objects of the hub name, from their releases. */
export function clusterApiOperator(): ManifestComponent {
  return {
    type: 'manifests',
    name: 'cluster-api-operator',
    version: VERSION,
    phase: 'operator',
    namespace: NAMESPACE,
    namespaceLabels: SELECTOR,
    serves: ['operator.cluster.x-k8s.io'],
    charts: ['cluster-api-operator'],
    // The first with the API version `v1alpha2`.
    oldest: 'v0.6.0',
    requires: [certManager()],
    definitions: () => definitionsOf('capi-operator').map(definition => ({ ...definition, metadata: { ...definition.metadata, labels: LABELS } })),
    objects: () => [...access(), ...certificate(), service(), deployment(), ...webhooks()],
  };
}

function access(): readonly Manifest[] {
  const account = { name: ACCOUNT, namespace: NAMESPACE };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadata(ACCOUNT) },
    // It installs what a release holds, cluster roles among it, so it may do everything: `config/rbac/role.yaml`.
    role(clusterWide('capi-operator-manager-role'), [allow(['*'], '*', ['*'])]),
    bind(clusterWide('capi-operator-manager-rolebinding'), 'capi-operator-manager-role', [account]),
    role(metadata('capi-operator-leader-election-role'), [
      allow(WRITE, '', ['configmaps']),
      allow(['get', 'update', 'patch'], '', ['configmaps/status']),
      allow(['create'], '', ['events']),
      allow(WRITE, 'coordination.k8s.io', ['leases']),
    ]),
    bind(metadata('capi-operator-leader-election-rolebinding'), 'capi-operator-leader-election-role', [account]),
  ];
}

function certificate(): readonly Manifest[] {
  const issuer = 'capi-operator-selfsigned-issuer';
  return [
    { apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata: metadata(issuer), spec: { selfSigned: {} } },
    {
      apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: metadata(CERTIFICATE),
      spec: {
        dnsNames: [`${SERVICE}.${NAMESPACE}.svc`, `${SERVICE}.${NAMESPACE}.svc.cluster.local`],
        issuerRef: { kind: 'Issuer', name: issuer },
        secretName: CERTIFICATE_SECRET,
      },
    },
  ];
}

function service(): Manifest {
  return { apiVersion: 'v1', kind: 'Service', metadata: metadata(SERVICE), spec: { ports: [{ port: 443, targetPort: 9443 }], selector: SELECTOR } };
}

function deployment(): Manifest {
  return {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { ...metadata(NAME), labels: SELECTOR },
    spec: {
      replicas: 1,
      selector: { matchLabels: SELECTOR },
      template: {
        metadata: { labels: SELECTOR },
        spec: {
          serviceAccountName: ACCOUNT,
          automountServiceAccountToken: true,
          terminationGracePeriodSeconds: 10,
          tolerations: ['master', 'control-plane'].map(node => ({ effect: 'NoSchedule', key: `node-role.kubernetes.io/${node}` })),
          containers: [manager()],
          volumes: [{ name: 'cert', secret: { defaultMode: 420, secretName: CERTIFICATE_SECRET } }],
        },
      },
    },
  };
}

function manager() {
  const probe = (path: string) => ({ httpGet: { path, port: 9440 } });
  return {
    name: 'manager',
    image: `registry.k8s.io/capi-operator/cluster-api-operator:${VERSION}`,
    imagePullPolicy: 'IfNotPresent',
    command: ['/manager'],
    // Credentials that were replaced in a Secret reach the provider only when the operator watches the Secret (`cmd/main.go`).
    args: ['--leader-elect', '--watch-configsecret'],
    ports: [{ name: 'webhook-server', containerPort: 9443 }, { name: 'metrics', containerPort: 8443 }].map(port => ({ ...port, protocol: 'TCP' })),
    livenessProbe: { ...probe('/healthz'), initialDelaySeconds: 15, periodSeconds: 20 },
    readinessProbe: { ...probe('/readyz'), initialDelaySeconds: 5, periodSeconds: 10 },
    resources: { limits: { cpu: '100m', memory: '300Mi' }, requests: { cpu: '100m', memory: '100Mi' } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [{ name: 'cert', mountPath: '/tmp/k8s-webhook-server/serving-certs', readOnly: true }],
  };
}

/** One for each kind of provider: `config/webhook/manifests.yaml`. */
function webhooks(): readonly Manifest[] {
  return (['Mutating', 'Validating'] as const).map(way => ({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: `${way}WebhookConfiguration`,
    metadata: {
      ...clusterWide(`capi-operator-${way.toLowerCase()}-webhook-configuration`),
      annotations: { 'cert-manager.io/inject-ca-from': `${NAMESPACE}/${CERTIFICATE}` },
    },
    webhooks: KINDS.map(kind => ({
      name: `v${kind}.kb.io`,
      admissionReviewVersions: ['v1', 'v1beta1'],
      clientConfig: {
        service: { name: SERVICE, namespace: NAMESPACE, path: `/${way === 'Mutating' ? 'mutate' : 'validate'}-operator-cluster-x-k8s-io-v1alpha2-${kind}` },
      },
      failurePolicy: 'Fail',
      matchPolicy: 'Equivalent',
      rules: [{ apiGroups: ['operator.cluster.x-k8s.io'], apiVersions: ['v1alpha2'], operations: ['CREATE', 'UPDATE'], resources: [`${kind}s`] }],
      sideEffects: 'None',
    })),
  }));
}

function metadata(name: string) {
  return { ...clusterWide(name), namespace: NAMESPACE };
}

function clusterWide(name: string) {
  return { name, labels: LABELS };
}
