import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { ARGO_CD, awsMember, fleetOf, platform, Step, Tree, written } from './programs';
import { Row, rowsOf, SecretIn, secretsIn, textOf } from './secret-references';
import {
  ApplicationSetFleet, Aws, AwsIdentity, Calico, Cilium, ClusterAccess, ClusterInventory, Delivery, Docker, ExistingCluster, FleetProps,
  FluxDeliveryProps, FluxFleet, FluxFleetProps, FluxSource, HelmInstallation, ManagedCluster, Secrets,
} from '../../lib';

const GIT = { type: 'git', url: 'https://git.example.com/acme/web', branch: 'main' } as const;
const CERTIFICATE = Buffer.from('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n').toString('base64');

/** Secrets that controllers make while they run, with who does. */
const MADE_AT_RUN_TIME: readonly [who: string, isMade: (secret: SecretIn) => boolean][] = [
  ['cert-manager, for its webhook', ({ namespace, name }) => namespace === 'cert-manager' && name === 'cert-manager-webhook-ca'],
  ['Argo CD, for its Redis', ({ namespace, name }) => namespace === 'argocd' && name === 'argocd-redis'],
  ['Cluster API, for each cluster that it makes', ({ namespace, name }) => namespace === 'acme' && /^(prod|keys|files)-kubeconfig$/.test(name)],
];

/** Machines that get files from Secrets, users from an OIDC provider and an audit log. */
const files: Step = fleet => new ManagedCluster(fleet, 'files', {
  version: '1.34.1', infrastructure: Docker.dev(), networkPlugin: Calico.vxlan(), network: { pods: '10.2.0.0/16', services: '10.100.32.0/20' },
  controlPlane: {
    replicas: 1, machine: {}, auditLog: {}, oidc: { issuerUrl: 'https://login.example.com', clientId: 'kubernetes' },
    files: [{ path: '/etc/kubernetes/encryption.yaml', contentFrom: { secret: 'encryption', key: 'config' } }, { path: '/etc/motd', content: 'hello' }],
  },
  pools: {
    workers: {
      replicas: 1, machine: {},
      files: [
        { path: '/etc/registry.toml', contentFrom: { secret: 'registry', key: 'toml' } }, { path: '/etc/more.yaml', contentFrom: { secret: 'encryption', key: 'more' } },
      ],
    },
  },
});
/** Made by a role, with keys for people. */
const keys: Step = fleet => new ManagedCluster(fleet, 'keys', {
  version: '1.34.1', networkPlugin: Cilium.vxlan(), network: { pods: '10.13.0.0/16', services: '10.101.48.0/20', nodes: '10.63.0.0/16' },
  infrastructure: Aws.ec2({
    region: 'eu-central-1', availabilityZones: ['eu-central-1a'], sshKeyName: 'ops', identity: AwsIdentity.assumeRole('arn:aws:iam::111122223333:role/fleet'),
  }),
  controlPlane: { replicas: 1, machine: { instanceType: 'm6i.large' } }, pools: { workers: { replicas: 1, machine: { instanceType: 'm6i.large' } } },
});

const existing = (name: string, part: number, access?: ClusterAccess): Step => fleet => new ExistingCluster(fleet, name, {
  version: '1.34.1', network: { pods: `10.${part}.0.0/16`, services: `10.102.${part - 120}.0/24` }, access, labels: { stage: name },
});
const EKS: ClusterAccess = {
  type: 'eks', server: 'https://abc.gr7.eu-west-1.eks.amazonaws.com', certificateAuthority: CERTIFICATE,
  clusterArn: 'arn:aws:eks:eu-west-1:111122223333:cluster/eks', roleArn: 'arn:aws:iam::111122223333:role/argo-cd',
};
const clusters = ['alone', 'eks', 'files', 'keys', 'old', 'prod'];

