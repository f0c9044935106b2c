import { describe, expect, test } from '@jest/globals';
import { Docker, DockerMachine, KubeadmControlPlaneProps } from '../../../lib';
import { fleetWith } from '../infrastructure-contract';

const make = (controlPlane: Partial<KubeadmControlPlaneProps<DockerMachine>>) =>
  fleetWith({ infrastructure: Docker.dev(), pools: {}, controlPlane: { machine: {}, ...controlPlane } });
const spec = (controlPlane: Partial<KubeadmControlPlaneProps<DockerMachine>>) => make(controlPlane).objects().find(o => o.kind === 'KubeadmControlPlane')!.spec;
const POLICY = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n  - level: Metadata\n';
const args = (list: { name: string; value: string }[]) => Object.fromEntries(list.map(({ name, value }) => [name, value]));

describe('the kubeadm control plane', () => {
  test('has three machines, one at a time replaced, unless told otherwise', () => {
    expect(spec({})).toMatchObject({ replicas: 3, version: 'v1.34.1', rollout: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } } });
    expect(spec({ replicas: 5, maxSurge: 0 })).toMatchObject({ replicas: 5, rollout: { strategy: { rollingUpdate: { maxSurge: 0 } } } });
  });

  test('tells the model how many machines it can have, surge included', () => {
    const group = (props: Partial<KubeadmControlPlaneProps<DockerMachine>>) => make(props).fleet.settle().clusters.find(c => c.name === 'one')!.nodeGroups[0];
    expect(group({})).toMatchObject({ name: 'control-plane', role: 'control-plane', version: 'v1.34.1', largest: 3, surge: 1 });
    expect(group({ replicas: 5, maxSurge: 0 })).toMatchObject({ largest: 5, surge: 0 });
  });

  test('keeps an audit log that the API server can write', () => {
    const { clusterConfiguration, files } = spec({ auditLog: { maxAgeDays: 7 } }).kubeadmConfigSpec;
    expect(args(clusterConfiguration.apiServer.extraArgs)).toEqual({
      'audit-policy-file': '/etc/kubernetes/audit-policy.yaml', 'audit-log-path': '/var/log/kubernetes/audit/audit.log',
      'audit-log-maxage': '7', 'audit-log-maxbackup': '10', 'audit-log-maxsize': '100',
    });
    expect(clusterConfiguration.apiServer.extraVolumes.map((v: any) => [v.hostPath, v.mountPath, v.readOnly, v.pathType])).toEqual([
      ['/etc/kubernetes/audit-policy.yaml', '/etc/kubernetes/audit-policy.yaml', true, 'File'],
      ['/var/log/kubernetes/audit', '/var/log/kubernetes/audit', undefined, 'DirectoryOrCreate'],
    ]);
    expect(files).toEqual([{ path: '/etc/kubernetes/audit-policy.yaml', permissions: '0600', content: expect.stringContaining('kind: Policy\n') }]);
    expect(spec({ auditLog: { policy: POLICY } }).kubeadmConfigSpec.files[0].content).toBe(POLICY);
  });

  test('takes users from an OpenID Connect provider', () => {
    const { apiServer } = spec({ oidc: { issuerUrl: 'https://login.example.com', clientId: 'k8s', usernameClaim: 'email', groupsClaim: 'groups', groupsPrefix: 'x:' } })
      .kubeadmConfigSpec.clusterConfiguration;
    expect(args(apiServer.extraArgs)).toEqual({
      'oidc-issuer-url': 'https://login.example.com', 'oidc-client-id': 'k8s', 'oidc-username-claim': 'email', 'oidc-groups-claim': 'groups', 'oidc-groups-prefix': 'x:',
    });
  });

  test('keeps as much of the audit log as it is told', () => {
    const { apiServer } = spec({ auditLog: { maxAgeDays: 7, maxFiles: 3, maxSizeMegabytes: 50 } }).kubeadmConfigSpec.clusterConfiguration;
    expect(args(apiServer.extraArgs)).toMatchObject({ 'audit-log-maxage': '7', 'audit-log-maxbackup': '3', 'audit-log-maxsize': '50' });
  });

  test('passes on flags of the scheduler, the node mask of IPv6, and the prefix of users', () => {
    const { objects } = fleetWith({
      infrastructure: Docker.dev(), pools: {}, network: { pods: ['10.64.0.0/16', 'fd00:64::/64'], services: ['10.65.0.0/20', 'fd00:65::/112'] },
      controlPlane: {
        machine: {}, schedulerArgs: { v: '4' }, nodeMask: { ipv6: 80 }, oidc: { issuerUrl: 'https://login.example.com', clientId: 'k8s', usernamePrefix: 'sso:' },
      },
    });
    const { clusterConfiguration } = objects().find(o => o.kind === 'KubeadmControlPlane')!.spec.kubeadmConfigSpec;
    expect(args(clusterConfiguration.scheduler.extraArgs)).toEqual({ v: '4' });
    expect(args(clusterConfiguration.controllerManager.extraArgs)).toEqual({ 'node-cidr-mask-size-ipv6': '80' });
    expect(args(clusterConfiguration.apiServer.extraArgs)).toMatchObject({ 'oidc-username-prefix': 'sso:' });
  });

  test('registers the first node as every other: a difference would roll the machines', () => {
    const config = spec({ kubeletArgs: { 'max-pods': '60' }, taints: [] }).kubeadmConfigSpec;
    expect(config.initConfiguration).toEqual({ nodeRegistration: { kubeletExtraArgs: [{ name: 'max-pods', value: '60' }], taints: [] } });
    expect(config.joinConfiguration).toEqual(config.initConfiguration);
  });

  test('writes flags sorted by name, so that the order in the program changes nothing', () => {
    expect(spec({ apiServerArgs: { b: '1', a: '2' } })).toEqual(spec({ apiServerArgs: { a: '2', b: '1' } }));
  });

  test('passes on files, commands, users, SANs, node masks, certificate renewal and drain time', () => {
    const result = spec({
      files: [{ path: '/etc/a', contentFrom: { secret: 's', key: 'k' } }], preKubeadmCommands: ['true'], postKubeadmCommands: ['false'],
      users: [{ name: 'ops', sshAuthorizedKeys: ['ssh-ed25519 AAAA'], sudo: 'ALL=(ALL) NOPASSWD:ALL' }], certSANs: ['api.example.com', 'localhost'],
      nodeMask: { ipv4: 25 }, renewCertificatesDaysBefore: 30, nodeDrainTimeoutSeconds: 60,
    });
    expect(result.rollout.before).toEqual({ certificatesExpiryDays: 30 });
    expect(result.machineTemplate.spec.deletion).toEqual({ nodeDrainTimeoutSeconds: 60 });
    expect(result.kubeadmConfigSpec).toMatchObject({
      files: [{ path: '/etc/a', contentFrom: { secret: { name: 's', key: 'k' } } }], preKubeadmCommands: ['true'], postKubeadmCommands: ['false'],
      users: [{ name: 'ops', sshAuthorizedKeys: ['ssh-ed25519 AAAA'], sudo: 'ALL=(ALL) NOPASSWD:ALL' }],
    });
    expect(result.kubeadmConfigSpec.clusterConfiguration.apiServer.certSANs).toEqual(['localhost', '127.0.0.1', '0.0.0.0', 'host.docker.internal', 'api.example.com']);
    expect(args(result.kubeadmConfigSpec.clusterConfiguration.controllerManager.extraArgs)).toEqual({ 'node-cidr-mask-size-ipv4': '25' });
  });

  test('has a health check of its own when a broken machine can be replaced', () => {
    const checks = (props: Partial<KubeadmControlPlaneProps<DockerMachine>>) => make(props).objects().filter(o => o.kind === 'MachineHealthCheck');
    expect(checks({}).map(o => o.spec)).toEqual([{
      clusterName: 'one',
      selector: { matchLabels: { 'cluster.x-k8s.io/cluster-name': 'one', 'cluster.x-k8s.io/control-plane': '' } },
      checks: {
        nodeStartupTimeoutSeconds: 600,
        unhealthyNodeConditions: [{ type: 'Ready', status: 'False', timeoutSeconds: 300 }, { type: 'Ready', status: 'Unknown', timeoutSeconds: 300 }],
      },
      remediation: { triggerIf: { unhealthyLessThanOrEqualTo: '40%' } },
    }]);
    expect(checks({ replicas: 1 })).toEqual([]);
    expect(checks({ healthCheck: false })).toEqual([]);
    expect(checks({ healthCheck: { unhealthyAfterSeconds: 60, startupTimeoutSeconds: 0 } })[0].spec.checks).toMatchObject({
      nodeStartupTimeoutSeconds: 0, unhealthyNodeConditions: [{ timeoutSeconds: 60 }, { timeoutSeconds: 60 }],
    });
    expect(checks({ healthCheck: { maxUnhealthy: 1 } })[0].spec.remediation).toEqual({ triggerIf: { unhealthyLessThanOrEqualTo: 1 } });
  });

  test.each<[string, Partial<KubeadmControlPlaneProps<DockerMachine>>, string]>([
    ['an even number of machines', { replicas: 2 }, 'acme/one: controlPlane.replicas: etcd needs an odd number of machines, got 2; write 1, 3 or 5'],
    ['no machines', { replicas: 0 }, 'got 0'],
    ['a surge of 0 with one machine', { replicas: 1, maxSurge: 0 }, 'acme/one: controlPlane.maxSurge: 0 removes a machine before it adds one, which needs 3 replicas, got 1'],
    ['an audit policy that is none', { auditLog: { policy: 'not: a policy' } },
      "acme/one: controlPlane.auditLog.policy: a policy has a line 'apiVersion: audit.k8s.io/v1' and this one has none; the API server would not start with it"],
    ['an audit policy without rules', { auditLog: { policy: POLICY.replace(/rules:[^]*/, '') } }, "a policy has a line 'rules:'"],
    ['a name that no certificate has', { certSANs: ['api.example.com', 'bad san!'] },
      "acme/one: controlPlane.certSANs: kubeadm takes DNS names, wildcards and addresses; 'bad san!' is none"],
    ['OIDC over http', { oidc: { issuerUrl: 'http://x', clientId: 'y' } }, "acme/one: controlPlane: oidc.issuerUrl: the API server takes only https, got 'http://x'"],
    ['a flag that two options set', { oidc: { issuerUrl: 'https://x', clientId: 'y' }, apiServerArgs: { 'oidc-client-id': 'z' } },
      "acme/one: controlPlane: apiServerArgs: flag oidc-client-id is set to 'y' and to 'z'; remove one"],
    ['a file written twice', { auditLog: {}, files: [{ path: '/etc/kubernetes/audit-policy.yaml', content: 'x' }] }, 'files: /etc/kubernetes/audit-policy.yaml is written twice'],
    ['a file with no content', { files: [{ path: '/a' }] }, 'files: /a needs either content or contentFrom'],
    ['the node mask of a family that no pod range has', { nodeMask: { ipv4: 25, ipv6: 80 } }, 'acme/one: controlPlane.nodeMask.ipv6: one has no IPv6 pod range'],
    ['a short startup timeout', { healthCheck: { startupTimeoutSeconds: 10 } }, 'write 0 (no limit) or at least 30, got 10'],
  ])('fails on %s', (_, props, message) => {
    expect(() => make(props)).toThrow(message);
  });

  test('fails the synth when certificates are to be renewed later than Cluster API allows', () => {
    expect(make({ renewCertificatesDaysBefore: 3 }).fleet.check().map(f => f.message)).toEqual([expect.stringContaining('spec.rollout.before.certificatesExpiryDays')]);
  });
});
