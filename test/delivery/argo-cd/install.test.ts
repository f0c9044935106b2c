import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { argoCdInstallation } from '../../../lib/delivery/argo-cd/install';
import { progressiveSyncs } from '../../../lib/gitops';
import { itIsACompleteInstallation } from '../../hub/components/installation';
import { find, installed, nameOf, Seen, Workload } from '../../hub/components/installed-objects';

const NAMESPACE = 'argocd';
const FACTS = {
  secretsMadeAtRunTime: ['argocd-redis'],
  otherImages: ['ghcr.io/dexidp/dex:v2.45.0', 'public.ecr.aws/docker/library/redis:8.2.3-alpine'],
};
const ARGO_CD = installed(argoCdInstallation({ namespace: NAMESPACE }), FACTS);
const { objects, workloads } = ARGO_CD;

itIsACompleteInstallation(argoCdInstallation({ namespace: NAMESPACE }), FACTS);

test('what it says of itself', () => {
  const { definitions, objects: made, ...facts } = argoCdInstallation({ namespace: 'gitops' });
  expect(facts).toEqual({
    type: 'manifests', name: 'argo-cd', version: 'v3.5.1', oldest: 'v3.3.0', phase: 'gitops', namespace: 'gitops', charts: ['argo-cd'],
    serves: ['argoproj.io/Application', 'argoproj.io/ApplicationSet', 'argoproj.io/AppProject'],
    kubernetesVersions: {
      oldest: '1.33', newest: '1.36', by: 'Argo CD v3.5', source: 'Argo CD v3.5.1 docs/operator-manual/tested-kubernetes-versions.md',
    },
  });
});

test('another namespace reaches every object', () => {
  const elsewhere = argoCdInstallation({ namespace: 'gitops' }).objects({ image: reference => reference }) as readonly Seen[];
  expect(JSON.stringify(elsewhere).replaceAll('"namespace":"gitops"', `"namespace":"${NAMESPACE}"`)).toBe(JSON.stringify(objects));
  expect(JSON.stringify(elsewhere)).not.toContain(`"${NAMESPACE}."`);
  const subjects = elsewhere.flatMap(binding => binding.subjects ?? []);
  expect(subjects).toHaveLength(9);
  expect(subjects.filter((subject: Seen['metadata']) => subject.namespace !== 'gitops')).toEqual([]);
});

test('definitions are labelled as those of upstream', () => {
  expect(ARGO_CD.definitions.map(({ metadata }) => metadata)).toEqual(['applications', 'applicationsets', 'appprojects'].map(plural => ({
    name: `${plural}.argoproj.io`, labels: { 'app.kubernetes.io/name': `${plural}.argoproj.io`, 'app.kubernetes.io/part-of': 'argocd' },
  })));
});

describe('what the library relies on', () => {
  test('ApplicationSets go through their waves', () => {
    const parameters = find(objects, 'ConfigMap', 'argocd-cmd-params-cm', NAMESPACE);
    expect(parameters?.data).toEqual(progressiveSyncs().data);
    const [key] = Object.keys(parameters!.data);
    expect(variablesOf('applicationset-controller')).toContainEqual({
      name: 'ARGOCD_APPLICATIONSET_CONTROLLER_ENABLE_PROGRESSIVE_SYNCS', valueFrom: { configMapKeyRef: { name: parameters!.metadata.name, key, optional: true } },
    });
  });

  test('a provider of the Cluster API Operator is healthy only when it is ready', () => {
    const health = Object.entries(settings()).filter(([key]) => key.startsWith('resource.customizations.health.'));
    expect(health.map(([key]) => key.replace('resource.customizations.health.', ''))).toEqual(
      ['Addon', 'Bootstrap', 'ControlPlane', 'Core', 'Infrastructure', 'IPAM', 'RuntimeExtension'].map(type => `operator.cluster.x-k8s.io_${type}Provider`));
    expect(new Set(health.map(([, script]) => script)).size).toBe(1);
    const [[, script]] = health;
    expect(script.match(/\b(then|do)\b/g)!.length - script.match(/\belseif\b/g)!.length).toBe(script.match(/\bend\b/g)!.length);
    expect(script).toContain('local observed = obj.status.observedGeneration == obj.metadata.generation\n');
    expect(script).toContain('ready = ready or condition.type == "Ready"\n');
    expect(script).toContain('elseif condition.reason == "WaitingForCoreProviderReady" then\n    waits = true\n');
    expect(script).toContain('elseif condition.status == "False" and not (condition.type == "ProviderUpgraded" and observed) then\n    return { status = "Degraded"');
    expect(script).toContain('if ready and observed and not waits then\n  return { status = "Healthy"');
  });

  test('nothing else is configured: it knows what it applied by an annotation, and no Application waits for another', () => {
    expect(Object.keys(settings()).filter(key => !/^resource\.(customizations\.(health|ignoreResourceUpdates)\.|exclusions$)/.test(key))).toEqual([]);
    expect(Object.keys(settings())).not.toContain('resource.customizations.health.argoproj.io_Application');
  });
});