/** Applications by Flux, whose sources are private, and read further Secrets. */
const flux = (name: string, source: FluxSource, more: Partial<FluxFleetProps> = {}): Step => fleet => new FluxFleet(fleet, name, {
  clusters, source, kustomization: { path: 'deploy' }, ...more,
});
const APPLICATIONS: readonly Step[] = [
  flux('web', { ...GIT, secretRef: 'git-web' }, {
    kustomization: {
      path: 'deploy', decryption: { provider: 'sops', secretRef: 'sops-keys' },
      substituteFrom: [{ kind: 'Secret', name: 'web-variables' }, { kind: 'ConfigMap', name: 'web-settings' }, { kind: 'Secret', name: 'web-extra', optional: true }],
    },
  }),
  flux('shop', { type: 'git', url: 'ssh://git@git.example.com/acme/shop', tag: 'v1.0.0', secretRef: 'git-shop' }),
  flux('artifact', { type: 'oci', url: 'oci://registry.example.com/acme/artifact', tag: 'v1', secretRef: 'registry-artifact' }),
  flux('bucket', { type: 'bucket', bucketName: 'acme', endpoint: 's3.example.com', secretRef: 'bucket-keys' }),
  flux('chart', { type: 'helm', url: 'https://charts.example.com', secretRef: 'charts', spec: { certSecretRef: { name: 'charts-ca' } } }, {
    kustomization: undefined,
    helmRelease: {
      chart: 'chart', version: '1.0.0', targetNamespace: 'chart',
      spec: { valuesFrom: [{ kind: 'Secret', name: 'chart-values', valuesKey: 'login.yaml' }, { kind: 'ConfigMap', name: 'chart-settings' }] },
    },
  }),
  // Two that open one repository of their own with one Secret.
  flux('one', { ...GIT, url: 'https://git.example.com/acme/one', secretRef: 'git-both' }),
  flux('two', { ...GIT, url: 'ssh://git@git.example.com/acme/two', secretRef: 'git-both' }),
];

const everything = (access: ClusterAccess | undefined, ...more: readonly Step[]): readonly Step[] => [
  platform({ providers: { 'infrastructure-aws': { variables: ['github-token'] }, 'infrastructure-docker': { variables: ['github-token'], secretName: 'github' } } }),
  awsMember('prod'), keys, files, existing('old', 120, access), existing('eks', 121, EKS), existing('alone', 122),
  fleet => new ClusterInventory(fleet, 'inventory'), ...more,
];
const KUBECONFIG: ClusterAccess = { type: 'kubeconfig', namespace: 'clusters', name: 'old-admin', key: 'config' };
const runApplication: Step = fleet => new ApplicationSetFleet(fleet, 'payment-api', {
  clusters: ['old', 'prod'], namespace: 'payment', source: { type: 'directory', repoUrl: 'https://git.example.com/acme/payment', targetRevision: 'main', path: 'deploy' },
});
const installChart: Step = fleet => new HelmInstallation(fleet, 'metrics', {
  clusters: [fleet.hub],
  addOn: { release: 'metrics', namespace: 'monitoring', repository: 'oci://registry.example.com/charts', chart: 'metrics-server', defaultVersion: '3.12.0', values: {} },
});
const byFlux = (props: Partial<FluxDeliveryProps> = {}) => Delivery.flux({
  url: 'https://git.example.com/platform/fleet.git', secretRef: 'git-fleet', decryption: { provider: 'sops', secretRef: 'sops-fleet' },
  repositorySecrets: { 'https://git.example.com/acme': 'git-acme', 'oci://registry.example.com': 'registry' }, ...props,
});

/** Programs that use everything, by what delivers them. Nothing on a hub reaches clusters that look after themselves, so these name no way. */
const PROGRAMS: Readonly<Record<string, [steps: readonly Step[], props: Partial<FleetProps>]>> = {
  'Argo CD, and Flux beside it': [everything(KUBECONFIG, runApplication, installChart, ...APPLICATIONS), { delivery: ARGO_CD() }],
  'an Argo CD in each cluster': [
    everything(undefined, runApplication, installChart), { delivery: Delivery.argoCd({ repoUrl: 'https://git.example.com/fleet.git', perCluster: true }) },
  ],
  'Flux': [everything(KUBECONFIG, runApplication, installChart, ...APPLICATIONS), { delivery: byFlux() }],
  'a Flux in each cluster': [everything(undefined, runApplication, installChart, ...APPLICATIONS), { delivery: byFlux({ form: 'per-cluster' }) }],
  'nobody': [everything(KUBECONFIG, ...APPLICATIONS), {}],
};
const used = new Set<string>();

