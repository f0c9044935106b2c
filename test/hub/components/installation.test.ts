import { describe, expect, test } from '@jest/globals';
import { CHECKS } from './installation';
import { installed, InstallationFacts } from './installed-objects';
import { ManifestComponent } from '../../../lib/fleet/component';

const META = { name: 'guard', namespace: 'guard' };
const LABELS = { app: 'guard' };

/** A controller with a webhook, as small as one can be. */
function guard(): any {
  return {
    version: 'v1.2.3', namespace: 'guard', serves: ['guard.example.com'],
    definition: {
      apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'rules.guard.example.com' },
      spec: {
        group: 'guard.example.com', names: { kind: 'Rule', plural: 'rules' }, scope: 'Cluster',
        versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
      },
    },
    account: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { ...META } },
    role: {
      apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { ...META }, rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }],
    },
    binding: {
      apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: { ...META },
      roleRef: { kind: 'Role', name: 'guard' }, subjects: [{ kind: 'ServiceAccount', ...META }],
    },
    issuer: { apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata: { ...META }, spec: { selfSigned: {} } },
    certificate: {
      apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: { ...META },
      spec: { secretName: 'guard-cert', dnsNames: ['guard.guard.svc'], issuerRef: { name: 'guard' } },
    },
    settings: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...META }, data: {} },
    key: { apiVersion: 'v1', kind: 'Secret', metadata: { ...META } },
    service: {
      apiVersion: 'v1', kind: 'Service', metadata: { ...META }, spec: { selector: { ...LABELS }, ports: [{ port: 443, targetPort: 'https' }] },
    },
    deployment: {
      apiVersion: 'apps/v1', kind: 'Deployment', metadata: { ...META },
      spec: {
        selector: { matchLabels: { ...LABELS } },
        template: {
          metadata: { labels: { ...LABELS } },
          spec: {
            serviceAccountName: 'guard', securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
            containers: [{
              name: 'guard', image: 'ghcr.io/example/guard:v1.2.3', args: ['--helper=mirror.example.com/ghcr.io/example/helper:v1.2.3'],
              ports: [{ name: 'https', containerPort: 8443 }], readinessProbe: { httpGet: { port: 'https' } },
              volumeMounts: [{ name: 'cert', mountPath: '/cert' }],
              securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
              env: [{ name: 'KEY', valueFrom: { secretKeyRef: { name: 'guard', key: 'key' } } }],
            }],
            volumes: [{ name: 'cert', secret: { secretName: 'guard-cert' } }, { name: 'settings', configMap: { name: 'guard' } }],
          },
        },
      },
    },
    webhook: {
      apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingWebhookConfiguration',
      metadata: { name: 'guard', annotations: { 'cert-manager.io/inject-ca-from': 'guard/guard' } },
      webhooks: [{ clientConfig: { service: { ...META } } }],
    },
  };
}

/** The checks that find something. */
function found(change: (parts: any) => void, facts: InstallationFacts = {}): readonly string[] {
  const parts = guard();
  change(parts);
  const { version, namespace, serves, definition, ...objects } = parts;
  const component: ManifestComponent = {
    type: 'manifests', phase: 'gitops', name: 'guard', version, namespace, serves, definitions: () => [definition],
    objects: ({ image }) => {
      image('ghcr.io/example/helper:v1.2.3');
      return Object.values(objects);
    },
  };
  return Object.entries(CHECKS).filter(([, check]) => check(installed(component, facts)).some(fault => fault)).map(([name]) => name);
}

const container = (parts: any) => parts.deployment.spec.template.spec.containers[0];

test('a complete installation passes', () => {
  expect(found(() => {})).toEqual([]);
});