describe('settings', () => {
  test('what Argo CD does not look at is YAML that it understands', () => {
    const ignored = Object.entries(settings()).filter(([key]) => key.includes('ignoreResourceUpdates'));
    expect(ignored).toHaveLength(8);
    for (const [, text] of ignored) {
      const [[field, paths], ...rest] = Object.entries<string[]>(parse(text));
      expect(rest).toEqual([]);
      expect(['jsonPointers', 'jqPathExpressions']).toContain(field);
      expect(paths.filter(path => !(field === 'jsonPointers' ? /^\/[a-z]+$/ : /^(\.operation|\.metadata\.annotations\."[a-z0-9./-]+")$/).test(path))).toEqual([]);
    }
    expect(parse(settings()['resource.customizations.ignoreResourceUpdates.argoproj.io_Application'])).toEqual({
      jqPathExpressions: [
        '.metadata.annotations."notified.notifications.argoproj.io"', '.metadata.annotations."argocd.argoproj.io/refresh"',
        '.metadata.annotations."argocd.argoproj.io/hydrate"', '.operation',
      ],
    });
    const exclusions: { apiGroups: string[]; kinds: string[] }[] = parse(settings()['resource.exclusions']);
    expect(exclusions.flatMap(({ apiGroups, kinds }) => [apiGroups.length, kinds.length])).toEqual([2, 2, 1, 1, 2, 6, 1, 1, 1, 1, 1, 3, 3, 9]);
    expect(exclusions[0]).toEqual({ apiGroups: ['', 'discovery.k8s.io'], kinds: ['Endpoints', 'EndpointSlice'] });
  });

  test('keys of hosts are keys', () => {
    const { data, metadata } = find(objects, 'ConfigMap', 'argocd-ssh-known-hosts-cm', NAMESPACE)!;
    expect(metadata.labels).toEqual({ 'app.kubernetes.io/name': 'argocd-ssh-known-hosts-cm', 'app.kubernetes.io/part-of': 'argocd' });
    expect(data.ssh_known_hosts).toMatch(/\n$/);
    const lines: string[][] = data.ssh_known_hosts.trimEnd().split('\n').map((line: string) => line.split(' '));
    expect(lines.map(([host, type]) => `${host} ${type}`)).toEqual([
      ...['[ssh.github.com]:443', 'bitbucket.org', 'github.com', 'gitlab.com']
        .flatMap(host => ['ecdsa-sha2-nistp256', 'ssh-ed25519', 'ssh-rsa'].map(type => `${host} ${type}`)),
      'ssh.dev.azure.com ssh-rsa', 'vs-ssh.visualstudio.com ssh-rsa',
    ]);
    for (const [, type, key] of lines) {
      expect(partsOfKey(key)[0]).toBe(type);
    }
  });

  test('keys of further hosts', () => {
    const scanned = ['git.example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAfuCHKVTjquxvt6CM6tdG4SLp1Btn', '[git.example.com]:7999,192.0.2.1 ecdsa-sha2-nistp256 AAAA=='];
    const hostsOf = (made: readonly object[]) => find(made as Seen[], 'ConfigMap', 'argocd-ssh-known-hosts-cm', NAMESPACE)!.data.ssh_known_hosts;
    const { objects: make } = argoCdInstallation({ namespace: NAMESPACE, sshKnownHosts: scanned });
    expect(hostsOf(make({ image: reference => reference }))).toBe(`${hostsOf(objects)}${scanned.join('\n')}\n`);
  });

  test.each([
    '# git.example.com:22 SSH-2.0-OpenSSH_9.6', 'git.example.com', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5', 'git.example.com ssh-ed25519 AAAA\nother ssh-rsa AAAA',
    'git.example.com ssh-ed25519 AAAA comment', '@revoked git.example.com ssh-ed25519 AAAA', '',
  ])('no key of a host: %j', line => {
    expect(() => argoCdInstallation({ namespace: NAMESPACE, sshKnownHosts: ['git.example.com ssh-rsa AAAA', line] })).toThrow(new Error(
      `argoCdInstallation: sshKnownHosts.1: write a line as ssh-keyscan does, 'git.example.com ssh-ed25519 AAAA...', got '${line}'`));
  });

  test('every variable from a ConfigMap names one that is made, may be missing, and is there once', () => {
    for (const { containers } of workloads) {
      for (const { env = [] } of containers) {
        const names = env.map(({ name }: { name: string }) => name);
        expect(new Set(names).size).toBe(names.length);
        for (const { name, valueFrom } of env) {
          const reference = valueFrom?.configMapKeyRef;
          if (reference) {
            expect([name, find(objects, 'ConfigMap', reference.name, NAMESPACE) !== undefined, reference.optional]).toEqual([name, true, true]);
            expect(reference.key).toMatch(/^[a-z0-9]+(\.[a-z0-9]+)+$/);
          }
        }
      }
    }
  });
});