beforeAll(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });
afterAll(() => { jest.restoreAllMocks(); });

describe.each(Object.keys(PROGRAMS))('without a secrets operator, a fleet delivered by %s', (name) => {
  const [steps, props] = PROGRAMS[name];
  const { app } = fleetOf(steps, { ...props, secrets: Secrets.madeBeforehand() });
  let tree: Tree;
  const output = () => (tree ??= written(app));
  const rows = () => rowsOf(output()['_secrets.md']);
  const secretOf = ({ cluster, namespace, name: of }: Row): SecretIn => ({ cluster, namespace, name: of });

  test('passes', () => {
    expect(app.check().filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('has nothing of an operator anywhere', () => {
    expect(Object.entries(output()).filter(([, text]) => /external-secrets|ExternalSecret|SecretStore/.test(text)).map(([path]) => path)).toEqual([]);
  });

  test('lists exactly the Secrets that something reads and that no controller makes, each once', () => {
    const { references, brought, destinations } = secretsIn(output());
    const isMade = (secret: SecretIn) => {
      const maker = MADE_AT_RUN_TIME.find(([, is]) => is(secret));
      used.add(maker?.[0] ?? '');
      return maker !== undefined || brought.some(other => textOf(other) === textOf(secret));
    };
    const registered = destinations.map(({ cluster, name: of }) => ({ cluster, namespace: 'argocd', name: `cluster-${of}` }));
    const read = [...references, ...registered].filter(secret => !isMade(secret));
    expect(rows().map(row => textOf(secretOf(row)))).toEqual([...new Set(read.map(textOf))].sort());
  });

  test('lists every key that something reads', () => {
    const listed = new Map(rows().map(row => [textOf(secretOf(row)), row.keys.split(', ')]));
    const named = secretsIn(output()).references.filter(({ key }) => key !== undefined);
    const missing = named.filter(reference => listed.get(textOf(reference))?.includes(reference.key!) === false);
    expect(missing.map(({ at, key }) => `${at}: ${key}`)).toEqual([]);
  });

  test('says all of each Secret that people must know', () => {
    expect(Object.keys(rows()[0])).toEqual(['cluster', 'namespace', 'name', 'type', 'keys', 'labels', 'read by', 'replaced by']);
    const incomplete = rows().filter(({ labels, ...row }) => labels === undefined || Object.values(row).some(cell => cell === undefined || cell === ''));
    expect(incomplete.map(row => textOf(secretOf(row)))).toEqual([]);
    expect(rows().filter(row => row.namespace === 'argocd').map(({ keys: of, labels }) => [of, labels.includes('argocd.argoproj.io/secret-type=cluster')]))
      .toEqual(rows().filter(row => row.namespace === 'argocd').map(() => ['config, name, server', true]));
  });
});

test('every controller of the table makes some Secret', () => {
  expect(MADE_AT_RUN_TIME.map(([who]) => who).filter(who => !used.has(who))).toEqual([]);
});

test('a Secret that several read is one row with the keys of all of them, and names all of them', () => {
  const { app } = fleetOf([existing('old', 120, KUBECONFIG), flux('one', { ...GIT, secretRef: 'git-both' }, { clusters: ['old'] }),
    flux('two', { ...GIT, url: 'ssh://git@git.example.com/acme/two', secretRef: 'git-both' }, { clusters: ['old'] })]);
  const row = rowsOf(written(app)['_secrets.md']).filter(({ name }) => name === 'git-both');
  expect(row.map(({ keys: of, 'read by': by }) => [of, by])).toEqual([
    ['identity, known_hosts, password, username', 'Flux, for https://git.example.com/acme/web; Flux, for ssh://git@git.example.com/acme/two'],
  ]);
});