describe('each check finds what it is for', () => {
  test.each<[string, (parts: any) => void, ...string[]]>([
    ['an object without a name', (p) => { p.settings.metadata = {}; }, 'every object has', 'they pass', 'they lie in', 'ConfigMaps'],
    ['one twice', (p) => { p.again = p.settings; }, 'no object is there twice'],
    ['a label of Helm', (p) => { p.settings.metadata.labels = { 'helm.sh/chart': 'guard' }; }, 'objects are plain data'],
    ['a label that is none', (p) => { p.settings.metadata.labels = { note: 'a b' }; }, 'objects are plain data'],
    ['a field that says nothing', (p) => { p.settings.data.a = null; }, 'objects are plain data'],
    ['a status', (p) => { p.definition.status = {}; }, 'objects are plain data'],
    ['a retired version', (p) => { p.made = { apiVersion: 'external-secrets.io/v1beta1', kind: 'ExternalSecret', metadata: META }; }, 'they pass'],
    ['another namespace', (p) => { p.settings.metadata.namespace = 'kube-system'; }, 'they lie in', 'ConfigMaps'],
    ['a namespace where there is none', (p) => { p.webhook.metadata.namespace = 'guard'; }, 'they lie in'],
    ['one of a kind of its own', (p) => { p.own = { apiVersion: 'guard.example.com/v1', kind: 'Rule', metadata: META }; }, 'they lie in'],
    ['a Namespace', (p) => { p.space = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'guard' } }; }, 'its namespace is made'],
    ['a kind that nothing defines', (p) => { p.serves.push('other.example.com'); }, 'what it serves'],
    ['a kind that it says nothing of', (p) => { p.serves = ['guard.example.com/Other']; }, 'what it serves'],
    ['a definition that stores nothing', (p) => { p.definition.spec.versions[0].storage = false; }, 'definitions are complete'],
    ['Pods that nobody counts', (p) => { p.deployment.spec.selector.matchLabels = { app: 'other' }; }, 'workloads select'],
    ['a Service of nothing', (p) => { p.service.spec.selector = { app: 'other' }; }, 'a Service selects'],
    ['a Service of two', (p) => { p.two = { ...p.deployment, metadata: { ...META, name: 'two' } }; }, 'a Service selects'],
    ['a port that is not declared', (p) => { p.service.spec.ports[0].targetPort = 'http'; }, 'a Service selects'],
    ['a probe of no port', (p) => { container(p).readinessProbe.httpGet.port = 'http'; }, 'probes and mounts'],
    ['a mount of no volume', (p) => { container(p).volumeMounts[0].name = 'other'; }, 'probes and mounts'],
    ['a webhook at no port', (p) => { p.webhook.webhooks[0].clientConfig.service.port = 9443; }, 'webhooks name'],
    ['a conversion by nobody', (p) => {
      p.definition.metadata.annotations = p.webhook.metadata.annotations;
      p.definition.spec.conversion = { strategy: 'Webhook', webhook: { clientConfig: { service: { name: 'other', namespace: 'guard' } } } };
    }, 'webhooks name', 'webhooks get'],
    ['a webhook that nobody trusts', (p) => { p.webhook.metadata.annotations = {}; }, 'webhooks get'],
    ['a certificate of another name', (p) => { p.certificate.spec.dnsNames = ['other.guard.svc']; }, 'webhooks get'],
    ['an authority that nobody makes', (p) => {
      p.webhook.metadata.annotations = { 'cert-manager.io/inject-ca-from-secret': 'guard/other' };
    }, 'webhooks get'],
    ['a certificate that nobody issues', (p) => { p.certificate.spec.issuerRef.name = 'other'; }, 'Certificates have'],
    ['Pods of no account', (p) => { p.deployment.spec.template.spec.serviceAccountName = 'other'; }, 'pods run as'],
    ['Pods that may be root', (p) => { p.deployment.spec.template.spec.securityContext.runAsNonRoot = false; }, 'pods keep'],
    ['a container that may gain rights', (p) => { delete container(p).securityContext; }, 'pods keep'],
    ['Pods in the network of their node', (p) => { p.deployment.spec.template.spec.hostNetwork = true; }, 'pods keep'],
    ['a binding of no role', (p) => { p.binding.roleRef.name = 'other'; }, 'bindings name', 'roles are bound'],
    ['a binding of nobody', (p) => { p.binding.subjects[0].name = 'other'; }, 'bindings name'],
    ['a rule that gives nothing', (p) => { p.role.rules[0].verbs = []; }, 'roles are bound'],
    ['a role for nobody', (p) => { p.extra = { ...p.role, metadata: { ...META, name: 'extra' } }; }, 'roles are bound'],
    ['a Secret that nobody makes', (p) => { delete p.key; }, 'Secrets that pods'],
    ['a ConfigMap that nobody makes', (p) => { delete p.settings; }, 'ConfigMaps'],
    ['a Secret with a value', (p) => { p.key.stringData = { key: 'secret' }; }, 'they pass', 'no Secret'],
    ['an account after its Pods', (p) => { const { account } = p; delete p.account; p.account = account; }, 'what pods need'],
    ['a role after its Pods', (p) => { const { role } = p; delete p.role; p.role = role; }, 'what pods need'],
    ['an image of another version', (p) => { container(p).image = 'ghcr.io/example/guard:v1.2.2'; }, 'images are'],
    ['an argument that no mirror is asked for', (p) => { container(p).args.push('--other=ghcr.io/example/other:v1.2.3'); }, 'images are'],
    ['a place of an image that is not used', (p) => { container(p).args = []; }, 'images are'],
    ['a container from a mirror', (p) => { container(p).image = 'mirror.example.com/guard:v1.2.3'; }, 'images are'],
  ])('%s', (_, change, ...checks) => {
    expect(found(change).map(name => checks.find(start => name.startsWith(start)) ?? name)).toEqual(checks);
  });
});

describe('it takes the word of who runs it for', () => {
  test('Secrets that controllers make', () => {
    expect(found((p) => { delete p.key; }, { secretsMadeAtRunTime: ['guard'] })).toEqual([]);
  });

  test('images of other versions', () => {
    const image = 'ghcr.io/example/guard:v9';
    expect(found((p) => { container(p).image = image; }, { otherImages: [image] })).toEqual([]);
  });

  test('Pods that their project does not restrict', () => {
    expect(found((p) => { delete container(p).securityContext; }, { unrestricted: ['guard'] })).toEqual([]);
  });

  test('authorities that come another way', () => {
    expect(found((p) => { p.webhook.metadata.annotations = {}; }, { authority: () => true })).toEqual([]);
  });
});