describe('pods', () => {
  test('may do no more than the Pod Security Standard restricted allows, and write to no file system of an image', () => {
    for (const { pod, containers } of workloads) {
      for (const { name, securityContext } of containers) {
        expect([name, { ...pod.securityContext, ...securityContext }]).toEqual([name, expect.objectContaining({
          allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true,
          runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' },
        })]);
      }
      expect(pod.nodeSelector).toEqual({ 'kubernetes.io/os': 'linux' });
    }
  });

  test('no container has two volumes in one place, and every volume is mounted', () => {
    for (const { name, pod, containers } of workloads) {
      const mounts: { name: string; mountPath: string }[] = containers.flatMap(container => container.volumeMounts ?? []);
      for (const { volumeMounts = [] } of containers) {
        const paths = volumeMounts.map(({ mountPath }: { mountPath: string }) => mountPath);
        expect([name, new Set(paths).size]).toEqual([name, paths.length]);
      }
      expect([name, (pod.volumes ?? []).filter((volume: { name: string }) => !mounts.some(mount => mount.name === volume.name))]).toEqual([name, []]);
    }
  });

  test('Secrets of certificates may be missing, and the key of a certificate is only with who serves it', () => {
    const secrets = workloads.flatMap(({ name, pod }) => (pod.volumes ?? []).filter((volume: any) => volume.secret)
      .map(({ secret }: any) => [name, secret.secretName, secret.optional, secret.items.map(({ key, path }: any) => (key === path ? key : 'renamed'))]));
    expect(secrets.filter(([, , optional]) => optional !== true)).toEqual([]);
    expect(secrets.filter(([, secret, , keys]) => secret === 'argocd-dex-server-tls' && keys.includes('tls.key')).map(([name]) => name)).toEqual(['argocd-dex-server']);
    expect(secrets.filter(([, secret, , keys]) => secret === 'argocd-repo-server-mtls' && keys.includes('client-ca.crt')).map(([name]) => name))
      .toEqual(['argocd-repo-server']);
    expect(secrets).toHaveLength(12);
  });

  test('what runs the content of repositories has no token of the API server', () => {
    expect(partOf('repo-server').pod.automountServiceAccountToken).toBe(false);
    expect(objects.filter(({ kind, metadata }) => kind.endsWith('RoleBinding') && metadata.name === 'argocd-repo-server')).toEqual([]);
  });

  test('Redis gets its password from the Secret that its init container makes', () => {
    const { pod, namespace } = partOf('redis');
    expect(pod.initContainers[0].command).toEqual(['argocd', 'admin', 'redis-initial-password']);
    expect(pod.containers[0].args).toContain('--requirepass $(REDIS_PASSWORD)');
    expect(find(objects, 'Role', 'argocd-redis', namespace)?.rules).toEqual([
      { apiGroups: [''], resources: ['secrets'], resourceNames: ['argocd-redis'], verbs: ['get'] },
      { apiGroups: [''], resources: ['secrets'], verbs: ['create'] },
    ]);
  });

  test('the controller is told how many it is', () => {
    const { object } = partOf('application-controller');
    expect(variablesOf('application-controller')).toContainEqual({ name: 'ARGOCD_CONTROLLER_REPLICAS', value: String(object.spec.replicas) });
  });
});

describe('network policies', () => {
  test.each(objects.filter(({ kind }) => kind === 'Service').map(service => [nameOf(service), service] as const))('let through what %s leads to', (_, { spec }) => {
    const policy = policyOf(spec.selector);
    for (const { port, targetPort = port } of spec.ports) {
      expect([targetPort, allowed(policy, numberOf(spec.selector, targetPort))]).toEqual([targetPort, true]);
    }
  });

  test('let kubelet ask', () => {
    for (const { labels, containers } of workloads) {
      const probed = containers.flatMap(({ livenessProbe, readinessProbe }) => [livenessProbe, readinessProbe])
        .flatMap(probe => probe?.httpGet?.port ?? probe?.tcpSocket?.port ?? []);
      expect(probed.filter(port => !allowed(policyOf(labels), port))).toEqual([]);
    }
  });

  test('let only those reach Redis who have its password, and only those the repo server who ask it', () => {
    const uses = (pattern: RegExp) => workloads
      .filter(({ containers }) => containers.some(({ env = [] }) => pattern.test(JSON.stringify(env)))).map(({ name }) => name);
    expect(peersOf('redis', 6379)).toEqual(uses(/"REDIS_SERVER"/).sort());
    expect(peersOf('repo-server', 8081)).toEqual(uses(/_REPO_SERVER_PLAINTEXT"/).sort());
    expect(peersOf('dex-server', 5556)).toEqual(['argocd-server']);
    expect(peersOf('repo-server', 8084)).toBe('every pod of the cluster');
  });

  test('say nothing of where Argo CD connects to, and let anyone to its user interface', () => {
    const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
    expect(policies.map(({ spec }) => [spec.policyTypes, spec.egress])).toEqual(policies.map(() => [['Ingress'], undefined]));
    expect(find(objects, 'NetworkPolicy', 'argocd-server-network-policy', NAMESPACE)?.spec.ingress).toEqual([{}]);
  });
});

function settings(): Readonly<Record<string, string>> {
  return find(objects, 'ConfigMap', 'argocd-cm', NAMESPACE)!.data;
}

function partOf(part: string): Workload {
  return workloads.find(({ name }) => name === `argocd-${part}`)!;
}

function variablesOf(part: string): readonly { readonly name: string }[] {
  return partOf(part).pod.containers.flatMap(({ env = [] }: { env?: [] }) => env);
}

function policyOf(labels: object): Seen {
  const policies = objects.filter(({ kind, spec }) => kind === 'NetworkPolicy' && JSON.stringify(spec.podSelector.matchLabels) === JSON.stringify(labels));
  expect(policies).toHaveLength(1);
  return policies[0];
}

function allowed({ spec }: Seen, port: number): boolean {
  return spec.ingress.some(({ ports }: any) => ports === undefined || ports.some((open: any) => open.port === port && open.protocol === 'TCP'));
}

function numberOf(labels: object, port: number | string): number {
  const { containers } = workloads.find(workload => JSON.stringify(workload.labels) === JSON.stringify(labels))!;
  return typeof port === 'number' ? port : containers.flatMap(({ ports = [] }) => ports).find(({ name }) => name === port).containerPort;
}

function peersOf(part: string, port: number): readonly string[] | string {
  const { spec } = find(objects, 'NetworkPolicy', `argocd-${part}-network-policy`, NAMESPACE)!;
  const { from } = spec.ingress.find(({ ports }: any) => ports.some((open: any) => open.port === port));
  return from.some((peer: any) => peer.namespaceSelector) ? 'every pod of the cluster'
    : from.map((peer: any) => peer.podSelector.matchLabels['app.kubernetes.io/name']).sort();
}

/** The lengths and texts that a public key in the format of SSH consists of. */
function partsOfKey(key: string): readonly string[] {
  const bytes = Buffer.from(key, 'base64');
  const parts: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length = bytes.readUInt32BE(at);
    expect(at + 4 + length).toBeLessThanOrEqual(bytes.length);
    parts.push(bytes.subarray(at + 4, at + 4 + length).toString('latin1'));
    at += 4 + length;
  }
  return parts;
}
